"""Days and times as somebody types them: with or without the year, with either colon."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import Final

from dutyroom.standard.clocks import BEIJING, local

_DAY: Final = re.compile(
    r"(?:(?P<year>\d{4})[-/.年])?(?P<month>\d{1,2})[-/.月](?P<day>\d{1,2})[日号]?"
)
_TIME: Final = re.compile(r"(?P<hour>\d{1,2})[:：时点](?P<minute>\d{2})?分?")
_WORDS: Final = {"今天": 0, "today": 0, "明天": 1, "tomorrow": 1, "后天": 2, "昨天": -1}


def typed_day(text: str, today: date) -> date | None:
    """Return the day that a text names; without a year the nearest such day is meant.

    Args:
        text: For instance `2026-11-27`, `11-27`, `11月27日`, `明天`.
        today: The day on which it is typed.

    Returns:
        The day; None where the text names none.
    """
    typed = text.strip()
    if typed in _WORDS:
        return today + timedelta(days=_WORDS[typed])
    found = _DAY.fullmatch(typed)
    if found is None:
        return None
    years = [int(found["year"])] if found["year"] else [today.year + by for by in (-1, 0, 1)]
    days = [day for year in years if (day := _date(year, found["month"], found["day"]))]
    return min(days, key=lambda day: abs(day - today), default=None)


def typed_moment(text: str, now: datetime, *, default: time | None = None) -> datetime | None:
    """Return the moment that a text names, in Beijing time.

    Args:
        text: A day and a time such as `11-27 8:30`, or a time alone, which is today's.
        now: The present, aware.
        default: The time of a day that is typed without one; None: it must have one.

    Returns:
        The moment, aware; None where the text names none.
    """
    today = local(now).date()
    words = text.strip().split()
    if not words or len(words) > 2:
        return None
    day = typed_day(words[0], today)
    clock = words[-1] if day is None or len(words) == 2 else ""
    at = _time(clock) if clock else default
    if (day is None and len(words) == 2) or at is None:
        return None
    return datetime.combine(day or today, at, BEIJING)


def _date(year: int, month: str, day: str) -> date | None:
    """Return a day of the calendar; None: there is no such day."""
    try:
        return date(year, int(month), int(day))
    except ValueError:
        return None


def _time(text: str) -> time | None:
    """Return a time of day; None: it is none."""
    found = _TIME.fullmatch(text)
    if found is None:
        return None
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None
