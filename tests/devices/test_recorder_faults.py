"""The recorder's thread against real time: crash, full disk, plug pulled, nothing lost."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import time
import wave
from pathlib import Path

import pytest

from dutyroom.clock import SystemClock
from dutyroom.devices import signals
from dutyroom.devices.audio_simulated import SimulatedSource
from dutyroom.devices.gaps import GapCause
from dutyroom.devices.recorder import Recorder
from dutyroom.devices.recorder_events import (
    GapFound,
    RecorderState,
    RecordingFinished,
    SourceFound,
    SourceLost,
)
from dutyroom.devices.wav_writer import repair
from tests.devices.sound_fakes import Said, request, until

_ROOT = Path(__file__).parents[2]

_RECORD = """
import resource, sys, time
from datetime import datetime, UTC
from pathlib import Path
from dutyroom.clock import SystemClock
from dutyroom.devices import signals
from dutyroom.devices.audio_simulated import SimulatedSource
from dutyroom.devices.recorder import Recorder
from dutyroom.devices.recorder_events import *

resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]),) * 2)

def say(event):
    if isinstance(event, RecordingFailed):
        print("failed", event.kept.frames, flush=True)
        if event.request.segment == 1:
            Path(event.path).unlink()
            recorder.begin(RecordingRequest("call-1", 2, event.request.started_at))
            recorder.mark()
    elif isinstance(event, Marked):
        print("again", recorder.state, flush=True)

source = SimulatedSource(SystemClock(), lambda frame, count: (
    print("made", frame + count, flush=True), signals.ramp(frame, count))[1])
