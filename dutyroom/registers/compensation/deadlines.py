"""What the ledger raises alarms about: credits that end soon (article 21)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from dutyroom.config import Settings
from dutyroom.registers.alarms.codes import AlarmCode
from dutyroom.registers.alarms.rules import Condition
from dutyroom.registers.compensation.reading import ending
from dutyroom.standard.clocks import local_date
from dutyroom.store.session import Session


def due(session: Session, now: datetime, settings: Settings) -> Iterator[Condition]:
    """Yield those whose credit ends soon, or has ended and is not noted as ended.

    Args:
        session: A transaction that reads.
        now: The time.
        settings: How many days before.
    """
    for person in ending(session, local_date(now), settings.leave.expiry_days):
        yield Condition(AlarmCode.COMPENSATION_ENDING, about=person)
