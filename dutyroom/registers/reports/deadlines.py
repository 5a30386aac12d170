"""What daily reports raise alarms about: the hour is near, has come, is over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy import func, select

from dutyroom.config import Settings
from dutyroom.registers.alarms.codes import AlarmCode
from dutyroom.registers.alarms.rules import Condition
from dutyroom.registers.reports.reading import id_of_day, owed, sent_days
from dutyroom.standard.calendar.reporting import ReportStage, due_at, report_stage
from dutyroom.standard.clocks import day_after, local_date
from dutyroom.store.session import Session
from dutyroom.store.tables import JOURNAL

_CODES: Final = {
    ReportStage.SOON: AlarmCode.REPORT_SOON,
    ReportStage.DUE: AlarmCode.REPORT_DUE,
    ReportStage.LATE: AlarmCode.REPORT_LATE,
}
_BACK: Final = timedelta(days=1)
"""Yesterday's report is asked for, too; what is older is a gap that the list shows."""

_Key = tuple[str, int, date]


class _Last:
    """The last answer: it holds until somebody writes, or the day ends."""

    def __init__(self) -> None:
        self._key: _Key | None = None
        self._answer: frozenset[date] = frozenset()

    def answer(self, session: Session, today: date) -> frozenset[date]:
        """Return the days whose report was not sent, computed only where they may have changed."""
        newest = session.connection().execute(select(func.max(JOURNAL.c.seq))).scalar() or 0
        key = (str(session.connection().engine.url), newest, today)
        if key != self._key:
            first, last = today - _BACK, day_after(today)
            days = owed(session, first, last).keys() - sent_days(session, first, last)
            self._answer, self._key = frozenset(days), key
        return self._answer


_LAST: Final = _Last()


def due(session: Session, now: datetime, settings: Settings) -> Iterator[Condition]:
    """Yield the daily reports that have to be sent soon, now, or had to be.

    Args:
        session: A transaction that reads.
        now: The time.
        settings: At which hour; without one none is ever due.
    """
    chosen = settings.calendar
    if not chosen.report:
        return
    warning = timedelta(seconds=chosen.report_warning)
    for day in sorted(_LAST.answer(session, local_date(now))):
        code = _CODES.get(report_stage(now, due_at(day, chosen.report), warning))
        if code is not None:
            yield Condition(code, about=id_of_day(day))
