"""Words that name a day, a month or a year, as people type them into a search."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from typing import Final, TypeAlias

Span: TypeAlias = tuple[date, date]
"""The first and the last day that a word names."""

_YEAR: Final = r"(?P<year>(?:19|20|21)\d{2})"
_MONTH: Final = r"(?P<month>1[0-2]|0?[1-9])"
_DAY: Final = r"(?P<day>3[01]|[12]\d|0?[1-9])"
_WEEKDAYS: Final = "一二三四五六日"
_WEEKDAY: Final = re.compile(rf"(?:周|星期|礼拜)([{_WEEKDAYS}天])")
_PATTERNS: Final = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_YEAR}(?P<sep>[-/.]){_MONTH}(?P=sep){_DAY}",
        rf"{_YEAR}年{_MONTH}月{_DAY}[日号]",
        rf"{_YEAR}(?P<month>1[0-2]|0[1-9])(?P<day>3[01]|[12]\d|0[1-9])",
        rf"{_YEAR}(?:[-/.]{_MONTH}|年{_MONTH.replace('month', 'month2')}月)",
        rf"{_YEAR}年",
        rf"{_MONTH}(?:月{_DAY}[日号]|[-/]{_DAY.replace('day', 'day2')})",
        rf"{_MONTH}月",
        rf"{_DAY}[日号]",
    )
)


def span(word: str, today: date) -> Span | None:
    """Return the days that a word names.

    Without a year, or as a day of the week, the latest that is not in the future is meant.

    Args:
        word: For instance `2026-11-23`, `2026年11月`, `11-23`, `23号`, `今天`, `周六`.
        today: The day on which it is asked.

    Returns:
        First and last day, both included; None where the word names no day.
    """
    relative = _RELATIVE.get(word.lower())
    if relative is not None:
        return relative(today)
    if weekday := _WEEKDAY.fullmatch(word):
        ago = (today.weekday() - _WEEKDAYS.index(weekday[1].replace("天", "日"))) % 7
        return _ago(ago)(today)
    for pattern in _PATTERNS:
        found = pattern.fullmatch(word)
        if found:
            parts = {key: int(value) for key, value in found.groupdict().items() if _given(value)}
            return _of(
                parts.get("year"),
                parts.get("month", parts.get("month2")),
                parts.get("day", parts.get("day2")),
                today,
            )
    return None


def _given(value: str | None) -> bool:
    """Return whether a group of a pattern caught a number."""
    return value is not None and value.isdigit()


def _of(year: int | None, month: int | None, day: int | None, today: date) -> Span | None:
    """Return the days of a year, month and day of which some are not named."""
    if year is not None:
        return _days(year, month, day)
    if month is not None:
        latest = (_days(year, month, day) for year in range(today.year, today.year - 9, -1))
        return next((days for days in latest if days and days[0] <= today), None)
    first = today.replace(day=1)
    for _back in range(3):  # of three months in a row one has a 31st
        days = _days(first.year, first.month, day)
        if days and days[0] <= today:
            return days
        first = (first - timedelta(days=1)).replace(day=1)
    return None


def _days(year: int, month: int | None, day: int | None) -> Span | None:
    """Return the days of a date that may end with its year or month; None if there is none."""
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    length = monthrange(year, month)[1]
    if day is None:
        return date(year, month, 1), date(year, month, length)
    return (date(year, month, day), date(year, month, day)) if day <= length else None


def _ago(days: int) -> Callable[[date], Span]:
    """Return what gives the day so many days before."""
    return lambda today: (today - timedelta(days=days), today - timedelta(days=days))


def _week(weeks: int) -> Callable[[date], Span]:
    """Return what gives the week, Monday to Sunday, so many weeks before."""

    def days(today: date) -> Span:
        monday = today - timedelta(days=today.weekday(), weeks=weeks)
        return monday, monday + timedelta(days=6)

    return days


def _month(today: date) -> Span:
    """Return the days of this month."""
    return today.replace(day=1), today.replace(day=monthrange(today.year, today.month)[1])


def _last_month(today: date) -> Span:
    """Return the days of the month before."""
    return _month(today.replace(day=1) - timedelta(days=1))


def _year(years: int) -> Callable[[date], Span]:
    """Return what gives the year so many years before."""
    return lambda today: (date(today.year - years, 1, 1), date(today.year - years, 12, 31))


_RELATIVE: Final[dict[str, Callable[[date], Span]]] = {
    "今天": _ago(0),
    "今日": _ago(0),
    "today": _ago(0),
    "昨天": _ago(1),
    "昨日": _ago(1),
    "yesterday": _ago(1),
    "前天": _ago(2),
    "本周": _week(0),
    "上周": _week(1),
    "本月": _month,
    "上月": _last_month,
    "上个月": _last_month,
    "今年": _year(0),
    "去年": _year(1),
}
