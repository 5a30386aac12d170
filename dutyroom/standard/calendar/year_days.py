"""The calendar: every day's kind from the rows, and loudly nothing without them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Final

from dutyroom.standard.calendar.days import CalendarRow, Day, DayKind, YearWithoutData
from dutyroom.standard.calendar.spans import (
    EventPeriod,
    HolidaySpan,
    event_periods,
    holiday_spans,
)

_CALLED: Final = {
    "元旦": ("元旦",),
    "春节": ("春节",),
    "清明节": ("清明",),
    "劳动节": ("劳动", "五一"),
    "端午节": ("端午",),
    "中秋节": ("中秋",),
    "国庆节": ("国庆",),
}
FESTIVALS: Final = tuple(_CALLED)
"""The holidays that every yearly notice arranges."""

SPRING_FESTIVAL: Final = "春节"
_ONE_DAY: Final = timedelta(days=1)
_NEW_YEAR: Final = (1, 1)


@dataclass(frozen=True)
class Calendar:
    """The days as rows describe them.

    A year has data when it has a statutory day other than New Year's, which the
    notice of the year before may name. Of a year without, nothing is known but
    which days are Saturdays, and `day` says so by raising; a year in `assumed` is
    taken as plain weekdays instead, and its days are marked.

    Attributes:
        rows: In any order; of two rows for the same day (other than events) the later counts.
        assumed: Years for which somebody has allowed plain weekdays.
    """

    rows: tuple[CalendarRow, ...]
    assumed: frozenset[int] = field(default_factory=frozenset)

    @cached_property
    def _by_day(self) -> dict[date, CalendarRow]:
        return {row.day: row for row in self.rows if row.kind is not DayKind.EVENT}

    @cached_property
    def _events(self) -> dict[date, tuple[str, ...]]:
        found: dict[date, tuple[str, ...]] = {}
        for row in self.rows:
            if row.kind is DayKind.EVENT and row.name not in found.get(row.day, ()):
                found[row.day] = (*found.get(row.day, ()), row.name)
        return found

    @cached_property
    def years(self) -> frozenset[int]:
        """The years that have data."""
        return frozenset(
            row.day.year
            for row in self._by_day.values()
            if row.kind is DayKind.STATUTORY and (row.day.month, row.day.day) != _NEW_YEAR
        )

    def has_year(self, year: int) -> bool:
        """Return whether the notice of a year has been entered."""
        return year in self.years

    def missing_festivals(self, year: int) -> tuple[str, ...]:
        """Return the holidays of a year that no statutory day is named after."""
        names = [
            row.name
            for row in self._by_day.values()
            if row.day.year == year and row.kind is DayKind.STATUTORY
        ]
        every = " ".join(names)
        return tuple(
            name for name, called in _CALLED.items() if not any(word in every for word in called)
        )

    def day(self, day: date) -> Day:
        """Return what a day is.

        Raises:
            YearWithoutData: Nobody has entered the year's notice.
        """
        row = self._by_day.get(day)
        known = self.has_year(day.year)
        if row is None and not known and day.year not in self.assumed:
            raise YearWithoutData(day.year)
        events = self._events.get(day, ())
        if row is not None:
            return Day(day, row.kind, row.name, row.document, events, assumed=False)
        kind = DayKind.WEEKEND if day.weekday() >= 5 else DayKind.WORKDAY
        return Day(day, kind, events=events, assumed=not known)

    def days(self, first: date, last: date) -> Iterator[Day]:
        """Return what each day of a span is, both ends included.

        Raises:
            YearWithoutData: Nobody has entered the notice of one of its years.
        """
        for back in range((last - first).days + 1):
            yield self.day(first + back * _ONE_DAY)

    @cached_property
    def holidays(self) -> tuple[HolidaySpan, ...]:
        """All holidays of the calendar, earliest first."""
        return holiday_spans(self._by_day.values())

    @cached_property
    def events(self) -> tuple[EventPeriod, ...]:
        """All event periods, earliest first."""
        return event_periods(self.rows)

    def holiday_of(self, day: date) -> HolidaySpan | None:
        """Return the holiday that a day belongs to."""
        return next((span for span in self.holidays if span.first <= day <= span.last), None)

    def is_last_of_holiday(self, day: date) -> bool:
        """Return whether the summary of article 9(4) is due on a day."""
        span = self.holiday_of(day)
        return span is not None and span.last == day

    @cached_property
    def _spring_festivals(self) -> tuple[HolidaySpan, ...]:
        return tuple(span for span in self.holidays if SPRING_FESTIVAL in span.names)

    def near_spring_festival(self, day: date, before: int, after: int) -> bool:
        """Return whether a day is in the Spring Festival holiday or near it.

        Args:
            day: The day.
            before: Natural days before the holiday's first that count as near.
            after: Natural days after its last.
        """
        return any(
            span.first - before * _ONE_DAY <= day <= span.last + after * _ONE_DAY
            for span in self._spring_festivals
        )


def calendar_of(rows: Iterable[CalendarRow], assumed: Iterable[int] = ()) -> Calendar:
    """Return the calendar of some rows.

    Args:
        rows: In any order; a later row for a day replaces an earlier.
        assumed: Years for which plain weekdays may be taken.
    """
    return Calendar(tuple(rows), frozenset(assumed))
