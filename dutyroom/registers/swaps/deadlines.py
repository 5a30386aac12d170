"""What swaps raise alarms about: a submitted roster that was changed owes a notice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from sqlmodel import Session

from dutyroom.config import Settings
from dutyroom.registers.alarms.codes import AlarmCode
from dutyroom.registers.alarms.rules import Condition
from dutyroom.registers.swaps.reading import notices_owed


def due(session: Session, now: datetime, settings: Settings) -> Iterator[Condition]:  # noqa: ARG001 - the protocol's arguments
    """Yield the swaps whose change notice is owed.

    Args:
        session: A transaction that reads.
        now: The time.
        settings: The unit's choices.
    """
    for swap in notices_owed(session):
        yield Condition(AlarmCode.SWAP_NOTICE_OWED, about=swap)
