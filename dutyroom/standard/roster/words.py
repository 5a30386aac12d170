"""How times are written in the roster's sentences."""

from __future__ import annotations

from datetime import datetime

from dutyroom.standard.clocks import minute


def moment(at: datetime) -> str:
    """Return a time in Beijing time, to the minute."""
    return minute(at)
