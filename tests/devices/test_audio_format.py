"""Decimation and channels: the telephone band passes, what would alias does not."""

from __future__ import annotations

import array
import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutyroom.devices import pcm, signals
from dutyroom.devices.audio_format import Converter, Sampling


def _level(rate: int, frequency: float) -> float:
    """What is left of a tone of -12 dBFS peak, in dB against what went in."""
    sound = signals.tone([frequency], 0.5, rate)
    converter = Converter(Sampling(rate, 1), 0)
    made = b"".join(converter.feed(each) for each in signals.blocks_of(sound, rate // 10))
    return pcm.dbfs(pcm.rms(made[1600:-1600])) - pcm.dbfs(pcm.rms(sound))


@pytest.mark.parametrize("rate", [11025, 16000, 22050, 32000, 44100, 48000, 96000])
def test_the_telephone_band_passes(rate: int) -> None:
    assert _level(rate, 300) == pytest.approx(0, abs=0.5)
    assert _level(rate, 1000) == pytest.approx(0, abs=1)
    # linear interpolation of what is no multiple of 8 kHz costs some treble
    assert _level(rate, 3000) > -5


@pytest.mark.parametrize("rate", [16000, 32000, 48000, 96000])
def test_multiples_are_flat_to_the_end_of_the_band(rate: int) -> None:
    assert _level(rate, 3200) == pytest.approx(0, abs=1)


@pytest.mark.parametrize("rate", [16000, 22050, 44100, 48000])
@pytest.mark.parametrize("frequency", [5000, 6500, 7600])
def test_what_would_alias_is_gone(rate: int, frequency: int) -> None:
    assert _level(rate, frequency) < -35


def test_the_configured_channel_is_picked() -> None:
    left, right = signals.ramp(0, 800), signals.ramp(5000, 800)
    both = array.array("h", bytes(3200))
    both[0::2], both[1::2] = pcm.samples(left), pcm.samples(right)
    assert Converter(Sampling(8000, 2), 0).feed(both.tobytes()) == left
    assert Converter(Sampling(8000, 2), 1).feed(both.tobytes()) == right
    with pytest.raises(ValueError, match="channel"):
        Converter(Sampling(8000, 2), 2)


@given(st.lists(st.integers(0, 2000), max_size=12), st.sampled_from([8000, 16000, 44100, 48000]))
def test_cutting_into_blocks_changes_nothing(cuts: list[int], rate: int) -> None:
    sound = signals.ramp(100, 6000)
    whole = Converter(Sampling(rate, 1), 0).feed(sound)
    converter, made, at = Converter(Sampling(rate, 1), 0), b"", 0
    for cut in [*cuts, 6000]:
        made += converter.feed(sound[at * 2 : (at + cut) * 2])
        at += cut
    assert made == whole


def test_full_scale_is_not_wrapped() -> None:
    square = (b"\xff\x7f" * 24 + b"\x00\x80" * 24) * 200
    made = pcm.samples(Converter(Sampling(48000, 1), 0).feed(square))
    assert max(made) > 30000
    steps = [abs(b - a) for a, b in itertools.pairwise(made)]
    assert max(steps) < 62000  # a wrapped sample jumps by 65535


def test_decimation_is_cheap() -> None:
    """Ten seconds of 48 kHz in less than three tenths: 3 % of a core at the very most."""
    converter, block = Converter(Sampling(48000, 1), 0), signals.ramp(0, 4800)
    started = time.process_time()
    for _ in range(100):
        converter.feed(block)
    assert time.process_time() - started < 0.3
