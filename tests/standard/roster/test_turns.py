"""Leaders by the day take turns, as far as nothing stands against it."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

import pytest

from dutyroom.standard.roster.rules import Rules
from dutyroom.standard.roster.solver import Problem, Proposal, Status
from dutyroom.standard.roster.solver.solve import solve
from dutyroom.standard.roster.values import Absence, Duty, Request, Role
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
