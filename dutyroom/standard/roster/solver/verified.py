"""What the solver found, put before the checker, which knows nothing of the solver's model.

Whatever way the search ended, proven best or cut off by time or by a key: a roster that breaks
a rule about people is never offered.
"""

from __future__ import annotations

from collections import Counter as Tally
from collections.abc import Iterator, Sequence
from typing import Final

from dutyroom.i18n import _
from dutyroom.standard.roster.checking import check
from dutyroom.standard.roster.faults import FaultKind
from dutyroom.standard.roster.solver.problem import Problem
from dutyroom.standard.roster.solver.proposal import Clash
from dutyroom.standard.roster.values import Assignment, Roster
from dutyroom.standard.roster.words import moment

_OF_PEOPLE: Final = frozenset({
    FaultKind.DOUBLE_BOOKING, FaultKind.OVERLAP, FaultKind.REST, FaultKind.RUN, FaultKind.AWAY,
    FaultKind.INELIGIBLE, FaultKind.UNKNOWN_PERSON, FaultKind.UNKNOWN_SLOT,
})  # fmt: skip
"""Rules that who serves can break; a pattern with gaps, or a calendar that is missing, is not the
solver's doing."""


def broken(problem: Problem, assignments: Sequence[Assignment]) -> tuple[Clash, ...]:
    """Return the rules that a roster breaks; none where it may be offered.

    Args:
        problem: What was to be rostered.
        assignments: Who was put where.
    """
    return (*_unfilled(problem, assignments), *_faults(problem, assignments))


def _unfilled(problem: Problem, assignments: Sequence[Assignment]) -> Iterator[Clash]:
    """Yield the slots that have not the people they take, and the pins that were not kept."""
    filled = Tally(item.slot for item in assignments)
    for slot in problem.slots:
        if filled[slot.id] != slot.required:
            words = _("{count} of {needed} people on {start}").format(
                count=filled[slot.id], needed=slot.required, start=moment(slot.start)
            )
            yield Clash(f"filled:{slot.id}", words, slots=(slot.id,))
    inside = {(item.slot, item.person) for item in assignments}
    for pin in problem.pins:
        if (pin.slot, pin.person) not in inside:
            words = _("what was set by hand was not kept")
            yield Clash(f"kept:{pin.slot}:{pin.person}", words, (pin.person,), (pin.slot,))


def _faults(problem: Problem, assignments: Sequence[Assignment]) -> Iterator[Clash]:
    """Yield the rules about people that the checker finds broken in the slots of the problem."""
    own = {slot.id for slot in problem.slots}
    roster = Roster(problem.first, problem.last, problem.slots, tuple(assignments))
    for fault in check(roster, problem.setting):
        if fault.blocking and fault.kind in _OF_PEOPLE and not own.isdisjoint(fault.slots):
            yield Clash(f"fault:{fault.kind}", fault.words, fault.people, fault.slots)
