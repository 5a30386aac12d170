"""A problem in parts that have nobody in common, each solved by itself."""

from __future__ import annotations

from dataclasses import replace

from dutyroom.standard.roster.solver.problem import Problem
from dutyroom.standard.roster.values import Role


def parts(problem: Problem) -> list[Problem]:
    """Return officers' and leaders' slots apart, the smaller part first.

    Where somebody may serve as either, the problem stays one.
    """
    if any(len(person.roles) > 1 for person in problem.setting.people):
        return [problem]
    found = [
        replace(problem, slots=tuple(slot for slot in problem.slots if slot.role is role))
        for role in Role
    ]
    return sorted((part for part in found if part.slots), key=lambda part: len(part.slots))