recorder = Recorder(source, Path(sys.argv[1]), SystemClock(), say)
recorder.begin(RecordingRequest("call-1", 1, datetime(2026, 11, 3, tzinfo=UTC)))
recorder.start()
time.sleep(30)
"""


def _start(folder: Path, limit: int = 1 << 30) -> subprocess.Popen[str]:
    """Start a process that records a ramp; it may write files of `limit` bytes."""
    return subprocess.Popen(
        [sys.executable, "-c", _RECORD, str(folder), str(limit)], stdout=subprocess.PIPE, text=True,
        env={**os.environ, "PYTHONPATH": str(_ROOT)},
    )  # fmt: skip


@pytest.mark.timed
def test_kill_loses_at_most_a_second(tmp_path: Path) -> None:
    with _start(tmp_path) as process:
        assert process.stdout is not None
        made = 0
        while made < 16_000:
            made = int(process.stdout.readline().split()[1])
        process.send_signal(signal.SIGKILL)
        made += process.stdout.read().count("made") * 800
    path = tmp_path / "2026" / "11" / "03" / "call-1-1.wav"
    frames = repair(path)
    assert made - 8000 <= frames <= made
    with wave.open(str(path)) as file:
        assert file.getnframes() == frames
        samples = file.readframes(frames)
    assert signals.ramp_faults(samples) == 0
    counted = subprocess.run(
        [sys.executable, "-W", "ignore", "-c",
         "import sys, pydub; print(pydub.AudioSegment.from_file(sys.argv[1]).frame_count())",
         str(path)],
        capture_output=True, text=True, check=True, timeout=30,
    )  # fmt: skip
    assert float(counted.stdout) == frames


def test_a_full_disk_ends_the_recording_but_not_the_listening(tmp_path: Path) -> None:
    with _start(tmp_path, limit=16_000) as process:
        assert process.stdout is not None
        lines: list[list[str]] = []
        while not lines or lines[-1][0] != "again":
            lines.append(process.stdout.readline().split())
            assert lines[-1], "the process ended"
        process.kill()
    assert ["failed", str((16_000 - 44) // 1600 * 800)] in lines
    assert lines[-1] == ["again", "recording"]


def test_nothing_is_lost_through_the_queue(tmp_path: Path) -> None:
    clock, said = SystemClock(), Said()
    source = SimulatedSource(clock, signals.ramp)
    recorder = Recorder(source, tmp_path, clock, said)
    recorder.start()
    recorder.begin(request())
    until(lambda: source.frames_made >= 16_000)
    recorder.close()
    (finished,) = said.of(RecordingFinished)
    with wave.open(str(finished.recording.path)) as file:
        samples = file.readframes(file.getnframes())
    assert signals.ramp_faults(samples) == 0
    assert finished.recording.frames >= source.frames_made - 1600
    assert finished.recording.gaps == ()
    assert source.frames_lost == 0
    assert not recorder.alive


def test_a_full_queue_is_counted_not_raised(tmp_path: Path) -> None:
    clock, said = SystemClock(), Said()
    source = SimulatedSource(clock, signals.ramp, queue_blocks=2)
    recorder = Recorder(source, tmp_path, clock, said)
    recorder.begin(request())
    recorder.turn()
    until(lambda: source.frames_lost >= 1600)
    while not said.of(GapFound):
        recorder.turn()
    recorder.close()
    (finished,) = said.of(RecordingFinished)
    lost = sum(gap.lost_frames for gap in finished.recording.gaps)
    assert 1600 <= lost == source.frames_lost
    with wave.open(str(finished.recording.path)) as file:
        samples = file.readframes(file.getnframes())
    assert signals.ramp_faults(samples) == len(finished.recording.gaps) == 1


@pytest.mark.timed
def test_a_pulled_plug_is_noticed_within_three_seconds_and_found_again(tmp_path: Path) -> None:
    clock, said = SystemClock(), Said()
    source = SimulatedSource(clock, lambda _, frames: bytes(frames * 2))
    recorder = Recorder(source, tmp_path, clock, said)
    recorder.start()
    recorder.begin(request())
    until(lambda: source.frames_made > 800)
    source.unplug()
    pulled = time.monotonic()
    until(lambda: bool(said.of(SourceLost)))
    assert time.monotonic() - pulled < 3
    assert recorder.state is RecorderState.RECORDING
    source.plug_in()
    plugged = time.monotonic()
    until(lambda: len(said.of(SourceFound)) == 2)
    assert time.monotonic() - plugged < 5
    recorder.close()
    (finished,) = said.of(RecordingFinished)
    (gap,) = finished.recording.gaps
    assert gap.cause is GapCause.SOURCE_LOST
    assert gap.lost_frames == pytest.approx((plugged - pulled) * 8000, rel=0.5)


def test_importing_the_keepers_part_brings_neither_numpy_nor_portaudio() -> None:
    code = (
        "import sys, dutyroom.devices.recorder, dutyroom.devices.audio_input\n"
        "import dutyroom.devices.audio_simulated\n"
        "print([name for name in ('numpy', 'sounddevice', 'pydub') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=True,
        env={**os.environ, "PYTHONPATH": str(_ROOT)}, timeout=30,
    )  # fmt: skip
    assert done.stdout.strip() == "[]"


def test_a_machine_without_portaudio_gets_a_sentence() -> None:
    code = (
        "import sys, types\n"
        "class Missing:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name == 'sounddevice': raise OSError('PortAudio library not found')\n"
        "sys.meta_path.insert(0, Missing())\n"
        "from dutyroom.clock import SystemClock\n"
        "from dutyroom.devices.audio_input import Capture, SoundDeviceSource\n"
        "from dutyroom.devices.audio_source import SoundError\n"
        "from dutyroom.devices.sound_system import SoundSystem\n"
        "try: SoundDeviceSource(Capture(SoundSystem(), None), SystemClock()).open()\n"
        "except SoundError as error: print(error)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True,
        env={**os.environ, "PYTHONPATH": str(_ROOT)}, timeout=30,
    )  # fmt: skip
    assert "libportaudio2" in done.stdout
    assert io.StringIO(done.stdout).readline().endswith(".\n")
