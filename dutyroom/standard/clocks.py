"""The one legal time of the country, days and months in it, and lengths of time.

China keeps one time, UTC+8 without summer time. Numbers and dates that are
printed must come out the same on every machine, so they are never computed
with the time zone that a machine happens to be set to.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Final

BEIJING: Final = timezone(timedelta(hours=8), "CST")
"""Beijing time."""

_ONE_DAY: Final = timedelta(days=1)


def local(moment: datetime) -> datetime:
    """Return a time in Beijing time; at the very ends of the calendar, unchanged.

    Args:
        moment: An aware time.
    """
    try:
        return moment.astimezone(BEIJING)
    except OverflowError:
        return moment


def local_date(moment: datetime) -> date:
    """Return the day of a time, in Beijing time."""
    return local(moment).date()


def minute(moment: datetime) -> str:
    """Return a time as logs and messages write it: in Beijing time, to the minute."""
    return f"{local(moment):%Y-%m-%d %H:%M}"


def midnight(day: date) -> datetime:
    """Return when a day begins, in UTC; the calendar's first day begins with the calendar."""
    try:
        return datetime.combine(day, time.min, BEIJING).astimezone(UTC)
    except OverflowError:
        return datetime.min.replace(tzinfo=UTC)


def day_after(day: date) -> date:
    """Return the next day; the last day of the calendar is its own next."""
    return day + _ONE_DAY if day < date.max else day


def month_bounds(year: int, month: int) -> tuple[datetime, datetime]:
    """Return when a month begins and when the next one does, in UTC.

    Args:
        year: From 1 to 9998.
        month: From 1 to 12.
    """
    following = date(year + month // 12, month % 12 + 1, 1)
    return midnight(date(year, month, 1)), midnight(following)


def uncovered(
    intervals: Iterable[tuple[datetime, datetime]], start: datetime, end: datetime
) -> list[tuple[datetime, datetime]]:
    """Return the stretches between two times that lie in no interval, the earliest first.

    Args:
        intervals: Pairs of beginning and end, in any order, overlapping or not.
        start: The beginning of what is looked at.
        end: Its end.
    """
    left, reached = [], start
    for begins, ends in sorted(intervals):
        if reached < min(begins, end):
            left.append((reached, min(begins, end)))
        reached = max(reached, ends)
    return [*left, (reached, end)] if reached < end else left


def covered(
    intervals: Iterable[tuple[datetime, datetime]], start: datetime, end: datetime
) -> float:
    """Return how many seconds between two times lie in at least one interval.

    Args:
        intervals: Pairs of beginning and end, in any order, overlapping or not.
        start: The beginning of what is looked at.
        end: Its end; nothing is covered when it is not after `start`.
    """
    seconds = 0.0
    reached = start
    for begins, ends in sorted(intervals):
        from_, to = max(begins, reached), min(ends, end)
        if to > from_:
            seconds += (to - from_).total_seconds()
            reached = to
    return seconds
