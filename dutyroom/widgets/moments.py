"""Times as they are shown: local, 24-hour, to the minute in the log."""

from __future__ import annotations

from datetime import datetime

from dutyroom.i18n import N_, _
from dutyroom.standard import clocks

WEEKDAYS = (
    N_("Mon"),
    N_("Tue"),
    N_("Wed"),
    N_("Thu"),
    N_("Fri"),
    N_("Sat"),
    N_("Sun"),
)
"""The days of the week, Monday first; to be translated where they are shown."""


def local(moment: datetime) -> datetime:
    """Return a moment in Beijing time, as everything that is printed has it."""
    return clocks.local(moment)


def day(moment: datetime) -> str:
    """Return the date with its weekday."""
    at = local(moment)
    return f"{at:%Y-%m-%d} {_(WEEKDAYS[at.weekday()])}"


def clock(moment: datetime) -> str:
    """Return the time to the second."""
    return f"{local(moment):%H:%M:%S}"


def minute(moment: datetime) -> str:
    """Return date and time to the minute."""
    return clocks.minute(moment)


def in_log(moment: datetime, now: datetime) -> str:
    """Return a moment in eleven cells: without the year in this year, else the date."""
    at = local(moment)
    return f"{at:%m-%d %H:%M}" if at.year == local(now).year else f"{at:%Y-%m-%d} "


def span(seconds: float | None) -> str:
    """Return a length as minutes and seconds, or hours; empty if unknown."""
    if seconds is None:
        return ""
    whole = max(int(seconds), 0)
    hours, rest = divmod(whole, 3600)
    minutes, left = divmod(rest, 60)
    return f"{hours}:{minutes:02}:{left:02}" if hours else f"{minutes}:{left:02}"
