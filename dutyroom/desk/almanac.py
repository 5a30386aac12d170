"""What a day is called: the holiday, or the working day that makes up for one."""

from __future__ import annotations

from datetime import date


def named(day: date) -> str:
    """Return the name of a holiday or of a make-up working day; empty for other days.

    Also empty where nobody knows the year's holidays yet. Loads the calendar: not
    for the event loop.
    """
    from dutyroom.standard.calendar import DayKind, YearWithoutData  # noqa: PLC0415 - when asked
    from dutyroom.standard.calendar.seed import seed  # noqa: PLC0415

    try:
        rows = seed(day.year)
    except YearWithoutData:
        return ""
    row = next((row for row in rows if row.day == day), None)
    if row is None:
        return ""
    return row.kind.label if row.kind is DayKind.MAKEUP else row.name or row.kind.label
