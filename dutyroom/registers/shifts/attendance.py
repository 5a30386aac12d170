"""Confirm to be at the post, and record what nobody confirmed in time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from dutyroom.i18n import _
from dutyroom.registers.accounts.access import Access
from dutyroom.registers.accounts.errors import AccessRefused
from dutyroom.registers.shifts import course, facts
from dutyroom.registers.shifts.reading import ShiftDetail, detail
from dutyroom.registers.shifts.rows import PresenceRow
from dutyroom.registers.shifts.steps import lasting
from dutyroom.registers.shifts.watch import Limits, presence_due, presence_missed
from dutyroom.store.facts import Fact


def confirm(access: Access, shift_id: str, limits: Limits, *, actor: str) -> None:
    """Confirm to be at the post now.

    What was not confirmed in time is recorded as missed first, and stays so: the confirmation
    makes up for the last of it, or answers what is due now.

    Args:
        access: The door.
        shift_id: Id of the shift.
        limits: Interval and grace.
        actor: The officer, or the substitute.

    Raises:
        AccessRefused: The shift is over, or nothing is due.
        StoreError: The database cannot be written; nothing was changed.
    """
    known, now = lasting(access, shift_id), access.clock.now()
    missed = presence_missed(known.shift, known.presence, limits, now)
    answered = _answered(known, limits, missed, now)
    if answered is None:
        raise AccessRefused(_("No confirmation is due. Nothing was changed."))
    confirmed = course.presence_confirmed(shift_id, now, access.place, actor=actor, due_at=answered)
    _record(access, known, [*_missed(access, known, missed, now), confirmed])


def note_missed(access: Access, shift_id: str, limits: Limits) -> int:
    """Record the confirmations that are past their time; return how many.

    Args:
        access: The door.
        shift_id: Id of the shift; of one that is over nothing is recorded.
        limits: Interval and grace.

    Raises:
        StoreError: The database cannot be written; nothing was changed.
    """
    with access.store.read() as session:
        known = detail(session, shift_id)
    if known is None:
        return 0
    now = access.clock.now()
    missed = presence_missed(known.shift, known.presence, limits, now)
    _record(access, known, _missed(access, known, missed, now))
    return len(missed)


def _answered(
    known: ShiftDetail, limits: Limits, missed: Sequence[datetime], now: datetime
) -> datetime | None:
    """Return which confirmation is given now; None: none is due, and the last was not missed."""
    settled = [*known.presence, *(PresenceRow(at, None, "", missed=True) for at in missed)]
    due = presence_due(known.shift, settled, limits.presence)
    if due is not None and due <= now:
        return due
    last = max(settled, key=lambda each: each.due_at, default=None)
    made_up_for = last is None or not last.missed or last.confirmed_at is not None
    return None if last is None or made_up_for else last.due_at


def _missed(
    access: Access, known: ShiftDetail, missed: Sequence[datetime], now: datetime
) -> list[Fact]:
    """Return the facts that confirmations were missed."""
    place, shift = access.place, known.shift.id
    return [course.presence_missed(shift, now, place, due_at=due) for due in missed]


def _record(access: Access, known: ShiftDetail, new: Sequence[Fact]) -> None:
    """Record facts that follow each other, all or none."""
    access.ledger.record(
        *(facts.after(fact, known.revision + step) for step, fact in enumerate(new))
    )
