# ruff: noqa: PLC0415 - the calendar is loaded when it is asked, after the first picture
"""What a day is called: the holiday, or the working day that makes up for one."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dutyroom.store.session import Session


def named(session: Session, day: date) -> str:
    """Return the name of a holiday or event, or that people work on a day off; often empty.

    Also empty where nobody knows the year's holidays yet.

    Args:
        session: A transaction.
        day: The day, Beijing time.
    """
    from dutyroom.registers.calendar.reading import calendar
    from dutyroom.standard.calendar import DayKind, YearWithoutData

    known = calendar(session, day.year, day.year)
    try:
        found = known.day(day)
    except YearWithoutData:
        return " ".join(event.name for event in known.events if event.first <= day <= event.last)
    makeup = found.kind is DayKind.MAKEUP or (found.kind.is_holiday and not found.name)
    own = found.kind.label if makeup else found.name
    return " ".join(filter(None, (own, *found.events)))
