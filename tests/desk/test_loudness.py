"""The meter's steps, how often it moves, and when nothing is known any more."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutyroom.channel.messages import Level
from dutyroom.desk.loudness import APART, STALE, STEPS, Loudness, LoudnessMeter, steps


@pytest.mark.parametrize(
    ("rms", "lit"), [(-math.inf, 0), (math.nan, 0), (-56.0, 0), (-55.0, 1), (-27.0, 5), (0.0, 8)]
)
def test_silence_lights_nothing_and_the_loudest_everything(rms: float, lit: int) -> None:
    """Each step is seven decibels."""
    assert steps(rms) == lit


@given(st.floats(), st.floats())
def test_louder_never_lights_less(one: float, other: float) -> None:
    """Whatever the keeper says, the bar is between its ends."""
    assert 0 <= steps(one) <= STEPS
    if one <= other:
        assert steps(one) <= steps(other)


def test_between_two_pictures_the_loudest_is_held() -> None:
    """A short shout between two pictures is seen in the next."""
    meter = LoudnessMeter()
    assert meter.take(Level("1", -50.0, -40.0), 0.0) == Loudness(1)
    assert meter.take(Level("1", -10.0, 0.0, clipped=True), 0.1) is None
    assert meter.take(Level("1", -50.0, -40.0), 0.1 + APART) == Loudness(7, clipped=True)
    assert meter.take(Level("1", -50.0, -40.0), 0.2 + 2 * APART) == Loudness(1)


def test_a_level_is_soon_out_of_date() -> None:
    """A keeper that falls silent leaves no bar standing."""
    meter = LoudnessMeter()
    assert not meter.known(0.0)
    meter.take(Level("1", -50.0, -40.0), 0.0)
    assert meter.known(STALE / 2)
    assert not meter.known(STALE)
