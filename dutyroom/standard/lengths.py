"""How long something took, in words: as exact as it matters."""

from __future__ import annotations

from datetime import timedelta

from dutyroom.i18n import _

_HOUR, _DAY = 60, 24 * 60


def length_words(length: timedelta) -> str:
    """Return a length in minutes below an hour, in hours below two days, else in days."""
    minutes = int(length.total_seconds()) // 60
    if minutes < _HOUR:
        return _("{minutes} min").format(minutes=minutes)
    if minutes < 2 * _DAY:
        return _("{hours:.1f} h").format(hours=minutes / _HOUR)
    return _("{days:.1f} days").format(days=minutes / _DAY)
