"""What the unit has chosen for its roster [C], as the rules of the roster speak of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Final

from dutyroom.config import Settings
from dutyroom.config.roster import Roster as Chosen
from dutyroom.registers.roster.sources import SOURCES, Sources
from dutyroom.standard.roster.patterns import (
    DAY,
    LEADER_DAY,
    LEADER_WEEK,
    NIGHT,
    WHOLE_DAY,
    Pattern,
    Shift,
)
from dutyroom.standard.roster.rules import Policy, Rules

_SHIFTS: Final[Mapping[str, tuple[Shift, ...]]] = {
    "day-night": (DAY, NIGHT, LEADER_DAY),
    "whole-day": (WHOLE_DAY, LEADER_DAY),
    "day-night-week": (DAY, NIGHT, LEADER_WEEK),
    "whole-day-week": (WHOLE_DAY, LEADER_WEEK),
}
_ANY_DAY: Final = datetime(2026, 1, 1)  # noqa: DTZ001 - only the difference of two hours is taken
_ONE_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Planning:
    """How this unit rosters.

    Attributes:
        pattern: Its shifts.
        rules: Its figures.
        sources: Where it learns of days, absences, wishes and admissions.
        strong_wish: How many usual wishes a strong one counts for.
        wish_days: Most days of one wish.
        wish_share: Largest part of their shifts of a month that somebody may wish away.
        admission_days: Most days of one special admission.
    """

    pattern: Pattern
    rules: Rules
    sources: Sources = SOURCES
    strong_wish: float = 3.0
    wish_days: int = 31
    wish_share: float = 0.5
    admission_days: int = 92

    @property
    def labels(self) -> dict[str, str]:
        """What each kind of shift is called, by its name."""
        return {shift.name: shift.label for shift in self.pattern.every}


def planning(settings: Settings) -> Planning:
    """Return how a unit rosters, from its settings."""
    chosen = settings.roster
    return Planning(
        _pattern(chosen),
        _rules(chosen),
        strong_wish=chosen.strong_wish,
        wish_days=chosen.wish_days,
        wish_share=chosen.wish_share,
        admission_days=chosen.admission_days,
    )


def _rules(chosen: Chosen) -> Rules:
    """Return the figures that somebody has chosen."""
    return Rules(
        day_starts=time.fromisoformat(chosen.day_starts),
        officers=chosen.officers,
        holiday_officers=chosen.holiday_officers,
        event_officers=chosen.event_officers,
        max_run=chosen.max_run,
        leader_run=chosen.leader_run,
        training=Policy(chosen.training),
        holiday_training=Policy(chosen.holiday_training),
        holiday_training_days=chosen.holiday_training_days,
        spring_before=chosen.spring_before,
        spring_after=chosen.spring_after,
        source=chosen.source,
    )


def _pattern(chosen: Chosen) -> Pattern:
    """Return the shifts of a pattern, moved to the hours that somebody has chosen."""
    starts = time.fromisoformat(chosen.day_starts)
    evening = time.fromisoformat(chosen.night_starts)
    daytime = _between(starts, evening)
    changed = {
        DAY.name: replace(
            DAY, starts=starts, length=daytime, rest=timedelta(hours=chosen.rest_after_day)
        ),
        NIGHT.name: replace(
            NIGHT,
            starts=evening,
            length=_ONE_DAY - daytime,
            rest=timedelta(hours=chosen.rest_after_night),
        ),
        WHOLE_DAY.name: replace(
            WHOLE_DAY, starts=starts, rest=timedelta(hours=chosen.rest_after_whole_day)
        ),
        LEADER_DAY.name: replace(LEADER_DAY, starts=starts),
        LEADER_WEEK.name: replace(LEADER_WEEK, starts=starts, weekday=chosen.leader_changes_on - 1),
    }
    now, before = (
        tuple(changed[shift.name] for shift in _SHIFTS[name])
        for name in (chosen.pattern, chosen.pattern_before)
    )
    if not chosen.pattern_from:
        return Pattern(now)
    return Pattern(now, date.fromisoformat(chosen.pattern_from), Pattern(before))


def _between(start: time, end: time) -> timedelta:
    """Return how long it is from one hour to another, past midnight if need be."""
    passed = datetime.combine(_ANY_DAY, end) - datetime.combine(_ANY_DAY, start)
    return passed if passed > timedelta(0) else passed + _ONE_DAY
