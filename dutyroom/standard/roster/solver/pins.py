"""Pins that no roster can have: of people or slots that are not there, or in the wrong role."""

from __future__ import annotations

from dutyroom.i18n import _
from dutyroom.standard.roster.solver.problem import Problem
from dutyroom.standard.roster.solver.proposal import Clash
from dutyroom.standard.roster.values import Assignment, Person, Slot
from dutyroom.standard.roster.words import moment


def misplaced(problem: Problem) -> tuple[Clash, ...]:
    """Return the first pin that makes no sense, and why; nothing where all do."""
    people = problem.setting.by_id
    slots = {slot.id: slot for slot in problem.slots}
    for pin in problem.pins:
        person, slot = people.get(pin.person), slots.get(pin.slot)
        why = _why(pin, person, slot)
        if why:
            return (pinned(pin, person, slot), Clash(f"role:{pin.person}", why, (pin.person,)))
    return ()


def pinned(pin: Assignment, person: Person | None, slot: Slot | None) -> Clash:
    """Return a pin as a requirement."""
    words = _("{name} is set by hand for the shift of {start}").format(
        name=person.name if person else pin.person, start=moment(slot.start) if slot else pin.slot
    )
    return Clash(f"pin:{pin.person}:{pin.slot}", words, (pin.person,), (pin.slot,))


def _why(pin: Assignment, person: Person | None, slot: Slot | None) -> str:
    """Return why a pin makes no sense; empty where it does."""
    if person is None:
        return _("{id} is not in the people register").format(id=pin.person)
    if slot is None:
        return _("the span has no shift {id}").format(id=pin.slot)
    if slot.role not in person.roles:
        return _("{name} is not registered as {role}").format(
            name=person.name, role=slot.role.label
        )
    return ""
