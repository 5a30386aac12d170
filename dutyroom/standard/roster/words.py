"""How times and days are written in the roster's sentences."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from dutyroom.standard.clocks import minute

OPEN_NAME: Final = "{name}"
"""Stands in a sentence for the names of all of whom it is true."""


def moment(at: datetime) -> str:
    """Return a time in Beijing time, to the minute."""
    return minute(at)


def span_in_words(start: datetime, end: datetime) -> str:
    """Return from when until when, in short: without the year where both are of the same."""
    first, last = moment(start), moment(end)
    return f"{first[5:]} - {last[5:]}" if first[:4] == last[:4] else f"{first} - {last}"


def days_in_words(first: date, last: date) -> str:
    """Return one day or several, the year said once where it is the same."""
    if first == last:
        return first.isoformat()
    end = f"{last:%m-%d}" if last.year == first.year else last.isoformat()
    return f"{first.isoformat()} - {end}"
