"""Which days owe a daily report (article 9(4)), by when, and which stretch it speaks of."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final

from dutyroom.standard.calendar.year_days import Calendar
from dutyroom.standard.clocks import BEIJING, day_after, midnight

_ONE_DAY: Final = timedelta(days=1)


class ReportStage(StrEnum):
    """How near the hour is at which a day's report has to be sent."""

    EARLY = "early"
    SOON = "soon"
    DUE = "due"
    LATE = "late"


def owing(known: Calendar, first: date, last: date) -> dict[date, str]:
    """Return the days of a span that owe a report, each with its holiday and events by name.

    Args:
        known: The calendar.
        first: First day.
        last: Last day, included.
    """
    spans = [(each.first, each.last, each.label) for each in known.holidays]
    spans += [(each.first, each.last, each.name) for each in known.events]
    found: dict[date, str] = {}
    for begins, ends, label in spans:
        day = max(begins, first)
        while day <= min(ends, last):
            found[day] = "、".join(filter(None, (found.get(day, ""), label)))
            day += _ONE_DAY
    return found


def period_of(known: Calendar, day: date) -> tuple[date, date, str] | None:
    """Return first day, last day and name of the holiday or event of a day; the holiday first.

    Args:
        known: The calendar.
        day: The day.
    """
    spans = [(each.first, each.last, each.label) for each in known.holidays]
    spans += [(each.first, each.last, each.name) for each in known.events]
    return next((span for span in spans if span[0] <= day <= span[1]), None)


def due_at(day: date, hour: str) -> datetime:
    """Return when the report of a day has to be sent.

    Args:
        day: The day.
        hour: The hour in Beijing time, such as `17:00`.
    """
    return datetime.combine(day, time.fromisoformat(hour), BEIJING)


def report_stage(now: datetime, due: datetime, warning: timedelta) -> ReportStage:
    """Return how near the hour is: it is told before, when it has come, and after as long again.

    Args:
        now: The time.
        due: When the report has to be sent.
        warning: How long before it is told.
    """
    if now < due - warning:
        return ReportStage.EARLY
    if now < due:
        return ReportStage.SOON
    return ReportStage.DUE if now < due + warning else ReportStage.LATE


def stretch(
    day: date, now: datetime, *, before: datetime | None, after: datetime | None
) -> tuple[datetime, datetime]:
    """Return from when until when a report speaks, so that no hour falls between two of them.

    Args:
        day: Its day.
        now: The time at which it is signed.
        before: Until when the report of the day before speaks; None: there is none.
        after: From when the report of the day after speaks; None: there is none.
    """
    since = midnight(day) if before is None else before
    until = min(now, midnight(day_after(day)))
    if after is not None:
        until = min(until, after)
    return since, max(since, until)
