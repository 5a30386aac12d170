"""What the published roster makes of wishes."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from dutyroom.registers.roster import reading as roster
from dutyroom.registers.wishes.kinds import WishState
from dutyroom.registers.wishes.reading import WishRow
from dutyroom.standard.roster.values import Roster, Slot
from dutyroom.standard.roster.wishes import outcome
from dutyroom.store.session import Session


@dataclass(frozen=True, slots=True)
class Granted:
    """A wish and how it stands.

    Attributes:
        wish: The wish.
        state: How it stands.
        slots: The published shifts it speaks of that whoever wishes serves in, earliest first.
    """

    wish: WishRow
    state: WishState
    slots: tuple[Slot, ...] = ()

    @property
    def id(self) -> str:
        """Id of the wish."""
        return self.wish.id


def granted(session: Session, rows: Sequence[WishRow], today: date) -> list[Granted]:
    """Return how each of some wishes stands, in their order.

    Args:
        session: A transaction that reads.
        rows: The wishes.
        today: The duty day.
    """
    standing = [row for row in rows if row.stands]
    if not standing:
        return [Granted(row, WishState.WITHDRAWN) for row in rows]
    first, last = min(row.first for row in standing), max(row.last for row in standing)
    in_force = roster.in_force(session, first, last).roster
    days = {day for slot in in_force.slots for day in _days(slot.day, slot.last_day)}
    return [_granted(row, in_force, days, today) for row in rows]


def _granted(row: WishRow, in_force: Roster, days: Collection[int], today: date) -> Granted:
    """Return how a wish stands by what is in force.

    Until all its days are published only what has been decided already is said.

    Args:
        row: The wish.
        in_force: The published roster around it.
        days: The duty days that are published, as ordinals.
        today: The duty day.
    """
    if not row.stands:
        return Granted(row, WishState.WITHDRAWN)
    found = outcome(in_force, row.request(1.0))
    over = row.last < today
    if found is None:
        return Granted(row, WishState.OVER if over else WishState.WAITING)
    if not (found.slots or over or all(day in days for day in _days(row.first, row.last))):
        return Granted(row, WishState.WAITING)
    return Granted(row, WishState.MET if found.met else WishState.UNMET, found.slots)


def _days(first: date, last: date) -> range:
    """Return the ordinals of some days, both ends included."""
    return range(first.toordinal(), last.toordinal() + 1)
