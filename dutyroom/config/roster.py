"""What the unit chooses for its roster; every default is the program's, never the standard's."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

import msgspec

Hour = Annotated[str, msgspec.Meta(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]
Day = Annotated[str, msgspec.Meta(pattern=r"^(|\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01]))$")]
Few = Annotated[int, msgspec.Meta(ge=1, le=50)]
Hours = Annotated[int, msgspec.Meta(ge=0, le=336)]
Days = Annotated[int, msgspec.Meta(ge=0, le=366)]
Weight = Annotated[float, msgspec.Meta(ge=0, le=1_000_000)]
PatternName = Literal["day-night", "whole-day", "day-night-week", "whole-day-week"]
PolicyName = Literal["off", "warn", "block"]


class Weights(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the soft rules count against each other; see docs/roster.md."""

    change: Weight = 20.0
    request: Weight = 6.0
    outside_pool: Weight = 10.0
    spring_festival: Weight = 8.0
    statutory: Weight = 8.0
    weekend: Weight = 4.0
    weekday_night: Weight = 2.0
    all: Weight = 1.0
    leader: Weight = 1.0
    leader_rest: Weight = 4.0
    leader_run: Weight = 2.0
    leader_turn: Weight = 1.0


class Roster(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How duty is rostered; the unit's to choose.

    Attributes:
        pattern: The shifts: day and night or whole days, leaders by the day or by the week.
        pattern_from: First duty day of these shifts, as 2026-12-16; empty: they were always so.
        pattern_before: The shifts of the days before.
        day_starts: When a duty day begins, Beijing time.
        night_starts: When the night shift begins.
        leader_changes_on: Of weekly leaders the day of change, Monday being 1.
        officers: Officers on duty at any time.
        holiday_officers: Officers on a day of a holiday.
        event_officers: Officers on a day of an event period.
        rest_after_day: Hours of rest after a day shift.
        rest_after_night: Hours of rest after a night shift.
        rest_after_whole_day: Hours of rest after a whole day.
        max_run: Most duties in a row.
        leader_run: Days in a row that one leader should lead at most; soft.
        training: What an expired or missing training does.
        holiday_training: What a missing pre-holiday training does.
        holiday_training_days: Days before a holiday that its training still counts.
        spring_before: Days before the Spring Festival holiday that count as around it.
        spring_after: Days after it.
        source: Who laid the figures down, and where.
        weights: What the soft rules count.
        strong_wish: How many usual wishes a strong one counts for.
        wish_days: Most days of one wish.
        wish_share: Largest part of their shifts of a month that somebody may wish away.
        admission_days: Most days of one special admission.
        solve_seconds: How long a proposal may take.
        explain_seconds: How long the reasons why there is none may take.
        gap_hours: How far ahead a shift without officer or leader raises an alarm; 0: never.
    """

    pattern: PatternName = "day-night"
    pattern_from: Day = ""
    pattern_before: PatternName = "day-night"
    day_starts: Hour = "08:30"
    night_starts: Hour = "17:30"
    leader_changes_on: Annotated[int, msgspec.Meta(ge=1, le=7)] = 1
    officers: Few = 1
    holiday_officers: Few = 2
    event_officers: Few = 2
    rest_after_day: Hours = 11
    rest_after_night: Hours = 24
    rest_after_whole_day: Hours = 48
    max_run: Few = 2
    leader_run: Few = 1
    training: PolicyName = "warn"
    holiday_training: PolicyName = "warn"
    holiday_training_days: Days = 30
    spring_before: Days = 3
    spring_after: Days = 3
    source: str = ""
    weights: Weights = Weights()
    strong_wish: Annotated[float, msgspec.Meta(ge=1, le=100)] = 3.0
    wish_days: Annotated[int, msgspec.Meta(ge=1, le=366)] = 31
    wish_share: Annotated[float, msgspec.Meta(ge=0, le=1)] = 0.5
    admission_days: Annotated[int, msgspec.Meta(ge=1, le=366)] = 92
    solve_seconds: Annotated[int, msgspec.Meta(ge=1, le=600)] = 20
    explain_seconds: Annotated[int, msgspec.Meta(ge=1, le=600)] = 10
    gap_hours: Hours = 24

    def __post_init__(self) -> None:
        """Refuse a night that never begins, and a day that the calendar does not have.

        Raises:
            ValueError: Day and night begin at the same hour, or there is no such day.
        """
        if self.day_starts == self.night_starts:
            raise ValueError("day_starts and night_starts are the same hour")
        if self.pattern_from:
            date.fromisoformat(self.pattern_from)
