"""What is counted for fairness, each apart from the others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Final, TypeAlias

from dutyroom.i18n import N_, _
from dutyroom.standard.calendar.days import Day, DayKind
from dutyroom.standard.calendar.year_days import Calendar
from dutyroom.standard.roster.eligibility import duty_days
from dutyroom.standard.roster.rules import Rules
from dutyroom.standard.roster.values import Duty, Role, Slot


class Counter(StrEnum):
    """A burden that is shared."""

    WEEKDAY_NIGHT = "weekday-night"
    WEEKEND = "weekend"
    STATUTORY = "statutory"
    SPRING_FESTIVAL = "spring-festival"
    ALL = "all"
    LEADER = "leader"
    LEADER_REST = "leader-rest"

    @property
    def label(self) -> str:
        """The counter in words."""
        return _(_LABELS[self])

    @property
    def role(self) -> Role:
        """Among whom it is shared."""
        leaders = {Counter.LEADER, Counter.LEADER_REST}
        return Role.LEADER if self in leaders else Role.OFFICER


_LABELS: Final = {
    Counter.WEEKDAY_NIGHT: N_("weekday nights"),
    Counter.WEEKEND: N_("weekends and rest days"),
    Counter.STATUTORY: N_("statutory days"),
    Counter.SPRING_FESTIVAL: N_("days around Spring Festival"),
    Counter.ALL: N_("all shifts"),
    Counter.LEADER: N_("leader duty, days"),
    Counter.LEADER_REST: N_("leader duty on rest days"),
}

Counts: TypeAlias = Mapping[tuple[str, Counter], float]
"""A figure by person (id) and counter; what is not there is 0."""


def amounts(slot: Slot, calendar: Calendar, rules: Rules) -> dict[Counter, int]:
    """Return what serving in a slot counts.

    An officer's duty counts as one shift and, by the duty day on which it
    begins, under at most one of the others: around Spring Festival, on a
    statutory day, on a weekend or another rest day of a holiday, or else as a
    weekday night. A leader's counts its days.

    Raises:
        YearWithoutData: What the day is is not known.
    """
    if slot.role is Role.LEADER:
        days = [calendar.day(day) for day in duty_days(slot, rules)]
        rest = sum(day.kind.is_rest or _spring(day, calendar, rules) for day in days)
        found = {Counter.LEADER: len(days), Counter.LEADER_REST: rest}
        return {counter: amount for counter, amount in found.items() if amount}
    special = _special(slot, calendar.day(slot.day), calendar, rules)
    return {Counter.ALL: 1} | ({special: 1} if special else {})


def _special(slot: Slot, day: Day, calendar: Calendar, rules: Rules) -> Counter | None:
    """Return the one counter beside `ALL` that an officer's duty falls under."""
    if _spring(day, calendar, rules):
        return Counter.SPRING_FESTIVAL
    if day.kind is DayKind.STATUTORY:
        return Counter.STATUTORY
    if day.kind.is_rest:
        return Counter.WEEKEND
    return Counter.WEEKDAY_NIGHT if slot.night else None


def _spring(day: Day, calendar: Calendar, rules: Rules) -> bool:
    """Return whether a day lies around Spring Festival."""
    return calendar.near_spring_festival(day.day, rules.spring_before, rules.spring_after)


def counts(
    duties: Iterable[Duty], calendar: Calendar, rules: Rules
) -> dict[tuple[str, Counter], float]:
    """Return what duties add up to, by person and counter.

    Args:
        duties: Those rostered, or those actually served (see `served_duties`).
        calendar: The kinds of day.
        rules: The unit's figures.

    Raises:
        YearWithoutData: What a day is is not known.
    """
    found: dict[tuple[str, Counter], float] = {}
    for duty in duties:
        for counter, amount in amounts(duty.slot, calendar, rules).items():
            key = duty.person, counter
            found[key] = found.get(key, 0.0) + amount
    return found
