"""Edits of a draft, each of which returns another roster; and the way back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Final

from dutyroom.standard.roster.comparing import people
from dutyroom.standard.roster.values import Assignment, Roster

_DEEPEST: Final = 500
"""Edits that can be taken back; an evening at a roster takes some dozens."""


def put(roster: Roster, slot: str, person: str) -> Roster:
    """Return a roster with somebody in a slot, set by hand.

    Where the slot takes one person, they replace whoever is in it.

    Args:
        roster: The roster.
        slot: Id of one of its slots.
        person: Id of the person.

    Raises:
        KeyError: The roster has no such slot.
    """
    alone = roster.by_id[slot].required <= 1
    kept = [
        item
        for item in roster.assignments
        if item.slot != slot or not (alone or item.person == person)
    ]
    return _with(roster, [*kept, Assignment(slot, person, pinned=True)])


def take_out(roster: Roster, slot: str, person: str) -> Roster:
    """Return a roster without somebody in a slot."""
    return _with(
        roster,
        (item for item in roster.assignments if (item.slot, item.person) != (slot, person)),
    )


def emptied(roster: Roster, slot: str) -> Roster:
    """Return a roster with nobody in a slot."""
    return _with(roster, (item for item in roster.assignments if item.slot != slot))


def pinned(roster: Roster, slot: str, *, pinned: bool) -> Roster:
    """Return a roster in which those in a slot are, or are not, left alone by the solver."""
    return _with(
        roster,
        (
            replace(item, pinned=pinned) if item.slot == slot else item
            for item in roster.assignments
        ),
    )


def proposed(roster: Roster, assignments: Iterable[Assignment], slots: Iterable[str]) -> Roster:
    """Return a roster with a proposal in some of its slots; pins stay pins.

    Args:
        roster: The roster.
        assignments: What is proposed for these slots.
        slots: The slots that it is for; the others stay.
    """
    meant = set(slots)
    before = {(item.slot, item.person) for item in roster.assignments if item.pinned}
    new = [
        replace(item, pinned=(item.slot, item.person) in before)
        for item in assignments
        if item.slot in meant
    ]
    kept = [item for item in roster.assignments if item.slot not in meant]
    return _with(roster, [*kept, *new])


def caught_up(draft: Roster, base: Roster, newest: Roster) -> Roster:
    """Return a draft that takes over what was published since it was begun.

    A slot that the draft has not touched becomes as the newest version has it; what was changed
    by hand stays.

    Args:
        draft: The draft.
        base: What it was begun from.
        newest: What is in force now.
    """
    mine, before = people(draft), people(base)
    touched = {slot.id for slot in draft.slots if mine.get(slot.id) != before.get(slot.id)}
    known = draft.by_id
    theirs = [
        item for item in newest.assignments if item.slot in known and item.slot not in touched
    ]
    return _with(draft, [*(i for i in draft.assignments if i.slot in touched), *theirs])


def _with(roster: Roster, assignments: Iterable[Assignment]) -> Roster:
    """Return a roster with other assignments, each once and in a stable order."""
    found = {(item.slot, item.person): item for item in assignments}
    return replace(roster, assignments=tuple(found[key] for key in sorted(found)))


@dataclass
class History:
    """What a draft was before, and what it was before an edit was taken back.

    Attributes:
        roster: The draft as it is.
    """

    roster: Roster
    _before: list[Roster] = field(default_factory=list)
    _after: list[Roster] = field(default_factory=list)

    def do(self, roster: Roster) -> bool:
        """Go on with an edited draft; return whether it differs at all."""
        if roster.assignments == self.roster.assignments:
            return False
        self._before = [*self._before[-_DEEPEST:], self.roster]
        self._after.clear()
        self.roster = roster
        return True

    def undo(self) -> bool:
        """Take the last edit back; return whether there was one."""
        if not self._before:
            return False
        self._after.append(self.roster)
        self.roster = self._before.pop()
        return True

    def redo(self) -> bool:
        """Do again what was taken back last; return whether there was anything."""
        if not self._after:
            return False
        self._before.append(self.roster)
        self.roster = self._after.pop()
        return True

    @property
    def undoable(self) -> bool:
        """Whether an edit can be taken back."""
        return bool(self._before)

    @property
    def redoable(self) -> bool:
        """Whether an edit that was taken back can be done again."""
        return bool(self._after)
