"""Real PortAudio against a real PulseAudio: capture, loss, return."""

from __future__ import annotations

import json
import math
import subprocess
import sys
import time
import wave
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dutyroom.devices import pcm, signals
from dutyroom.devices.tones import Goertzel
from tests.devices.sound_fakes import until
from tests.sound_server import SoundServer, require_sound_server

pytestmark = pytest.mark.device

_ROOT = Path(__file__).parents[2]

_RECORD = """
import json, sys, threading
from datetime import datetime, UTC
from pathlib import Path
from dutyroom.clock import SystemClock
from dutyroom.devices.audio_input import Capture, SoundDeviceSource
from dutyroom.devices.recorder import Recorder
from dutyroom.devices.recorder_events import *
from dutyroom.devices.sound_system import SoundSystem

def say(event):
    match event:
        case LevelRead(): found = {"level": event.loudness.rms_dbfs}
        case RecordingFinished(): found = {
            "path": str(event.recording.path),
            "gaps": [[gap.frame, gap.lost_frames, gap.cause] for gap in event.recording.gaps]}
        case GapFound(): found = {"cause": event.gap.cause}
        case _: found = {"reason": getattr(event, "reason", "")}
    print(json.dumps({"event": type(event).__name__, **found}), flush=True)

channel = int(sys.argv[2])
clock, capture = SystemClock(), Capture(SoundSystem(), None)
recorder = Recorder(SoundDeviceSource(capture, clock, channel), Path(sys.argv[1]), clock, say)
recorder.start()
recorder.begin(RecordingRequest("call-1", 1, datetime(2026, 11, 3, tzinfo=UTC)))
sys.stdin.read()
recorder.close()
"""


class Listening:
    """A process that records from the server's default input until told to stop."""

    def __init__(self, server: SoundServer, folder: Path, channel: int = 0) -> None:
        self._said = (folder / "said.jsonl").open("w+", encoding="ascii")
        self._process = subprocess.Popen(
            [sys.executable, "-c", _RECORD, str(folder), str(channel)],
            stdin=subprocess.PIPE, stdout=self._said, stderr=subprocess.DEVNULL,
            env={**server.env, "PYTHONPATH": str(_ROOT)},
        )  # fmt: skip

    def said(self, name: str) -> list[dict[str, Any]]:
        """Return the events of a kind so far."""
        self._said.seek(0)
        lines = [line for line in self._said.read().splitlines() if line.endswith("}")]
        return [each for each in map(json.loads, lines) if each["event"] == name]

    def wait(self, name: str, count: int = 1, seconds: float = 15) -> float:
        """Wait until an event was said so often, and return how long it took."""
        started = time.monotonic()
        until(lambda: len(self.said(name)) >= count, seconds)
        return time.monotonic() - started

    def stop(self) -> bytes:
        """End the recording and return its samples."""
        self._process.communicate(timeout=20)
        (finished,) = self.said("RecordingFinished")
        with wave.open(finished["path"]) as file:
            return bytes(file.readframes(file.getnframes()))

    def close(self) -> None:
        """Kill what is left."""
        self._process.kill()
        self._process.wait()
        if self._process.stdin is not None:
            self._process.stdin.close()
        self._said.close()


@pytest.fixture
def listening(sound_server: SoundServer, tmp_path: Path) -> Iterator[Listening]:
    """A process that records from the server."""
    made = Listening(sound_server, tmp_path)
    yield made
    made.close()


def _unbroken(samples: bytes, frequency: float, rate: int = 8000) -> int:
    """Return how many samples of a sine differ from its own continuation.

    For a sine, x[n+1] = 2·cos(w)·x[n] - x[n-1]: a lost or doubled sample breaks it.
    """
    values, coefficient = pcm.samples(samples), 2 * math.cos(2 * math.pi * frequency / rate)
    return sum(
        abs(coefficient * b - a - c) > 12
        for a, b, c in zip(values, values[1:], values[2:], strict=False)
    )


def test_a_tone_comes_through_without_a_break(
    sound_server: SoundServer, listening: Listening
) -> None:
    listening.wait("SourceFound")
    with sound_server.play(signals.tone([440], 3.0, level=0.5)) as player:
        player.wait(timeout=20)
    until(lambda: listening.said("LevelRead")[-1]["level"] < -80)
    samples = listening.stop()
    blocks = list(signals.blocks_of(samples, 80))
    loud = [index for index, block in enumerate(blocks) if pcm.rms(block) > 5000]
    heard = b"".join(blocks[loud[2] : loud[-2]])
    assert len(heard) / 16_000 == pytest.approx(3.0, abs=0.2)
    assert _unbroken(heard, 440) == 0
    assert _unbroken(heard[:8000] + heard[8002:], 440) > 0  # the measure sees one lost sample


@pytest.mark.timed
def test_a_pulled_plug_is_noticed_and_the_sound_comes_back(
    sound_server: SoundServer, listening: Listening
) -> None:
    listening.wait("LevelRead", 5)
    sound_server.unplug()
    assert listening.wait("SourceLost") < 3
    sound_server.plug_in()
    assert listening.wait("SourceFound", 2) < 5
    listening.wait("LevelRead", len(listening.said("LevelRead")) + 3)
    listening.stop()
    (finished,) = listening.said("RecordingFinished")
    assert [gap[2] for gap in finished["gaps"]].count("source_lost") == 1


@pytest.mark.timed
def test_a_server_that_dies_is_noticed_and_its_successor_found(
    sound_server: SoundServer, listening: Listening
) -> None:
    listening.wait("LevelRead", 5)
    sound_server.kill()
    assert listening.wait("SourceLost") < 3
    sound_server.start()
    assert listening.wait("SourceFound", 2) < 5
    listening.stop()


@pytest.mark.timed
def test_a_program_started_before_its_device_finds_it(
    sound_server: SoundServer, tmp_path: Path
) -> None:
    sound_server.kill()
    listening = Listening(sound_server, tmp_path)
    try:
        listening.wait("SourceLost")
        assert listening.said("SourceLost")[0]["reason"].endswith(".")
        sound_server.start()
        assert listening.wait("SourceFound") < 5
        listening.stop()
    finally:
        listening.close()


def test_the_second_channel_of_a_studio_rate_device(tmp_path: Path) -> None:
    require_sound_server()
    server = SoundServer(rate=48_000, channels=2)
    server.start()
    listening = Listening(server, tmp_path, channel=1)
    try:
        listening.wait("SourceFound")
        left, right = (pcm.samples(signals.tone([hz], 1.5, 48_000)) for hz in (700, 1900))
        both = left + right
        both[0::2], both[1::2] = left, right
        with server.play(both.tobytes()) as player:
            player.wait(timeout=20)
        samples = listening.stop()
        loud = max(signals.blocks_of(samples, 1600), key=pcm.rms)
        values, energy = pcm.samples(loud), pcm.swing(loud) ** 2 * (len(loud) // 2)
        assert Goertzel(1900, 8000).share(values, energy) > 0.9
        assert Goertzel(700, 8000).share(values, energy) < 0.05
    finally:
        listening.close()
        server.close()
