"""What each act on a leave begins with, and what it looks at once more when it is written."""

from __future__ import annotations

from collections.abc import Callable

from dutyroom.i18n import _
from dutyroom.registers.accounts.access import Access
from dutyroom.registers.leave.errors import LeaveRefused
from dutyroom.registers.leave.reading import LeaveRow, get
from dutyroom.store.facts import Fact
from dutyroom.store.session import Session


def known(access: Access, leave_id: str) -> LeaveRow:
    """Return a leave that is there.

    Raises:
        LeaveRefused: There is none.
    """
    with access.store.read() as session:
        row = get(session, leave_id)
    if row is None:
        raise LeaveRefused(_("There is no such leave. Nothing was changed."))
    return row


def record(
    access: Access, row: LeaveRow, *made: Fact, provided: Callable[[Session], None] | None = None
) -> None:
    """Record what follows from a leave as it was read, if it is still so when it is written.

    Args:
        access: The door.
        row: The leave as it was read.
        made: The facts.
        provided: Looks, in the same transaction, at what else they rest on.

    Raises:
        LeaveRefused: Another console was quicker; nothing was changed.
        StoreError: The database cannot be written; nothing was changed.
    """

    def still_so(session: Session) -> None:
        unchanged(session, row)
        if provided is not None:
            provided(session)

    access.ledger.record(*made, provided=still_so)


def unchanged(session: Session, row: LeaveRow) -> None:
    """Refuse where a leave is not any more as it was read.

    Args:
        session: The transaction that writes.
        row: The leave as it was read.

    Raises:
        LeaveRefused: It is not.
    """
    now = get(session, row.id)
    if now is None or now.revision != row.revision:
        raise LeaveRefused(_("This leave has just been changed. Nothing was recorded; look again."))
