"""Times that no shift covers: no solver can fill what nobody is asked for."""

from __future__ import annotations

from dataclasses import replace

from dutyroom.standard.roster.checking.coverage import coverage_faults
from dutyroom.standard.roster.solver.problem import Problem
from dutyroom.standard.roster.solver.proposal import Clash
from dutyroom.standard.roster.values import Assignment, Roster


def holes(problem: Problem) -> tuple[Clash, ...]:
    """Return the times in which the rules are broken even if every slot is filled.

    Every place is filled with somebody of its own, and the checker looks at it.

    Raises:
        YearWithoutData: What a day takes is not known.
    """
    filled = tuple(
        Assignment(slot.id, f"{slot.id}#{place}")
        for slot in problem.slots
        for place in range(slot.required)
    )
    roster = Roster(problem.first, problem.last, problem.slots, filled)
    nameless = replace(problem.setting, people=())
    return tuple(
        Clash(f"hole:{fault.kind}:{fault.start.isoformat()}", fault.words)
        for fault in coverage_faults(roster, nameless)
    )
