"""Playing through a real sound server, by the real processes; heard at the monitor."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from dutyroom.devices import pcm, signals
from dutyroom.devices.alarm_sound import AlarmSound, beep
from dutyroom.devices.pattern_process import BEEP_HZ
from dutyroom.devices.playback import Phase, Player, PlayerState
from dutyroom.devices.tones import Goertzel
from dutyroom.devices.wav_writer import WavWriter
from tests.devices.sound_fakes import until
from tests.sound_server import SoundServer

pytestmark = pytest.mark.device


@pytest.fixture(autouse=True)
def environment(sound_server: SoundServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """The processes that play use the test's own server."""
    for name in ("HOME", "XDG_RUNTIME_DIR", "PULSE_SERVER", "PULSE_RUNTIME_PATH"):
        monkeypatch.setenv(name, sound_server.env[name])
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))


@pytest.fixture
def states() -> list[PlayerState]:
    """What the player said."""
    return []


@pytest.fixture
def player(tmp_path: Path, states: list[PlayerState]) -> Iterator[Player]:
    """A player with ten seconds of a tone."""
    writer = WavWriter(tmp_path / "a.wav", 8000)
    writer.write(signals.tone([450], 10.0))
    writer.close()
    made = Player(tmp_path / "a.wav", states.append)
    yield made
    made.close()


def _share(sound: bytes, frequency: float) -> float:
    """Return the part of the loudest half second that stands at a frequency."""
    loud = max(signals.blocks_of(sound, 2000), key=pcm.rms)
    return Goertzel(frequency, 8000).share(
        pcm.samples(loud), pcm.swing(loud) ** 2 * (len(loud) // 2)
    )


def test_play_pause_seek_and_the_end(
    sound_server: SoundServer, player: Player, states: list[PlayerState]
) -> None:
    """The tone is heard, the place goes on, stands while paused, and the end is told."""
    until(lambda: bool(states))
    assert (states[0].phase, states[0].at, states[0].length) == (Phase.PAUSED, 0, 10)
    player.play()
    assert _share(sound_server.record(1.5), 450) > 0.9
    until(lambda: states[-1].at > 0.5)
    player.pause()
    until(lambda: states[-1].phase is Phase.PAUSED)
    at = states[-1].at
    assert pcm.peak(sound_server.record(1.0)[-8000:]) == 0
    assert states[-1].at == at
    player.seek_by(-5)
    until(lambda: states[-1].at == 0)
    player.seek_to(9.5)
    player.set_speed(2.0)
    player.play()
    until(lambda: states[-1].phase is Phase.ENDED)
    assert states[-1].speed == 2.0
    player.seek_by(-5)
    until(lambda: states[-1].phase is Phase.PAUSED)
    assert states[-1].at == pytest.approx(5, abs=0.5)


def test_without_an_output_there_is_a_sentence(
    sound_server: SoundServer, player: Player, states: list[PlayerState]
) -> None:
    """And orders after that do no harm."""
    until(lambda: bool(states))
    sound_server.kill()
    player.play()
    until(lambda: states[-1].phase is Phase.FAILED)
    assert "sound output" in states[-1].message
    player.pause()
    player.close()
    player.play()


def test_what_is_no_recording_is_said(tmp_path: Path, states: list[PlayerState]) -> None:
    """The process says so and ends."""
    (tmp_path / "b.wav").write_bytes(b"garbage")
    player = Player(tmp_path / "b.wav", states.append)
    until(lambda: bool(states))
    assert states[-1].phase is Phase.FAILED
    player.close()


def test_the_alarm_sounds_until_it_is_silenced(sound_server: SoundServer) -> None:
    """Both tones are heard; after silencing there is nothing."""
    failures: list[str] = []
    alarm = AlarmSound("", failures.append)
    alarm.sound()
    alarm.sound()
    heard = sound_server.record(3.5)
    assert any(_share(each, 880) > 0.7 for each in signals.blocks_of(heard, 800))
    assert any(_share(each, 660) > 0.7 for each in signals.blocks_of(heard, 800))
    alarm.close()
    assert not alarm.sounding
    assert pcm.peak(sound_server.record(1.0)[-8000:]) == 0
    assert failures == []


def test_an_alarm_that_cannot_be_heard_is_told_and_tried_again(
    sound_server: SoundServer,
) -> None:
    """The output dies and comes back: the alarm sounds again."""
    failures: list[str] = []
    sound_server.kill()
    alarm = AlarmSound("", failures.append)
    alarm.sound()
    until(lambda: bool(failures))
    assert failures[0].endswith(".")
    sound_server.start()
    limit = time.monotonic() + 10
    while pcm.peak(sound_server.record(0.5)) < 1000:
        assert time.monotonic() < limit
    alarm.close()


def test_the_beep_is_heard_once(sound_server: SoundServer) -> None:
    """A third of a second of its tone; a dead output is a sentence."""
    said: list[str] = []
    beeping = threading.Timer(0.5, lambda: said.append(beep("")))
    beeping.start()
    heard = sound_server.record(2.5)
    beeping.join()
    assert said == [""]
    assert _share(heard, BEEP_HZ) > 0.5
    loud = [block for block in signals.blocks_of(heard, 80) if pcm.rms(block) > 2000]
    assert len(loud) / 100 == pytest.approx(0.3, abs=0.1)
    sound_server.kill()
    assert beep("").endswith(".")
