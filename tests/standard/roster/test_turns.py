"""Leaders by the day take turns, as far as nothing stands against it."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

import pytest

from dutyroom.standard.roster.checking import check
from dutyroom.standard.roster.eligibility import RefusalKind
from dutyroom.standard.roster.faults import FaultKind
from dutyroom.standard.roster.rules import ONE_DAY as DAY
from dutyroom.standard.roster.rules import Rules
from dutyroom.standard.roster.solver import Problem, Proposal, Status
from dutyroom.standard.roster.solver.solve import solve
from dutyroom.standard.roster.values import Absence, Assignment, Duty, Request, Role, Roster
from tests.standard.roster.scenes import at, leaders, officers, problem, wishing

MARCH: Final = date(2026, 3, 2)


def _solved(asked: Problem) -> Proposal:
    return solve(asked, time.monotonic)


def _led(found: Proposal) -> str:
    """Who leads each day, a figure a day."""
    led = sorted((i.slot, i.person) for i in found.assignments if i.slot.endswith("/leader"))
    return "".join(person.removeprefix("l") for _slot, person in led)


@pytest.mark.parametrize("count", [2, 3])
def test_no_leader_by_the_day_leads_two_days_in_a_row(count: int) -> None:
    found = _solved(problem(officers(6) + leaders(count), MARCH, 31))
    led = _led(found)
    assert found.status is Status.OPTIMAL
    assert len(led) == 31
    assert all(one != other for one, other in pairwise(led)), led


@pytest.mark.parametrize("count", [3, 4])
def test_leaders_by_the_day_lead_in_the_same_order_again_and_again(count: int) -> None:
    """Nobody leads again before the others did, but where the shares of rest days ask for it."""
    led = _led(_solved(problem(officers(6) + leaders(count), MARCH, 31)))
    rounds = [led[at : at + count] for at in range(len(led) - count + 1)]
    assert sum(len(set(each)) < count for each in rounds) <= 3, led


def test_who_led_the_day_before_does_not_begin() -> None:
    asked = problem(officers(6) + leaders(2), MARCH, 5)
    eve = problem((), MARCH - timedelta(days=1), 1).slots
    for leader, led in (("l0", "10101"), ("l1", "01010")):
        before = tuple(Duty(leader, slot) for slot in eve if slot.role is Role.LEADER)
        setting = replace(asked.setting, around=before)
        assert _led(_solved(replace(asked, setting=setting))) == led


def test_days_in_a_row_are_the_units_to_choose() -> None:
    wish = Request("l0", MARCH, MARCH + timedelta(days=1), wanted=True)
    asked = wishing(problem(officers(6) + leaders(2), MARCH, 10, rules=Rules(leader_run=2)), wish)
    led = _led(_solved(asked))
    assert led.startswith("001")
    assert "000" not in led
    assert "111" not in led


def test_a_leader_on_leave_lets_the_other_lead_on() -> None:
    gone = Absence("l0", at(MARCH + timedelta(days=10)), at(MARCH + timedelta(days=17)))
    found = _solved(problem(officers(6) + leaders(2), MARCH, 31, absences=(gone,)))
    led = _led(found)
    assert found.status is Status.OPTIMAL
    assert led[10:17] == "1111111"
    assert sum(one == other for one, other in pairwise(led)) <= 9, led


def test_one_leader_alone_leads_every_day() -> None:
    assert _led(_solved(problem(officers(6) + leaders(1), MARCH, 5))) == "00000"


def _warned(
    led: str,
    days: Rules | None = None,
    *,
    around: tuple[Duty, ...] = (),
    absences: tuple[Absence, ...] = (),
) -> list[tuple[FaultKind, list[int]]]:
    """What the checker says of who leads each day: the kind, and which days."""
    asked = problem(officers(2) + leaders(3), MARCH, len(led), rules=days)
    own = [slot for slot in asked.slots if slot.role is Role.LEADER]
    put = tuple(Assignment(slot.id, f"l{by}") for slot, by in zip(own, led, strict=True))
    roster = Roster(asked.first, asked.last, asked.slots, put)
    number = {slot.id: at for at, slot in enumerate(own)}
    return [
        (fault.kind, [number.get(slot, -1) for slot in fault.slots])
        for fault in check(roster, replace(asked.setting, around=around, absences=absences))
        if fault.kind in {FaultKind.LEADER_RUN, FaultKind.LEADER_TURN} and not fault.blocking
    ]


def test_the_checker_warns_of_a_leader_who_is_put_on_for_days_or_too_soon() -> None:
    assert _warned("012012") == []
    assert _warned("011102") == [(FaultKind.LEADER_RUN, [1, 2, 3])]
    assert _warned("010212") == [
        (FaultKind.LEADER_TURN, [0, 2]), (FaultKind.LEADER_TURN, [3, 5]),
    ]  # fmt: skip
    assert _warned("001122", Rules(leader_run=2)) == []
    assert _warned("001120", Rules(leader_run=2)) == [(FaultKind.LEADER_TURN, [0, 1, 5])]


def test_the_checker_counts_the_days_before_and_is_silent_where_nobody_else_may_lead() -> None:
    eve = next(s for s in problem((), MARCH - DAY, 1).slots if s.role is Role.LEADER)
    assert _warned("0120", around=(Duty("l0", eve),)) == [(FaultKind.LEADER_RUN, [-1, 0])]
    gone = tuple(Absence(f"l{n}", at(MARCH), at(MARCH + 9 * DAY)) for n in (1, 2))
    assert _warned("0000", absences=gone) == []


def test_what_the_solver_is_charged_for_the_checker_warns_of() -> None:
    """Two leaders, one wish: the solver may pay for a run, and then it is marked."""
    wish = Request("l0", MARCH + 4 * DAY, MARCH + 5 * DAY, weight=3)
    asked = wishing(problem(officers(6) + leaders(2), MARCH, 9), wish)
    found = _solved(asked)
    led = _led(found)
    roster = Roster(asked.first, asked.last, asked.slots, found.assignments)
    kinds = {fault.kind for fault in check(roster, asked.setting)}
    assert (FaultKind.LEADER_RUN in kinds) is any(one == other for one, other in pairwise(led))
    assert FaultKind.LEADER_RUN in kinds


def test_the_checker_warns_of_somebody_outside_the_fixed_pool() -> None:
    asked = problem((*officers(1), replace(officers(2)[1], pool=False)), MARCH, 1, "whole-day")
    duty = next(slot for slot in asked.slots if slot.role is Role.OFFICER)
    for person, warned in (("o0", []), ("o1", [(duty.id,)])):
        roster = Roster(MARCH, MARCH, asked.slots, (Assignment(duty.id, person),))
        faults = check(roster, asked.setting)
        assert [
            f.slots for f in faults if f.refusal is RefusalKind.POOL and not f.blocking
        ] == warned
