"""How loud a line is."""

from __future__ import annotations

import pytest

from dutyroom.devices import pcm, signals
from dutyroom.devices.levels import LevelMeter, Sum


def test_a_sine_has_its_level_and_silence_the_floor() -> None:
    total = Sum()
    total.add(signals.tone([1000], 1.0, level=0.5))
    loudness = total.loudness()
    assert loudness.peak_dbfs == pytest.approx(-6.02, abs=0.1)
    assert loudness.rms_dbfs == pytest.approx(-9.03, abs=0.1)
    assert loudness.clipped == 0
    quiet = Sum()
    assert quiet.loudness().rms_dbfs == pcm.FLOOR_DBFS
    quiet.add(bytes(200))
    assert quiet.loudness().peak_dbfs == pcm.FLOOR_DBFS


def test_samples_at_the_end_of_the_scale_are_counted() -> None:
    total = Sum()
    total.add(b"\xff\x7f\x00\x80\x00\x00\xfe\x7f")
    assert total.loudness().clipped == 2
    assert total.loudness().peak_dbfs == 0


@pytest.mark.parametrize("block", [100, 800, 333, 4000])
def test_at_most_one_reading_for_each_tenth_of_a_second(block: int) -> None:
    meter = LevelMeter(8000)
    readings = [meter.feed(bytes(block * 2)) for _ in range(16_000 // block)]
    found = sum(each is not None for each in readings)
    assert 16_000 // max(block, 800) * 0.7 <= found <= 20
