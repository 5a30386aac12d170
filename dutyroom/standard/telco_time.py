"""Reading the telephone company's time, of which every box makes something else.

It has no year and is never trusted: it serves only to notice that this
machine's clock has gone astray.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import Final

from dutyroom.standard import clocks

_FORMS: Final = (
    re.compile(r"(?P<month>\d\d)(?P<day>\d\d) ?(?P<hour>\d\d)(?P<minute>\d\d)"),
    re.compile(
        r"(?P<month>\d\d?)[/-](?P<day>\d\d?)(?:[/-]\d{2,4})? "
        r"(?P<hour>\d\d?):(?P<minute>\d\d)(?::\d\d)?(?: ?(?P<half>[AP])M)?",
        re.IGNORECASE,
    ),
    re.compile(r"(?P<month>\d\d)(?P<day>\d\d)\d{4} (?P<hour>\d\d)(?P<minute>\d\d)(?:\d\d)?"),
)
"""MDMF and modems; boxes that write for people; NCID."""

_LARGEST: Final = 12 * 60.0
"""Minutes beyond which the time is nonsense, or a box's that was never set."""


def minutes_apart(started: datetime, text: str) -> float | None:
    """Return by how many minutes a call came later than the exchange says.

    Args:
        started: When the call came, aware.
        text: The telephone company's time as sent.

    Returns:
        Minutes, negative where the exchange is ahead; None where the text is no
        time or nonsense.
    """
    match = next((found for form in _FORMS if (found := form.fullmatch(text.strip()))), None)
    if match is None:
        return None
    words = match.groupdict()
    hour = int(words["hour"])
    if half := words.get("half"):
        hour = hour % 12 + (12 if half.upper() == "P" else 0)
    local = clocks.local(started)
    try:
        candidates = [
            datetime(
                year,
                int(words["month"]),
                int(words["day"]),
                hour,
                int(words["minute"]),
                30,  # it tells whole minutes: the middle is the best guess
                tzinfo=local.tzinfo,
            )
            for year in (local.year - 1, local.year, local.year + 1)
        ]
    except ValueError:
        return None
    nearest = min(((local - each).total_seconds() / 60 for each in candidates), key=abs)
    return nearest if abs(nearest) <= _LARGEST else None
