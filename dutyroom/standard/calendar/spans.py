"""Holidays and event periods as spans of days."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from dutyroom.standard.calendar.days import CalendarRow, DayKind

_ONE_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class HolidaySpan:
    """A holiday: its days off in a row.

    Attributes:
        names: Of the holidays in it; two where they meet, as 国庆节 and 中秋节 do in some years.
        first: First day off.
        last: Last day off: the day of the summary (article 9(4)).
        statutory: The statutory days in it.
        documents: Numbers of the notices.
    """

    names: tuple[str, ...]
    first: date
    last: date
    statutory: tuple[date, ...]
    documents: tuple[str, ...]

    @property
    def label(self) -> str:
        """Its name, or its names."""
        return "、".join(self.names)


@dataclass(frozen=True, slots=True)
class EventPeriod:
    """An important event: days in a row that a document puts under article 9.

    Attributes:
        name: Of the event.
        first: First day.
        last: Last day.
        document: Number of the document.
    """

    name: str
    first: date
    last: date
    document: str


def holiday_spans(rows: Iterable[CalendarRow]) -> tuple[HolidaySpan, ...]:
    """Return the holidays that rows describe, earliest first.

    Args:
        rows: At most one for a day, in any order.
    """
    runs: list[list[CalendarRow]] = []
    for row in sorted((row for row in rows if row.kind.is_holiday), key=lambda row: row.day):
        if runs and row.day - runs[-1][-1].day == _ONE_DAY:
            runs[-1].append(row)
        else:
            runs.append([row])
    return tuple(map(_span, runs))


def _span(run: list[CalendarRow]) -> HolidaySpan:
    """Return days off in a row as one holiday."""
    names = [part for row in run for part in row.name.split("、") if part]
    return HolidaySpan(
        names=tuple(dict.fromkeys(names)),
        first=run[0].day,
        last=run[-1].day,
        statutory=tuple(row.day for row in run if row.kind is DayKind.STATUTORY),
        documents=tuple(dict.fromkeys(row.document for row in run if row.document)),
    )


def event_periods(rows: Iterable[CalendarRow]) -> tuple[EventPeriod, ...]:
    """Return the event periods that rows describe, earliest first."""
    periods: list[EventPeriod] = []
    events = {(row.name, row.day): row for row in rows if row.kind is DayKind.EVENT}
    for (name, day), row in sorted(events.items()):
        previous = periods[-1] if periods else None
        if previous and previous.name == name and day - previous.last == _ONE_DAY:
            periods[-1] = EventPeriod(name, previous.first, day, previous.document)
        else:
            periods.append(EventPeriod(name, day, day, row.document))
    return tuple(sorted(periods, key=lambda period: (period.first, period.name)))
