# ruff: noqa: PLC0415 - the calendar is loaded when it is asked, after the first picture
"""What a day is called: the holiday, or the working day that makes up for one."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlmodel import Session

    from dutyroom.standard.calendar import Calendar


def named(session: Session, day: date) -> str:
    """Return the name of a holiday or event, or that people work on a day off; often empty.

    A year that nobody has entered yet is named as the holidays that ship have it: it is
    a name and no more. Also empty where these do not know the year either.

    Args:
        session: A transaction.
        day: The day, Beijing time.
    """
    from dutyroom.registers.calendar.reading import calendar
    from dutyroom.standard.calendar import DayKind

    known = calendar(session, day.year, day.year)
    found = (known if known.has_year(day.year) else _shipped(known, day.year)).day(day)
    own = found.kind.label if found.kind is DayKind.MAKEUP else found.name
    if found.kind.is_holiday and not own:
        own = found.kind.label
    return " ".join(filter(None, (own, *found.events)))


def _shipped(known: Calendar, year: int) -> Calendar:
    """Return the calendar of a year as it ships, with the events that were entered."""
    from dutyroom.standard.calendar import YearWithoutData
    from dutyroom.standard.calendar.seed import seed
    from dutyroom.standard.calendar.year_days import calendar_of

    try:
        rows = seed(year)
    except YearWithoutData:
        rows = []
    return calendar_of([*rows, *known.rows], assumed=(year,))
