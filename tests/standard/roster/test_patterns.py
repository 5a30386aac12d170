"""Shift patterns: the slots of a span."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Final

import pytest

from dutyroom.standard.calendar import DayKind, YearWithoutData
from dutyroom.standard.clocks import BEIJING
from dutyroom.standard.roster.patterns import DAY, PATTERNS, WHOLE_DAY, Pattern, Shift, slots
from dutyroom.standard.roster.rules import Rules
from dutyroom.standard.roster.values import Role
from tests.standard.roster.scenes import CALENDAR, at

WEDNESDAY: Final = date(2026, 3, 4)


@pytest.mark.parametrize("name", PATTERNS)
def test_every_shipped_pattern_covers_every_instant_once(name: str) -> None:
    first, last = date(2026, 2, 11), date(2026, 3, 3)
    found = slots(PATTERNS[name], first, last, CALENDAR, Rules())
    for role in Role:
        own = [slot for slot in found if slot.role is role]
        assert own[0].start == at(first, 8.5)
        assert own[-1].end == at(last, 32.5)
        assert all(a.end == b.start for a, b in pairwise(own))
    assert len({slot.id for slot in found}) == len(found)
    assert all(slot.start.utcoffset() == timedelta(hours=8) for slot in found)


def test_holidays_take_more_officers_and_never_more_leaders() -> None:
    found = slots(PATTERNS["whole-day"], date(2026, 2, 14), date(2026, 2, 15), CALENDAR, Rules())
    assert [(slot.role.value, slot.required) for slot in found] == [
        ("leader", 1), ("officer", 1), ("leader", 1), ("officer", 2),
    ]  # fmt: skip


def test_a_week_is_cut_off_at_both_ends() -> None:
    found = slots(PATTERNS["whole-day-week"], WEDNESDAY, date(2026, 3, 12), CALENDAR, Rules())
    weeks = [(slot.day.day, slot.end.day) for slot in found if slot.role is Role.LEADER]
    assert weeks == [(4, 9), (9, 13)]


def test_shifts_of_some_kinds_of_day_only() -> None:
    office = Shift(
        "noon", "午班", Role.OFFICER, time(12), timedelta(hours=2),
        kinds=frozenset({DayKind.WORKDAY, DayKind.MAKEUP}),
    )  # fmt: skip
    found = slots(Pattern((office,)), date(2026, 3, 6), date(2026, 3, 9), CALENDAR, Rules())
    assert [slot.day.day for slot in found] == [6, 9]


def test_an_hour_before_the_duty_day_begins_belongs_to_the_evening_before() -> None:
    small = Shift("small", "小夜班", Role.OFFICER, time(1), timedelta(hours=7, minutes=30))
    (slot,) = slots(Pattern((small,)), WEDNESDAY, WEDNESDAY, CALENDAR, Rules())
    assert slot.day == WEDNESDAY
    assert slot.start == datetime(2026, 3, 5, 1, tzinfo=BEIJING)
    assert Rules().duty_day(slot.start) == WEDNESDAY


def test_a_year_without_data_is_loud() -> None:
    with pytest.raises(YearWithoutData):
        slots(Pattern((WHOLE_DAY,)), date(2026, 12, 31), date(2027, 1, 1), CALENDAR, Rules())


def test_the_rest_is_the_shifts_own() -> None:
    (slot,) = slots(Pattern((DAY,)), WEDNESDAY, WEDNESDAY, CALENDAR, Rules())
    assert slot.rested - slot.end == timedelta(hours=11)


@pytest.mark.parametrize("week", ["", "-week"])
def test_a_pattern_that_changes_on_a_day_leaves_no_gap_and_counts_nothing_twice(week: str) -> None:
    """The night before the change lasts until it; a leader's week is cut off there."""
    first, last, change = date(2026, 3, 1), date(2026, 3, 31), date(2026, 3, 18)
    new = Pattern(PATTERNS["whole-day"].shifts, change, PATTERNS[f"day-night{week}"])
    found = slots(new, first, last, CALENDAR, Rules())
    for role in Role:
        own = [slot for slot in found if slot.role is role]
        assert own[0].start == at(first, 8.5)
        assert own[-1].end == at(last, 32.5)
        assert all(a.end == b.start for a, b in pairwise(own))
    assert {s.shift for s in found if s.day < change} == {
        s.name for s in PATTERNS[f"day-night{week}"].shifts
    }
    assert {s.shift for s in found if s.day >= change} == {"whole-day", "leader"}
    assert slots(new, first, date(2026, 3, 17), CALENDAR, Rules()) == slots(
        PATTERNS[f"day-night{week}"], first, date(2026, 3, 17), CALENDAR, Rules()
    )
    assert {shift.name for shift in new.every} >= {"day", "night", "whole-day"}
