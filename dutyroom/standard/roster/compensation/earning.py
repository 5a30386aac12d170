"""What a shift actually served earns, by kind of day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from math import floor

from dutyroom.standard.calendar.days import DayKind
from dutyroom.standard.calendar.year_days import Calendar
from dutyroom.standard.clocks import BEIJING, covered, local, uncovered
from dutyroom.standard.roster.compensation.pack import CompensationPack
from dutyroom.standard.roster.values import Role


@dataclass(frozen=True, slots=True)
class Earned:
    """What one shift earns.

    Attributes:
        minutes: Credit, rounded down as the pack says.
        outside: Minutes outside statutory working time, by kind of day.
        expires_on: Last day on which the credit can be taken; None: it does not end.
        pack: Name, version and document of the pack that gave it.
    """

    minutes: int
    outside: dict[DayKind, float]
    expires_on: date | None
    pack: str


def earned(
    start: datetime,
    end: datetime,
    role: Role,
    calendar: Calendar,
    pack: CompensationPack,
    *,
    away: Iterable[tuple[datetime, datetime]] = (),
) -> Earned:
    """Return what somebody earns by a time on duty.

    A night counts by the clock: the hours before midnight under one day, those
    after it under the next.

    Args:
        start: Sign-on or the slot's beginning, aware.
        end: Sign-off or the slot's end, aware.
        role: As what they served.
        calendar: The kinds of day.
        pack: The unit's rules.
        away: Times in which they were not at the post: these earn nothing.

    Raises:
        YearWithoutData: What a day is is not known.
    """
    outside: dict[DayKind, float] = {}
    for since, until in uncovered(away, start, end):
        for kind, minutes in _outside(since, until, calendar, pack):
            outside[kind] = outside.get(kind, 0.0) + minutes
    credit = sum(minutes * pack.credit[kind] for kind, minutes in outside.items())
    if role not in pack.roles:
        credit = 0.0
    steps = floor(credit / pack.step_minutes + 1e-9)
    months = pack.expires_months
    expires = None if months is None else months_later(local(end).date(), months)
    source = " ".join(filter(None, (pack.name, pack.version, pack.document)))
    return Earned(steps * pack.step_minutes, outside, expires, source)


def worked(start: datetime, end: datetime, calendar: Calendar, pack: CompensationPack) -> int:
    """Return how many minutes of statutory working time lie in a stretch of time.

    Args:
        start: Aware.
        end: Aware.
        calendar: The kinds of day.
        pack: The unit's rules.

    Raises:
        YearWithoutData: What a day is is not known.
    """
    outside = sum(minutes for _kind, minutes in _outside(start, end, calendar, pack))
    return round((end - start).total_seconds() / 60 - outside)


def _outside(
    start: datetime, end: datetime, calendar: Calendar, pack: CompensationPack
) -> Iterator[tuple[DayKind, float]]:
    """Return the minutes outside statutory working time, day by day."""
    day = local(start).date()
    while (begins := datetime.combine(day, time.min, BEIJING)) < end:
        following = begins + timedelta(days=1)
        from_, to = max(start, begins), min(end, following)
        kind = calendar.day(day).kind
        worked = [
            (datetime.combine(day, since, BEIJING), datetime.combine(day, until, BEIJING))
            for since, until in pack.hours
        ]
        inside = 0.0 if kind.is_rest else covered(worked, from_, to)
        minutes = ((to - from_).total_seconds() - inside) / 60
        if minutes > 0:
            yield kind, minutes
        day = following.date()


def months_later(day: date, months: int) -> date:
    """Return the day so many months later; the month's last where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    following = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    last = (following - timedelta(days=1)).day
    return date(year, month + 1, min(day.day, last))
