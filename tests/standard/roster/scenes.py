"""Problems to try the roster's rules on, small and random or large and given."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Final

from hypothesis import strategies as st

from dutyroom.standard.calendar.seed import seed
from dutyroom.standard.calendar.year_days import calendar_of
from dutyroom.standard.clocks import BEIJING
from dutyroom.standard.roster.eligibility import Override, RefusalKind
from dutyroom.standard.roster.patterns import PATTERNS, slots
from dutyroom.standard.roster.rules import Policy, Rules
from dutyroom.standard.roster.setting import Setting
from dutyroom.standard.roster.solver import Problem
from dutyroom.standard.roster.values import (
    Absence,
    Assignment,
    Duty,
    Person,
    PostKind,
    Request,
    Role,
    Roster,
    Slot,
)

CALENDAR: Final = calendar_of(row for year in (2025, 2026) for row in seed(year))
OFFICER: Final = frozenset({Role.OFFICER})
LEADER: Final = frozenset({Role.LEADER})
FIRST_DAYS: Final = (date(2026, 2, 13), date(2026, 3, 4), date(2026, 9, 29))
"""Before Spring Festival, in an ordinary week, before National Day."""


def at(day: date, hours: float = 0.0) -> datetime:
    """Return a time of a day in Beijing time."""
    return datetime(day.year, day.month, day.day, tzinfo=BEIJING) + timedelta(hours=hours)


def officers(count: int) -> tuple[Person, ...]:
    return tuple(Person(f"o{n}", f"官{n}", OFFICER) for n in range(count))


def leaders(count: int) -> tuple[Person, ...]:
    return tuple(Person(f"l{n}", f"领{n}", LEADER) for n in range(count))


def problem(
    people: tuple[Person, ...],
    first: date,
    days: int,
    pattern: str = "day-night",
    *,
    rules: Rules | None = None,
    absences: tuple[Absence, ...] = (),
) -> Problem:
    """Return a span of days to be rostered."""
    figures = rules or Rules()
    last = first + timedelta(days=days - 1)
    setting = Setting(people, CALENDAR, figures, absences, pattern=PATTERNS[pattern])
    planned = slots(PATTERNS[pattern], first, last, CALENDAR, figures)
    return Problem(first, last, planned, setting)


_POSTS: Final = st.sampled_from([PostKind.CIVIL_SERVANT] * 3 + [PostKind.OTHER])
_DAYS: Final = st.integers(-3, 8)


@st.composite
def _people(draw: st.DrawFn, first: date) -> tuple[Person, ...]:
    def person(key: str, roles: frozenset[Role]) -> Person:
        return Person(
            key,
            f"人{key}",
            roles,
            draw(_POSTS),
            draw(st.sampled_from([1.0, 0.5])),
            draw(st.none() | _DAYS.map(lambda n: first + timedelta(days=n))),
            draw(st.none() | st.integers(1, 9).map(lambda n: first + timedelta(days=n))),
            draw(st.none() | _DAYS.map(lambda n: first + timedelta(days=n))),
            tuple(draw(st.lists(_DAYS.map(lambda n: first + timedelta(days=5 * n)), max_size=1))),
        )

    count = draw(st.integers(1, 6))
    both = draw(st.booleans())
    found = [person(f"o{n}", frozenset(Role) if both and not n else OFFICER) for n in range(count)]
    return (*found, *(person(f"l{n}", LEADER) for n in range(draw(st.integers(0, 2)))))


@st.composite
def _absences(draw: st.DrawFn, people: tuple[Person, ...], first: date) -> tuple[Absence, ...]:
    found = []
    for _n in range(draw(st.integers(0, 3))):
        start = at(first, draw(st.integers(-24, 150)) / 2)
        end = start + timedelta(hours=draw(st.integers(1, 60)))
        found.append(Absence(draw(st.sampled_from(people)).id, start, end))
    return tuple(found)


@st.composite
def _overrides(draw: st.DrawFn, people: tuple[Person, ...], first: date) -> tuple[Override, ...]:
    kinds = [RefusalKind.POST, RefusalKind.TRAINING, RefusalKind.HOLIDAY_TRAINING]
    return tuple(
        Override(
            draw(st.sampled_from(people)).id,
            draw(st.sampled_from(kinds)),
            first + timedelta(days=draw(st.integers(-2, 2))),
            first + timedelta(days=draw(st.integers(0, 8))),
            "人手不足",
            "王主任",
            draw(st.none() | st.integers(0, 150).map(lambda n: at(first, n / 2))),
        )
        for _n in range(draw(st.integers(0, 4)))
    )


_RULES: Final = st.builds(
    Rules,
    holiday_officers=st.integers(1, 2),
    max_run=st.integers(1, 3),
    training=st.sampled_from(Policy),
    holiday_training=st.sampled_from(Policy),
)


@st.composite
def _around(
    draw: st.DrawFn, people: tuple[Person, ...], first: date, pattern: str, rules: Rules
) -> tuple[Duty, ...]:
    before = slots(
        PATTERNS[pattern], first - timedelta(days=2), first - timedelta(days=1), CALENDAR, rules
    )
    chosen: list[Slot] = draw(st.lists(st.sampled_from(before), max_size=3, unique=True))
    return tuple(Duty(draw(st.sampled_from(people)).id, slot) for slot in chosen)


@st.composite
def _requests(draw: st.DrawFn, people: tuple[Person, ...], first: date) -> tuple[Request, ...]:
    return tuple(
        Request(
            draw(st.sampled_from(people)).id,
            first + timedelta(days=draw(st.integers(-1, 3))),
            first + timedelta(days=draw(st.integers(0, 4))),
            draw(st.booleans()),
            frozenset(draw(st.sets(st.sampled_from(["day", "night", "leader"]), max_size=2))),
            draw(st.sampled_from([1.0, 3.0, 100.0])),
        )
        for _n in range(draw(st.integers(0, 3)))
    )


@st.composite
def problems(draw: st.DrawFn, longest: int = 4) -> Problem:
    """Small problems of every kind; many are impossible."""
    first = draw(st.sampled_from(FIRST_DAYS))
    last = first + timedelta(days=draw(st.integers(1, longest)) - 1)
    pattern = draw(st.sampled_from(sorted(PATTERNS)))
    rules = draw(_RULES)
    people = draw(_people(first))
    setting = Setting(
        people,
        CALENDAR,
        rules,
        draw(_absences(people, first)),
        draw(_overrides(people, first)),
        PATTERNS[pattern],
        draw(_around(people, first, pattern, rules)),
        draw(_requests(people, first)),
    )
    planned = slots(PATTERNS[pattern], first, last, CALENDAR, rules)
    pins = draw(_assignments(people, planned, 2))
    return Problem(first, last, planned, setting, pins)


@st.composite
def _assignments(
    draw: st.DrawFn, people: tuple[Person, ...], planned: tuple[Slot, ...], most: int
) -> tuple[Assignment, ...]:
    pairs = st.tuples(st.sampled_from(planned), st.sampled_from(people))
    found = draw(st.lists(pairs, max_size=most, unique=True))
    return tuple(Assignment(slot.id, person.id, pinned=True) for slot, person in found)


@st.composite
def rosters(draw: st.DrawFn) -> tuple[Roster, Setting]:
    """Rosters filled at random, right and wrong, with slots moved, doubled and left out."""
    asked = draw(problems(5))
    setting = asked.setting
    kept: list[Slot] = [slot for slot in asked.slots if draw(st.integers(0, 9))]
    doubled: bool = draw(st.booleans())
    if kept and doubled:
        moved = draw(st.sampled_from(kept))
        shift = timedelta(minutes=30 * draw(st.integers(-4, 4)))
        kept.append(
            Slot("extra", "extra", moved.role, moved.day, moved.start + shift, moved.end + shift)
        )
    found: list[Assignment] = []
    for slot in kept:
        able = [person for person in setting.people if slot.role in person.roles]
        if able:
            chosen = draw(st.lists(st.sampled_from(able), max_size=slot.required + 1, unique=True))
            found += [Assignment(slot.id, person.id) for person in chosen]
    return Roster(asked.first, asked.last, tuple(kept), tuple(found)), setting


def large(
    count: int, heads: int, days: int, pattern: str = "day-night", chance: int = 1
) -> Problem:
    """Return a large problem with absences, wishes and earlier years, the same for a number."""
    rng = random.Random(chance)  # noqa: S311 - a repeatable problem, no secret
    first = date(2026, 1, 1)
    people = officers(count) + leaders(heads)
    gone = []
    for person in people:
        start = at(first + timedelta(days=rng.randrange(days)))
        gone.append(Absence(person.id, start, start + timedelta(days=rng.randrange(2, 10))))
    asked = problem(people, first, days, pattern, absences=tuple(gone))
    wishes = []
    for person in people:
        day = first + timedelta(days=rng.randrange(days))
        wishes.append(Request(person.id, day, day + timedelta(days=1)))
    return wishing(asked, *wishes)


def wishing(asked: Problem, *wishes: Request) -> Problem:
    """Return a problem whose people have wishes."""
    return replace(asked, setting=replace(asked.setting, requests=wishes))
