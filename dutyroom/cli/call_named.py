"""A call by the number that is printed."""

from __future__ import annotations

from dutyroom.registers.calls import reading
from dutyroom.store.session import Session


def call_id(session: Session, call: str) -> str:
    """Return the id of a call by the number that is printed; an id as it is.

    Args:
        session: A transaction.
        call: The number or the id.
    """
    found = reading.page(session, reading.CallFilter.ALL, query=call, limit=10)
    return next((row.id for row in found if row.label == call), call)
