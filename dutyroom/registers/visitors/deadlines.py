"""What the register of visitors raises an alarm about: somebody is still in after long."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from dutyroom.config import Settings
from dutyroom.registers.alarms.codes import AlarmCode
from dutyroom.registers.alarms.rules import Condition
from dutyroom.registers.visitors.reading import inside
from dutyroom.store.session import Session


def due(session: Session, now: datetime, settings: Settings) -> Iterator[Condition]:
    """Yield who has been in for longer than the unit has chosen.

    Args:
        session: A transaction that reads.
        now: The time.
        settings: How long; 0: nobody is ever in for too long.
    """
    longest = settings.secrecy.visit
    if not longest:
        return
    for row in inside(session):
        if now - row.came_at >= timedelta(seconds=longest):
            yield Condition(AlarmCode.VISITOR_STILL_IN, about=row.id)
