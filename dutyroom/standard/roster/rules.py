"""What the unit configures of the roster's rules; every default is ours, none the standard's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from dutyroom.standard.calendar.days import Day
from dutyroom.standard.clocks import BEIJING, local
from dutyroom.standard.roster.values import Role

ONE_DAY = timedelta(days=1)


class Policy(StrEnum):
    """What a missing training does to a roster (article 19) [C]."""

    OFF = "off"
    WARN = "warn"
    BLOCK = "block"


@dataclass(frozen=True, slots=True)
class Rules:
    """The unit's figures [C].

    The standard gives none of them; it says that somebody is on duty at every
    instant, that one leader is, and that holidays take more people than usual.

    Attributes:
        day_starts: When a duty day begins, Beijing time. A night belongs to the day it began on.
        officers: Officers on duty at any time.
        holiday_officers: Officers on a day of a holiday (article 9(3)).
        event_officers: Officers on a day of an event period.
        max_run: Most officer duties that one person begins within `max_run` + 1 days in a row;
            with at most one duty a day that is the longest run of days.
        leader_run: Days in a row that one leader should lead at most, where they lead by the day.
        training: What an expired or missing training does.
        holiday_training: What a missing pre-holiday training does.
        holiday_training_days: How many days before a holiday its training still counts.
        spring_before: Days before the Spring Festival holiday that count as around it.
        spring_after: Days after it.
        source: Who laid the figures down, and where.
    """

    day_starts: time = time(8, 30)
    officers: int = 1
    holiday_officers: int = 2
    event_officers: int = 2
    max_run: int = 2
    leader_run: int = 1
    training: Policy = Policy.WARN
    holiday_training: Policy = Policy.WARN
    holiday_training_days: int = 30
    spring_before: int = 3
    spring_after: int = 3
    source: str = ""

    def beginning(self, day: date) -> datetime:
        """Return when a duty day begins, aware."""
        return datetime.combine(day, self.day_starts, BEIJING)

    def duty_day(self, moment: datetime) -> date:
        """Return the duty day that a moment belongs to.

        Args:
            moment: An aware time.
        """
        there = local(moment)
        return there.date() if there.time() >= self.day_starts else there.date() - ONE_DAY

    def needed(self, role: Role, day: Day) -> int:
        """Return how many people a duty day takes; of leaders always exactly one (article 5)."""
        if role is Role.LEADER:
            return 1
        needed = self.officers
        if day.kind.is_holiday:
            needed = max(needed, self.holiday_officers)
        if day.events:
            needed = max(needed, self.event_officers)
        return needed
