"""Recordings as they are played: place, speed, pitch, volume."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dutyroom.devices import pcm, signals
from dutyroom.devices.reel import Reel
from dutyroom.devices.tones import Goertzel
from dutyroom.devices.wav_writer import WavWriter

MakeWav = Callable[[bytes], Path]


@pytest.fixture
def wav(tmp_path: Path) -> MakeWav:
    """Makes a recording of some samples."""

    def make(sound: bytes) -> Path:
        path = tmp_path / "a.wav"
        path.unlink(missing_ok=True)
        writer = WavWriter(path, 8000)
        writer.write(sound)
        writer.close()
        return path

    return make


def _all(reel: Reel) -> bytes:
    """Return everything from here to the end."""
    made = b""
    while piece := reel.next():
        made += piece
    reel.close()
    return made


def test_at_speed_one_the_samples_are_those_of_the_file(wav: MakeWav) -> None:
    """Nothing is added, nothing is left out."""
    assert _all(Reel(wav(signals.ramp(0, 12_345)))) == signals.ramp(0, 12_345)


@pytest.mark.parametrize("speed", [0.75, 1.5, 2.0])
@pytest.mark.parametrize("pitch", [200, 450, 1000])
def test_speed_changes_the_length_and_not_the_pitch(
    wav: MakeWav, speed: float, pitch: float
) -> None:
    """A tone stays at its frequency and its level."""
    reel = Reel(wav(signals.tone([pitch], 3.0, level=0.5)))
    reel.set_speed(speed)
    made = _all(reel)
    assert len(made) / 16_000 == pytest.approx(3.0 / speed, rel=0.05)
    middle = made[3200:-3200]
    for block in signals.blocks_of(middle[: len(middle) // 1600 * 1600]):
        energy = pcm.swing(block) ** 2 * 800
        assert Goertzel(pitch, 8000).share(pcm.samples(block), energy) > 0.8
    assert min(pcm.rms(each) for each in signals.blocks_of(middle, 400)) > 9000


@pytest.mark.parametrize("speed", [0.75, 1.5, 2.0])
def test_silence_and_short_files_play_at_any_speed(wav: MakeWav, speed: float) -> None:
    """Nothing divides by the energy of silence or waits for a whole piece."""
    reel = Reel(wav(bytes(2 * 50)))
    reel.set_speed(speed)
    assert _all(reel) == bytes(2 * 50)
    reel = Reel(wav(bytes(16_000)))
    reel.set_speed(speed)
    assert set(_all(reel)) == {0}


def test_seeking_stays_inside(wav: MakeWav) -> None:
    """Before the start is the start, after the end is the end."""
    reel = Reel(wav(signals.ramp(0, 16_000)))
    reel.seek(-5)
    assert reel.at == 0
    reel.seek(99)
    assert reel.at == reel.length == 2.0
    reel.seek(1.0)
    assert reel.next() == signals.ramp(8000, 320)
    reel.close()


def test_volume_is_limited(wav: MakeWav) -> None:
    """Louder never wraps around."""
    reel = Reel(wav(signals.tone([450], 0.5, level=0.5)))
    reel.set_volume(99)
    assert reel.volume == 4.0
    assert pcm.peak(_all(reel)) in {32767, 32768}


def test_a_live_recording_plays_on(tmp_path: Path) -> None:
    """What is written after the end was reached is played too."""
    writer = WavWriter(tmp_path / "a.wav", 8000)
    writer.write(signals.ramp(0, 320))
    reel = Reel(tmp_path / "a.wav")
    assert reel.next() == signals.ramp(0, 320)
    assert reel.next() == b""
    writer.write(signals.ramp(320, 100))
    assert reel.next() == signals.ramp(320, 100)
    writer.close()
    reel.close()
