"""What submissions raise alarms about: soon due, late, and a change notice that is owed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy import func, select

from dutyroom.config import Calendar as Chosen
from dutyroom.config import Settings
from dutyroom.registers.alarms.codes import AlarmCode
from dutyroom.registers.alarms.rules import Condition
from dutyroom.registers.submissions.occasions import Occasion, occasions
from dutyroom.standard.calendar.deadlines import SubmissionStage
from dutyroom.standard.clocks import local_date
from dutyroom.store.session import Session
from dutyroom.store.tables import JOURNAL

_CODES: Final = {
    SubmissionStage.SOON: AlarmCode.SUBMISSION_DUE,
    SubmissionStage.DUE: AlarmCode.SUBMISSION_DUE,
    SubmissionStage.LATE: AlarmCode.SUBMISSION_LATE,
}
_MARGIN: Final = 3
"""Natural days for each working day: no holiday is longer than the days that it sets aside."""

_Key = tuple[str, int, date, Chosen]


class _Last:
    """The last answer: it holds until somebody writes, or the day ends."""

    def __init__(self) -> None:
        self._key: _Key | None = None
        self._answer: frozenset[Condition] = frozenset()

    def answer(self, session: Session, now: datetime, chosen: Chosen) -> frozenset[Condition]:
        """Return what is wrong, computed only where it may have changed."""
        newest = session.connection().execute(select(func.max(JOURNAL.c.seq))).scalar() or 0
        key = (str(session.connection().engine.url), newest, local_date(now), chosen)
        if key != self._key:
            self._answer = frozenset(_wrong(session, now, chosen))
            self._key = key
        return self._answer


_LAST: Final = _Last()


def due(session: Session, now: datetime, settings: Settings) -> Iterable[Condition]:
    """Return what is due of the rosters of holidays and events.

    Args:
        session: A transaction that reads.
        now: The time.
        settings: How the unit counts; with no days of reminding nothing is ever due.
    """
    chosen = settings.calendar
    return _LAST.answer(session, now, chosen) if chosen.remind_days else ()


def _wrong(session: Session, now: datetime, chosen: Chosen) -> Iterator[Condition]:
    """Yield what is wrong with each occasion that is near."""
    most = max(chosen.remind_days, chosen.submit_days) * _MARGIN
    near = occasions(
        session, now, chosen, ahead=timedelta(days=most + 10), behind=timedelta(days=0)
    )
    for each in near:
        yield from _of(each, local_date(now))


def _of(occasion: Occasion, today: date) -> Iterator[Condition]:
    """Yield what is wrong with one occasion."""
    code = _CODES.get(occasion.standing.stage)
    if code is not None and today <= occasion.last:
        yield Condition(code, about=occasion.id)
    if occasion.owed and today <= occasion.last:
        yield Condition(AlarmCode.CHANGE_NOTICE_OWED, about=occasion.id)
