"""What differs between two rosters, slot by slot."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dutyroom.standard.roster.values import Roster, Slot


@dataclass(frozen=True, slots=True)
class Change:
    """One slot in which two rosters differ.

    Attributes:
        slot: The slot, as the later roster has it, or else the earlier.
        before: Ids of the people in the earlier roster.
        after: Ids of the people in the later one.
        dropped: Whether the later roster has no such slot.
        added: Whether the earlier had none.
    """

    slot: Slot
    before: tuple[str, ...]
    after: tuple[str, ...]
    dropped: bool = False
    added: bool = False

    @property
    def gone(self) -> tuple[str, ...]:
        """Those who no longer serve in it."""
        return tuple(person for person in self.before if person not in self.after)

    @property
    def come(self) -> tuple[str, ...]:
        """Those who serve in it now."""
        return tuple(person for person in self.after if person not in self.before)


def differences(before: Roster, after: Roster) -> tuple[Change, ...]:
    """Return every slot in which two rosters differ, earliest first.

    Only what lies in the span of both is compared: a roster says nothing of other days.

    Args:
        before: The earlier roster.
        after: The later one.
    """
    first, last = max(before.first, after.first), min(before.last, after.last)
    known = before.by_id | after.by_id
    slots = sorted(
        (slot for slot in known.values() if first <= slot.day <= last),
        key=lambda slot: (slot.start, slot.role, slot.id),
    )
    return tuple(_changes(slots, before, after))


def _changes(slots: list[Slot], before: Roster, after: Roster) -> Iterator[Change]:
    """Return the slots that differ."""
    old, new = people(before), people(after)
    for slot in slots:
        was, now = old.get(slot.id, ()), new.get(slot.id, ())
        dropped, added = slot.id not in after.by_id, slot.id not in before.by_id
        if was != now or dropped or added:
            yield Change(slot, was, now, dropped, added)


def people(roster: Roster) -> dict[str, tuple[str, ...]]:
    """Return who is in each slot that somebody is in, in a stable order."""
    found: dict[str, set[str]] = {}
    for item in roster.assignments:
        found.setdefault(item.slot, set()).add(item.person)
    return {slot: tuple(sorted(ids)) for slot, ids in found.items()}
