"""Places in a recording: as they are typed and shown, and the part between two marks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutyroom.standard.playing_time import Part, around, seconds_of
from dutyroom.widgets.moments import span


@pytest.mark.parametrize(
    ("typed", "seconds"),
    [
        ("0", 0.0),
        ("75", 75.0),
        ("1:15", 75.0),
        (" 1：15 ", 75.0),
        ("0:01:15", 75.0),
        ("1:00:00", 3600.0),
        ("0:15.5", 15.5),
        ("100:00", 6000.0),
    ],
)
def test_a_place_is_read(typed: str, seconds: float) -> None:
    assert seconds_of(typed) == seconds


@pytest.mark.parametrize(
    "typed", ["", "one", "-1", "1:60", "1:60:00", "1:2:3:4", "1e3", "inf", "٣", "1:", ":5", "1.2.3"]
)
def test_what_is_no_place_is_none(typed: str) -> None:
    assert seconds_of(typed) is None


@given(st.integers(0, 359_999))
def test_what_the_panel_shows_can_be_typed(seconds: int) -> None:
    assert seconds_of(span(seconds)) == seconds


def test_the_part_lies_between_the_marks_on_both_sides() -> None:
    assert around(40.0, [60.0, 30.0], 90.0) == Part(30.0, 60.0)
    assert around(30.0, [60.0, 30.0], 90.0) == Part(30.0, 60.0)
    assert around(10.0, [60.0, 30.0], 90.0) == Part(0.0, 30.0)
    assert around(70.0, [60.0, 30.0], 90.0) == Part(60.0, 90.0)
    assert around(70.0, [], 90.0) == Part(0.0, 90.0)


def test_a_mark_behind_the_end_ends_nothing() -> None:
    assert around(0.0, [95.0], 90.0) == Part(0.0, 90.0)
