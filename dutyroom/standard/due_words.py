"""When something is due, as people type it: a time of day, a date, or so much from now."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Final

from dutyroom.standard.clocks import local

_UNITS: Final = {
    **dict.fromkeys(("", "m", "min", "分", "分钟"), timedelta(minutes=1)),
    **dict.fromkeys(("h", "时", "小时"), timedelta(hours=1)),
    **dict.fromkeys(("d", "天", "日"), timedelta(days=1)),
}
_FROM_NOW: Final = re.compile(r"\+?\s*(\d{1,4})\s*(m|min|分|分钟|h|时|小时|d|天|日|)")
_CLOCK: Final = r"(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)"
_AT: Final = re.compile(
    rf"(?:(?:(?P<year>\d{{4}})-)?(?P<month>\d{{1,2}})-(?P<day>\d{{1,2}})\s+)?{_CLOCK}"
)


def due_at(text: str, now: datetime) -> datetime | None:
    """Return the time that somebody means.

    Args:
        text: `17:30` (the next such time), `11-25 09:00`, `2026-11-25 09:00`, `+90`
            (minutes), `2h`, `3天`; with either colon, dashes or slashes.
        now: The present, aware.

    Returns:
        The time, aware; None where the text names none.
    """
    typed = text.strip().replace("：", ":").replace("/", "-").replace("＋", "+")
    if span := _FROM_NOW.fullmatch(typed):
        counted = typed.startswith("+") or bool(span[2])
        return now + int(span[1]) * _UNITS[span[2]] if counted else None
    named = _AT.fullmatch(typed)
    if named is None:
        return None
    here = local(now)
    at = here.replace(hour=int(named["hour"]), minute=int(named["minute"]), second=0, microsecond=0)
    if named["month"] is None:
        return at if at > here else at + timedelta(days=1)
    try:
        return at.replace(
            year=int(named["year"] or here.year), month=int(named["month"]), day=int(named["day"])
        )
    except ValueError:
        return None
