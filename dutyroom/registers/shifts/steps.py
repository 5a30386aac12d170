"""What each act in the course of a shift begins with, and what it looks at again when written."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select

from dutyroom.i18n import _
from dutyroom.registers.accounts.access import Access
from dutyroom.registers.accounts.errors import AccessRefused
from dutyroom.registers.shifts import facts
from dutyroom.registers.shifts.reading import ShiftDetail, detail
from dutyroom.registers.shifts.shift_table import SHIFTS_TABLE
from dutyroom.store.facts import Fact
from dutyroom.store.session import Session


def lasting(access: Access, shift_id: str) -> ShiftDetail:
    """Return a shift that lasts.

    Raises:
        AccessRefused: It does not.
    """
    with access.store.read() as session:
        known = detail(session, shift_id)
    if known is None or known.shift.ended_at is not None:
        raise AccessRefused(_("This shift is over. Nothing was changed."))
    return known


def record(access: Access, known: ShiftDetail, *made: Fact, more: Iterable[Fact] = ()) -> None:
    """Record what follows all that is known of a shift, if it is still so when it is written.

    Args:
        access: The door.
        known: The shift as it was read.
        made: The facts, each of which follows the one before.
        more: Facts of other registers in the same transaction.

    Raises:
        AccessRefused: Another console was quicker; nothing was changed.
        StoreError: The database cannot be written; nothing was changed.
    """
    revision = SHIFTS_TABLE.c.revision

    def still_so(session: Session) -> None:
        chosen = select(revision).where(SHIFTS_TABLE.c.id == known.shift.id)
        if session.connection().execute(chosen).scalar() != known.revision:
            raise AccessRefused(_("This shift has just been changed. Nothing was recorded."))

    numbered = (facts.after(fact, known.revision + step) for step, fact in enumerate(made))
    access.ledger.record(*numbered, *more, provided=still_so)
