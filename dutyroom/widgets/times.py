"""Times of day as somebody types them."""

from __future__ import annotations

from datetime import datetime, timedelta

from dutyroom.widgets.moments import local

_HALF_A_DAY = timedelta(hours=12)


def nearest(text: str, now: datetime) -> datetime | None:
    """Return the moment nearest to now at which it is so late by the clock.

    Args:
        text: A time of day such as `8:30`, typed with either colon.
        now: The present.

    Returns:
        The moment, at most twelve hours away; None where the text is no time of day.
    """
    hours, colon, minutes = text.strip().replace("：", ":").partition(":")
    if not (colon and _digits(hours) and _digits(minutes)):
        return None
    if int(hours) > 23 or int(minutes) > 59:
        return None
    at = local(now).replace(hour=int(hours), minute=int(minutes), second=0, microsecond=0)
    if at - now > _HALF_A_DAY:
        return at - timedelta(days=1)
    return at + timedelta(days=1) if now - at > _HALF_A_DAY else at


def _digits(text: str) -> bool:
    """Tell whether a text is a number of one or two digits."""
    return 0 < len(text) <= 2 and text.isascii() and text.isdecimal()
