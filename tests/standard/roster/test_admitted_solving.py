"""A desk that may serve by recorded decisions only: what the solver makes of them."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date
from typing import Final

from dutyroom.standard.roster.eligibility import Override, RefusalKind
from dutyroom.standard.roster.rules import ONE_DAY
from dutyroom.standard.roster.solver import Limits, Problem, Proposal, Status
from dutyroom.standard.roster.solver.solve import solve
from dutyroom.standard.roster.values import PostKind
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
