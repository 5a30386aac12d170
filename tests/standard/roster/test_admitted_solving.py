"""A desk that may serve by recorded decisions only: what the solver makes of them."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date
from typing import Final

from dutyroom.standard.roster.candidates import candidates
from dutyroom.standard.roster.eligibility import Override, RefusalKind
from dutyroom.standard.roster.rules import ONE_DAY, Policy, Rules
from dutyroom.standard.roster.solver import Limits, Problem, Proposal, Status
from dutyroom.standard.roster.solver.solve import solve
from dutyroom.standard.roster.values import PostKind, Roster
from tests.standard.roster.independent import breaches, with_assignments
from tests.standard.roster.scenes import leaders, officers, problem

MARCH: Final = date(2026, 3, 2)


def _solved(asked: Problem) -> Proposal:
    return solve(asked, time.monotonic, Limits(seconds=20, explain_seconds=20))


def test_a_desk_of_contract_staff_is_told_of_the_way_out_and_rostered_by_it() -> None:
    """Without the decisions there is no roster; with them there is one, while all of them hold."""
    hired = tuple(replace(one, post=PostKind.OTHER) for one in officers(6))
    asked = problem(hired + leaders(2), MARCH, 5)
    refused = _solved(asked)
    assert (refused.status, refused.assignments) == (Status.INFEASIBLE, ())
    assert "specially admitted" in refused.advice
    given = tuple(
        Override(one.id, RefusalKind.POST, asked.first, asked.last, "缺员", "李局长")
        for one in hired
    )
    found = _solved(replace(asked, setting=replace(asked.setting, overrides=given)))
    assert found.status is Status.OPTIMAL
    roster = with_assignments(asked, found.assignments)
    assert breaches(roster, replace(asked.setting, overrides=given)) == set()
    short = tuple(replace(each, last=asked.last - ONE_DAY) for each in given)
    ended = _solved(replace(asked, setting=replace(asked.setting, overrides=short)))
    assert (ended.status, ended.assignments) == (Status.INFEASIBLE, ())


def test_whoever_puts_somebody_in_reads_by_which_decision_they_may_serve() -> None:
    """It is a warning: among equals they come after those who need none."""
    hired = replace(officers(1)[0], post=PostKind.OTHER)
    asked = problem((hired, *officers(3)[1:], *leaders(1)), MARCH, 1)
    given = Override("o0", RefusalKind.POST, MARCH, MARCH, "缺员", "李局长")
    judged = replace(asked.setting, overrides=(given,), rules=Rules(training=Policy.OFF))
    roster = Roster(asked.first, asked.last, asked.slots)
    day = next(slot for slot in asked.slots if slot.shift == "day")
    found = candidates(roster, day, judged)
    assert [each.person.id for each in found] == ["o1", "o2", "o0"]
    assert found[-1].free
    words = "specially admitted: kind of post, 2026-03-02, by 李局长: 缺员"
    assert [each.warnings for each in found] == [(), (), (words,)]
