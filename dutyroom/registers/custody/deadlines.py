"""What documents raise an alarm about: still out at the end of a shift, or not given back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from dutyroom.config import Settings
from dutyroom.registers.alarms.codes import AlarmCode
from dutyroom.registers.alarms.rules import Condition
from dutyroom.registers.custody.reading import out
from dutyroom.registers.handover.planning import planned_end
from dutyroom.registers.shifts.reading import in_charge_everywhere
from dutyroom.store.session import Session


def due(session: Session, now: datetime, settings: Settings) -> Iterator[Condition]:
    """Yield what is out and should not be (article 18).

    Args:
        session: A transaction that reads.
        now: The time.
        settings: How long before its end a shift gets ready to hand over.
    """
    lent = out(session)
    if not lent:
        return
    before = timedelta(minutes=settings.handover.prepare)
    ends = [planned_end(shift, settings) for shift in in_charge_everywhere(session)]
    ending = any(end is not None and now >= end - before for end in ends)
    for row in lent:
        late = row.due_at is not None and row.due_at <= now
        if ending or late:
            yield Condition(AlarmCode.DOCUMENT_OUT, about=row.id)
