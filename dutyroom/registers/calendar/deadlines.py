"""What the calendar raises an alarm about: a year whose notice is not entered, or in part."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from dutyroom.config import Settings
from dutyroom.phrases import listed
from dutyroom.registers.alarms.codes import AlarmCode
from dutyroom.registers.alarms.rules import Condition
from dutyroom.registers.calendar import reading
from dutyroom.standard.calendar.deadlines import missing_notice
from dutyroom.standard.clocks import local_date
from dutyroom.store.session import Session

NEVER: Final = 0
"""The month that stands for no reminder at all."""


def due(session: Session, now: datetime, settings: Settings) -> Iterable[Condition]:
    """Yield the year whose notice is not entered as a whole: this one, or from autumn on the next.

    Args:
        session: A transaction that reads.
        now: The time.
        settings: From which month on next year's notice is asked for.
    """
    month = settings.calendar.notice_month
    if month == NEVER:
        return
    today = local_date(now)
    known = reading.calendar(session, today.year, today.year + 1)
    missing = missing_notice(today, known, month=month)
    if missing is not None:
        lacks = listed(known.missing_festivals(missing)) if known.has_year(missing) else ""
        yield Condition(AlarmCode.HOLIDAYS_MISSING, about=str(missing), detail=lacks)
