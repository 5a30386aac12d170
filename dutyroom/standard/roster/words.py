"""How times and days are written in the roster's sentences."""

from __future__ import annotations

from datetime import date, datetime

from dutyroom.standard.clocks import minute


def moment(at: datetime) -> str:
    """Return a time in Beijing time, to the minute."""
    return minute(at)


def days_in_words(first: date, last: date) -> str:
    """Return one day or several, the year said once where it is the same."""
    if first == last:
        return first.isoformat()
    end = f"{last:%m-%d}" if last.year == first.year else last.isoformat()
    return f"{first.isoformat()} - {end}"
