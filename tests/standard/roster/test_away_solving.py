"""Whoever is away is never proposed, whatever examples the properties happen to try."""

from __future__ import annotations

import time
from datetime import date
from typing import Final

from dutyroom.standard.roster.rules import ONE_DAY
from dutyroom.standard.roster.solver import Limits, Status
from dutyroom.standard.roster.solver.solve import solve
from dutyroom.standard.roster.values import Absence, Request
from tests.standard.roster.scenes import at, leaders, officers, problem, wishing

MARCH: Final = date(2026, 3, 2)


def test_whoever_is_away_serves_before_and_after_and_not_a_minute_in_between() -> None:
    """A wish for those very days, which outweighs all else, changes nothing about it."""
    gone = Absence("o0", at(MARCH, 48), at(MARCH, 96))
    asked = problem(officers(5) + leaders(2), MARCH, 7, absences=(gone,))
    days = MARCH + 2 * ONE_DAY, MARCH + 3 * ONE_DAY
    wish = Request("o0", *days, wanted=True, weight=1000.0)
    asked = wishing(asked, wish)
    found = solve(asked, time.monotonic, Limits(seconds=20, explain_seconds=20))
    assert found.status is Status.OPTIMAL
    known = {slot.id: slot for slot in asked.slots}
    theirs = [known[item.slot] for item in found.assignments if item.person == "o0"]
    assert theirs
    assert all(slot.end <= gone.start or gone.end <= slot.start for slot in theirs)
