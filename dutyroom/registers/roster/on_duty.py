"""Who is rostered now and next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import select

from dutyroom.registers.roster.reading import LONGEST_SLOT, in_force_between
from dutyroom.registers.roster.rows import SlotRow
from dutyroom.registers.roster.tables import SLOTS
from dutyroom.registers.shifts.blockers import Rostered
from dutyroom.standard.roster.values import Role
from dutyroom.store.session import Session

_MOST_STARTS: Final = 20
"""Starts looked through for one that is still in force; newer versions may have dropped some."""


def rostered(session: Session, at: datetime) -> Rostered | None:
    """Return what the roster in force says of a moment; None: it says nothing of it.

    Of several slots of officers that run at once the one begun last gives id and beginning, the
    one that ends first the end, and all their officers are named.

    Args:
        session: A transaction.
        at: Aware.
    """
    running = [
        row
        for row in in_force_between(session, at, at + LONGEST_SLOT / 1000)
        if row.slot.start <= at < row.slot.end
    ]
    officers = [row for row in running if row.slot.role is Role.OFFICER]
    leaders = [row for row in running if row.slot.role is Role.LEADER]
    return _joined(officers or leaders, officers, leaders) if running else None


def next_rostered(session: Session, at: datetime) -> Rostered | None:
    """Return what the roster says of the next change of officers after a moment.

    Args:
        session: A transaction.
        at: Aware.
    """
    columns = SLOTS.c
    chosen = (
        select(columns.start_at)
        .where(columns.start_at > at, columns.role == Role.OFFICER)
        .group_by(columns.start_at)
        .order_by(columns.start_at)
        .limit(_MOST_STARTS)
    )
    for start in session.connection().execute(chosen).scalars().all():
        found = rostered(session, start)
        if found is not None and found.start == start:
            return found
    return None


def _joined(
    slots: Sequence[SlotRow], officers: Sequence[SlotRow], leaders: Sequence[SlotRow]
) -> Rostered:
    """Return slots that run at once as one."""
    latest = max(slots, key=lambda row: (row.slot.start, row.slot.id))
    leader = next((pair for row in leaders for pair in row.people.items()), ("", ""))
    return Rostered(
        slot=latest.slot.id,
        start=latest.slot.start,
        end=min(row.slot.end for row in slots),
        officers={person: name for row in officers for person, name in row.people.items()},
        leader=leader[0],
        leader_name=leader[1],
        version=latest.number,
    )
