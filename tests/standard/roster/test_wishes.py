"""Wishes for and against duty: what the checker says, what becomes of them, whom they put first."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from dutyroom.standard.roster.candidates import candidates
from dutyroom.standard.roster.checking import check
from dutyroom.standard.roster.faults import Fault, FaultKind
from dutyroom.standard.roster.solver.problem import Problem
from dutyroom.standard.roster.solver.solve import solve
from dutyroom.standard.roster.values import Assignment, Request, Roster
from dutyroom.standard.roster.wishes import outcomes
from tests.standard.roster.scenes import leaders, officers, problem, wishing

MONDAY: Final = date(2026, 3, 2)
WEDNESDAY: Final = MONDAY + timedelta(days=2)
NIGHT: Final = f"{WEDNESDAY}/night"


def filled(asked: Problem, *pairs: tuple[str, str]) -> Roster:
    """Return a roster with some people in some slots."""
    made = tuple(Assignment(slot, person) for slot, person in pairs)
    return Roster(asked.first, asked.last, asked.slots, made)


def wished(asked: Problem, roster: Roster, *wishes: Request) -> list[Fault]:
    """Return what the checker says of wishes."""
    setting = replace(asked.setting, requests=wishes)
    return [fault for fault in check(roster, setting) if fault.kind is FaultKind.WISH]


def test_a_duty_against_a_wish_is_a_warning_of_its_own() -> None:
    asked = problem(officers(3) + leaders(1), MONDAY, 7)
    roster = filled(asked, (NIGHT, "o1"), (f"{WEDNESDAY}/day", "o2"))
    against = Request("o1", WEDNESDAY, WEDNESDAY, shifts=frozenset({"night"}))
    (fault,) = wished(asked, roster, against, Request("o2", MONDAY, MONDAY))
    assert (fault.blocking, fault.people, fault.slots) == (False, ("o1",), (NIGHT,))
    assert "官1 wishes not to be on duty" in fault.words
    (strong,) = wished(asked, roster, against, replace(against, weight=3.0, note="家事"))
    assert "strongly" in strong.words
    assert "家事" not in strong.words  # it is kept with what is published
    for other in (
        replace(against, wanted=True),
        replace(against, shifts=frozenset({"day"})),
        replace(against, first=WEDNESDAY + timedelta(days=1), last=date(2026, 3, 9)),
    ):
        assert wished(asked, roster, other) == []


def test_a_leaders_week_is_meant_by_each_of_its_days() -> None:
    asked = problem(officers(1) + leaders(2), MONDAY, 14, "whole-day-week")
    roster = filled(asked, (f"{MONDAY}/leader-week", "l0"))
    (fault,) = wished(asked, roster, Request("l0", WEDNESDAY, WEDNESDAY))
    assert fault.slots == (f"{MONDAY}/leader-week",)
    following = MONDAY + timedelta(days=7)
    assert wished(asked, roster, Request("l0", following, following)) == []


def test_what_becomes_of_wishes_is_told_one_by_one() -> None:
    asked = problem(officers(4) + leaders(1), MONDAY, 7)
    roster = filled(asked, (NIGHT, "o0"), (NIGHT, "o1"), (f"{WEDNESDAY}/day", "o2"))
    span = MONDAY, MONDAY + timedelta(days=20)
    wishes = [
        Request("o0", WEDNESDAY, WEDNESDAY),
        Request("o1", *span, wanted=True),
        Request("o2", WEDNESDAY, WEDNESDAY, wanted=True, shifts=frozenset({"night"})),
        Request("o3", *span),
        Request("o3", date(2026, 4, 1), date(2026, 4, 2)),  # not of these days
        Request("o3", *span, shifts=frozenset({"whole-day"})),  # nor of these shifts
    ]
    found = outcomes(roster, wishes)
    assert [each.request for each in found] == wishes[:4]
    assert [each.met for each in found] == [False, True, False, True]
    assert [[slot.id for slot in each.slots] for each in found] == [[NIGHT], [NIGHT], [], []]


def test_who_wishes_for_a_shift_stands_before_who_wishes_not_to() -> None:
    asked = problem(officers(3) + leaders(1), MONDAY, 7)
    setting = replace(
        asked.setting,
        requests=(
            Request("o0", WEDNESDAY, WEDNESDAY),
            Request("o2", WEDNESDAY, WEDNESDAY, wanted=True),
        ),
    )
    roster = filled(asked, (f"{MONDAY}/day", "o2"))
    found = candidates(roster, roster.by_id[NIGHT], setting)
    assert [each.person.id for each in found] == ["o2", "o1", "o0"]
    assert [each.wish.wanted if each.wish else None for each in found] == [True, None, False]


def test_a_wish_that_is_said_twice_counts_once() -> None:
    asked = problem(officers(6) + leaders(2), MONDAY, 7)
    wish = Request("o1", WEDNESDAY, WEDNESDAY, wanted=True)
    once = solve(wishing(asked, wish), time.monotonic)
    twice = solve(wishing(asked, wish, wish), time.monotonic)
    assert once.cost is not None
    assert once.cost == twice.cost
    without = solve(asked, time.monotonic)
    assert without.cost is not None
    assert without.cost > once.cost
