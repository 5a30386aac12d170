"""An amount of leave in words."""

from __future__ import annotations

from dutyroom.i18n import _


def hours(minutes: int) -> str:
    """Return minutes as hours; half hours are told."""
    return _("{hours} h").format(hours=f"{round(minutes / 60, 1):g}")
