"""Shift patterns: which slots a span of days has."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from dutyroom.standard.calendar.days import DayKind
from dutyroom.standard.calendar.year_days import Calendar
from dutyroom.standard.clocks import BEIJING
from dutyroom.standard.roster.rules import ONE_DAY, Rules
from dutyroom.standard.roster.values import Role, Slot

MONDAY: Final = 0


@dataclass(frozen=True, slots=True)
class Shift:
    """A kind of shift [C].

    Attributes:
        name: Unique in its pattern; part of the ids of its slots.
        label: As it is shown, in the unit's words.
        role: Who serves in it.
        starts: When it begins, Beijing time.
        length: How long it lasts; of a weekly shift: seven days.
        rest: Rest that must follow it.
        night: Whether it covers the night.
        weekday: Of a weekly shift the day on which it changes, Monday being 0; else None.
        kinds: Kinds of day on which there is such a shift; empty: all.
    """

    name: str
    label: str
    role: Role
    starts: time
    length: timedelta
    rest: timedelta = timedelta(0)
    night: bool = False
    weekday: int | None = None
    kinds: frozenset[DayKind] = frozenset()


@dataclass(frozen=True, slots=True)
class Pattern:
    """The shifts of a unit, officers' and leaders'.

    Attributes:
        shifts: The shifts.
        since: The first duty day of these; None: they were always so.
        before: What held until then; None: the same.
    """

    shifts: tuple[Shift, ...]
    since: date | None = None
    before: Pattern | None = None

    @property
    def every(self) -> tuple[Shift, ...]:
        """The shifts of now and of before, each name once."""
        earlier = self.before.every if self.before is not None else ()
        return tuple({shift.name: shift for shift in (*earlier, *self.shifts)}.values())

    def spans(self, first: date, last: date) -> Iterator[tuple[tuple[Shift, ...], date, date]]:
        """Yield the parts of a span of duty days, each with the shifts that hold in it."""
        since = self.since if self.before is not None else None
        if since is not None and self.before is not None and first < since:
            yield from self.before.spans(first, min(last, since - ONE_DAY))
        begins = max(first, since) if since is not None else first
        if begins <= last:
            yield self.shifts, begins, last


_MORNING: Final = time(8, 30)
_EVENING: Final = time(17, 30)

DAY: Final = Shift(
    "day", "白班", Role.OFFICER, _MORNING, timedelta(hours=9), rest=timedelta(hours=11)
)
NIGHT: Final = Shift(
    "night",
    "夜班",
    Role.OFFICER,
    _EVENING,
    timedelta(hours=15),
    rest=timedelta(hours=24),
    night=True,
)
WHOLE_DAY: Final = Shift(
    "whole-day",
    "全天班",
    Role.OFFICER,
    _MORNING,
    timedelta(hours=24),
    rest=timedelta(hours=48),
    night=True,
)
LEADER_DAY: Final = Shift("leader", "带班", Role.LEADER, _MORNING, timedelta(hours=24), night=True)
LEADER_WEEK: Final = Shift(
    "leader-week",
    "带班周",
    Role.LEADER,
    _MORNING,
    timedelta(days=7),
    night=True,
    weekday=MONDAY,
)

PATTERNS: Final = {
    "day-night": Pattern((DAY, NIGHT, LEADER_DAY)),
    "whole-day": Pattern((WHOLE_DAY, LEADER_DAY)),
    "day-night-week": Pattern((DAY, NIGHT, LEADER_WEEK)),
    "whole-day-week": Pattern((WHOLE_DAY, LEADER_WEEK)),
}
"""The patterns that ship; a unit makes its own of the same parts [C]."""


def slots(
    pattern: Pattern, first: date, last: date, calendar: Calendar, rules: Rules
) -> tuple[Slot, ...]:
    """Return the slots of a span of duty days, earliest first.

    A weekly shift is cut off at both ends of the span, and where the pattern changes.

    Args:
        pattern: The shifts.
        first: First duty day.
        last: Last duty day, included.
        calendar: Says which days take more people.
        rules: Say how many.

    Raises:
        YearWithoutData: Nobody has entered the notice of one of the span's years.
    """
    found = [
        slot
        for shifts, begins, ends in pattern.spans(first, last)
        for shift in shifts
        for slot in (
            _daily(shift, begins, ends, calendar, rules)
            if shift.weekday is None
            else _weekly(shift, shift.weekday, begins, ends)
        )
    ]
    return tuple(sorted(found, key=lambda slot: (slot.start, slot.role, slot.id)))


def _daily(
    shift: Shift, first: date, last: date, calendar: Calendar, rules: Rules
) -> Iterator[Slot]:
    """Return the slots of a shift that begins every day."""
    for day in calendar.days(first, last):
        if shift.kinds and day.kind not in shift.kinds:
            continue
        start = _moment(shift, day.day, rules)
        needed = rules.needed(shift.role, day)
        yield _slot(shift, day.day, start, start + shift.length, needed)


def _moment(shift: Shift, day: date, rules: Rules) -> datetime:
    """Return when a shift begins on a duty day; an hour before the day's own is next morning."""
    early = shift.starts < rules.day_starts
    return datetime.combine(day + ONE_DAY if early else day, shift.starts, BEIJING)


def _weekly(shift: Shift, weekday: int, first: date, last: date) -> Iterator[Slot]:
    """Return the slots of a shift that changes on one day of the week."""
    day = first
    while day <= last:
        change = day + ((weekday - day.weekday() - 1) % 7 + 1) * ONE_DAY
        end = min(change, last + ONE_DAY)
        yield _slot(
            shift,
            day,
            datetime.combine(day, shift.starts, BEIJING),
            datetime.combine(end, shift.starts, BEIJING),
            1,
        )
        day = end


def _slot(shift: Shift, day: date, start: datetime, end: datetime, required: int) -> Slot:
    """Return one slot of a shift."""
    return Slot(
        f"{day.isoformat()}/{shift.name}",
        shift.name,
        shift.role,
        day,
        start,
        end,
        required,
        shift.rest,
        shift.night,
    )
