"""When somebody has to be reminded of the handover (article 17)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

RELIEF_EARLY: Final = timedelta(minutes=10)
"""How long before the hour the relief is at the post: the standard's own figure."""


class Reminder(StrEnum):
    """What is to be said; each replaces the one before."""

    PREPARE = "prepare"
    RELIEF_MISSING = "relief_missing"
    CALL_LEADER = "call_leader"


@dataclass(frozen=True, slots=True)
class Hour:
    """A shift that is to end.

    Attributes:
        ends: When.
        arrived: The relief is here.
        prepared: The handover has been begun, and nothing is left to explain.
    """

    ends: datetime
    arrived: bool = False
    prepared: bool = False


def reminder(hour: Hour, now: datetime, prepare: timedelta) -> Reminder | None:
    """Return what has to be said now; None: nothing.

    Args:
        hour: The shift that is to end.
        now: The time.
        prepare: How long before the hour the handover is prepared; the unit's to choose.
    """
    if hour.arrived:
        return None
    if now >= hour.ends:
        return Reminder.CALL_LEADER
    if now >= hour.ends - RELIEF_EARLY:
        return Reminder.RELIEF_MISSING
    if now >= hour.ends - prepare and not hour.prepared:
        return Reminder.PREPARE
    return None


def next_hour(times: tuple[str, ...], begun: datetime, zone_midnight: datetime) -> datetime | None:
    """Return when a shift ends that no roster plans: at the next change of shifts.

    Args:
        times: When shifts change, as `08:30`; the unit's to choose.
        begun: When the shift began.
        zone_midnight: When the day of that began, so that times of day have a meaning.

    Returns:
        The first change at least two hours after the beginning; None: no times are set.
    """
    changes = [
        zone_midnight + timedelta(days=day, hours=int(text[:2]), minutes=int(text[3:5]))
        for day in range(3)
        for text in times
    ]
    return min((each for each in changes if each >= begun + timedelta(hours=2)), default=None)
