"""Whose first duty a roster plans is said, and stands against nothing (article 13)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from dutyroom.standard.roster.checking import check
from dutyroom.standard.roster.faults import FaultKind
from dutyroom.standard.roster.solver.problem import Problem
from dutyroom.standard.roster.values import Assignment, Duty, Roster
from tests.standard.roster.scenes import leaders, officers, problem

MONDAY: Final = date(2026, 3, 2)


def first_duties(asked: Problem, around: tuple[Duty, ...] = ()) -> list[tuple[bool, str]]:
    """Return where the newcomer's first duty is said; they serve on the second and fourth day."""
    days = (MONDAY + timedelta(days=1), MONDAY + timedelta(days=3))
    pairs = [*((f"{day}/day", "o1") for day in days), (f"{MONDAY}/day", "o0")]
    made = Roster(asked.first, asked.last, asked.slots, tuple(Assignment(*pair) for pair in pairs))
    setting = replace(asked.setting, newcomers=frozenset({"o1", "l0"}), around=around)
    faults = [each for each in check(made, setting) if each.kind is FaultKind.FIRST_DUTY]
    assert all("官1" in each.words for each in faults)
    return [(each.blocking, each.slots[0]) for each in faults]


def test_the_first_of_several_duties_is_marked() -> None:
    asked = problem(officers(3) + leaders(1), MONDAY, 7)
    assert first_duties(asked) == [(False, f"{MONDAY + timedelta(days=1)}/day")]


def test_a_duty_that_is_planned_before_the_span_is_the_first() -> None:
    asked = problem(officers(3) + leaders(1), MONDAY, 7)
    slot = next(each for each in asked.slots if each.id == f"{MONDAY}/day")
    week = timedelta(days=7)
    before = replace(slot, day=slot.day - week, start=slot.start - week, end=slot.end - week)
    assert first_duties(asked, (Duty("o1", before),)) == []
