"""What each act on a leave begins with."""

from __future__ import annotations

from dutyroom.i18n import _
from dutyroom.registers.accounts.access import Access
from dutyroom.registers.leave.errors import LeaveRefused
from dutyroom.registers.leave.reading import LeaveRow, get


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
