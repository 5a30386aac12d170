"""The rules written a second time, from their wording, without the program's own code.

Time is looked at in half hours: every time of the scenes falls on one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import date, datetime, timedelta, timezone
from itertools import combinations
from typing import TypeAlias

from dutyroom.standard.roster.setting import Setting
from dutyroom.standard.roster.solver import Problem
from dutyroom.standard.roster.values import Assignment, Person, Roster, Slot

HALF_HOUR = timedelta(minutes=30)
DAY = timedelta(days=1)
BEIJING = timezone(timedelta(hours=8))
Breach: TypeAlias = tuple[str, ...]
"""Rule, and what tells the place: an instant, or person and slot."""


def _duty_day(moment: datetime) -> date:
    return (moment - timedelta(hours=8, minutes=30)).date()


def _holidays(setting: Setting) -> dict[date, tuple[date, date]]:
    """Each day off of a notice with the first and last day of its holiday."""
    days = sorted(
        {row.day for row in setting.calendar.rows if row.kind in {"statutory", "adjacent"}}
    )
    found: dict[date, tuple[date, date]] = {}
    run: list[date] = []
    for day in [*days, date.max]:
        if run and day - run[-1] != DAY:
            found |= dict.fromkeys(run, (run[0], run[-1]))
            run = []
        run.append(day)
    return found


def _halves(start: datetime, end: datetime) -> Iterator[datetime]:
    while start < end:
        yield start
        start += HALF_HOUR


def reasons(person: Person, slot: Slot, setting: Setting) -> set[str]:
    """Why somebody may not serve in a slot (what only warns left out)."""
    rules = setting.rules
    begins = slot.start.date()
    touched = {_duty_day(moment) for moment in _halves(slot.start, slot.end)}
    holidays = _holidays(setting)
    spans = sorted(holidays[day] for day in touched if day in holidays)
    trained = not spans or any(
        spans[0][0] - rules.holiday_training_days * DAY <= day <= begins
        for day in person.holiday_trained
    )
    found = {
        "role": slot.role not in person.roles,
        "post": person.post == "other",
        "not-yet": person.active_from is not None and begins < person.active_from,
        "no-longer": person.active_until is not None
        and any(m.date() > person.active_until for m in _halves(slot.start, slot.end)),
        "training": rules.training == "block"
        and not (person.training_until and begins <= person.training_until),
        "holiday-training": rules.holiday_training == "block" and not trained,
        "away": any(
            absence.person == person.id and absence.start <= moment < absence.end
            for absence in setting.absences
            for moment in _halves(slot.start, slot.end)
        ),
    }
    lifted = {
        name
        for name in ("post", "training", "holiday-training")
        if all(_decided(setting, person, name, day, slot.start) for day in touched)
    }
    return {name for name, holds in found.items() if holds} - lifted


def _decided(setting: Setting, person: Person, rule: str, day: date, begins: datetime) -> bool:
    return any(
        override.person == person.id
        and override.kind == rule
        and override.first <= day <= override.last
        and not (override.ended is not None and override.ended < begins)
        for override in setting.overrides
    )


def breaches(roster: Roster, setting: Setting) -> set[Breach]:
    """Everything in a roster that breaks a hard rule."""
    return set(_by_the_clock(roster, setting)) | set(_by_person(roster, setting))


def _by_the_clock(roster: Roster, setting: Setting) -> Iterator[Breach]:
    holidays = _holidays(setting)
    slots = {slot.id: slot for slot in roster.slots}
    serving = [(item.person, slots[item.slot]) for item in roster.assignments]
    serving += [(duty.person, duty.slot) for duty in setting.around]
    moment = datetime.combine(roster.first, setting.rules.day_starts, BEIJING)
    for now in _halves(moment, moment + DAY * ((roster.last - roster.first).days + 1)):
        present: dict[str, set[str]] = {"officer": set(), "leader": set()}
        for person, slot in serving:
            if slot.start <= now < slot.end:
                present[slot.role].add(person)
        needed = setting.rules.officers
        if _duty_day(now) in holidays:
            needed = max(needed, setting.rules.holiday_officers)
        planned = sum(
            slot.required
            for slot in roster.slots
            if slot.role == "officer" and slot.start <= now < slot.end
        )
        if len(present["officer"]) < max(needed, planned):
            yield "officers", now.isoformat()
        if len(present["leader"]) != 1:
            yield ("leaders" if present["leader"] else "leader"), now.isoformat()


def _by_person(roster: Roster, setting: Setting) -> Iterator[Breach]:
    slots = {slot.id: slot for slot in roster.slots}
    people = {person.id: person for person in setting.people}
    own: dict[str, list[Slot]] = defaultdict(list)
    others: dict[str, list[Slot]] = defaultdict(list)
    for item in roster.assignments:
        own[item.person].append(slots[item.slot])
    for duty in setting.around:
        others[duty.person].append(duty.slot)
    for key, served in own.items():
        for slot in served:
            for why in reasons(people[key], slot, setting):
                yield why, key, slot.id
        every = [(slot, True) for slot in served] + [(slot, False) for slot in others[key]]
        for (one, mine), (two, theirs) in combinations(every, 2):
            if mine or theirs:
                yield from _two(key, one, two)
        if _too_often(served, others[key], setting.rules.max_run):
            yield "run", key


def _two(key: str, one: Slot, two: Slot) -> Iterator[Breach]:
    first, second = sorted((one, two), key=lambda slot: slot.start)
    if second.start < first.end:
        yield "overlap", key
    elif second.start < first.end + first.rest:
        yield "rest", key


def _too_often(served: list[Slot], around: list[Slot], most: int) -> bool:
    days = [slot.day for slot in served if slot.role == "officer"]
    days += [slot.day for slot in around if slot.role == "officer"]
    own = {slot.day for slot in served if slot.role == "officer"}
    for day in days:
        window = [other for other in days if day <= other <= day + most * DAY]
        if len(window) > most and own & set(window):
            return True
    return False


def possible(problem: Problem, keys: Collection[str]) -> bool:
    """Whether some requirements, named as the solver names them, can be kept together.

    Goes through all ways to fill the slots that must be filled.
    """
    pins: dict[str, set[str]] = defaultdict(set)
    for pin in problem.pins:
        if f"pin:{pin.person}:{pin.slot}" in keys:
            pins[pin.slot].add(pin.person)
    return _fill(problem, keys, pins, sorted(problem.slots, key=lambda slot: slot.start), ())


def _fill(
    problem: Problem,
    keys: Collection[str],
    pins: dict[str, set[str]],
    slots: list[Slot],
    taken: tuple[tuple[str, Slot], ...],
) -> bool:
    if not slots:
        return True
    slot, rest = slots[0], slots[1:]
    set_by_hand = pins[slot.id]
    people = problem.setting.people
    others = [
        person.id for person in people if person.id not in set_by_hand and slot.role in person.roles
    ]
    required = slot.required if f"need:{slot.id}" in keys else len(set_by_hand)
    more = required - len(set_by_hand)
    if more < 0:
        return False
    for chosen in combinations(others, more):
        everybody = {*chosen, *set_by_hand}
        if all(_fits(problem, keys, person, slot, taken) for person in everybody):
            filled = (*taken, *((person, slot) for person in everybody))
            if _fill(problem, keys, pins, rest, filled):
                return True
    return False


def _fits(
    problem: Problem,
    keys: Collection[str],
    key: str,
    slot: Slot,
    taken: tuple[tuple[str, Slot], ...],
) -> bool:
    setting = problem.setting
    person = next(each for each in setting.people if each.id == key)
    for absence in setting.absences:
        name = f"away:{key}:{absence.start.isoformat()}"
        gone = absence.person == key and absence.start < slot.end and slot.start < absence.end
        if gone and name in keys:
            return False
    named = {name.split(":")[0] for name in keys if name.split(":")[1] == key}
    if (reasons(person, slot, setting) - {"away"}) & named:
        return False
    mine = [other for who, other in taken if who == key]
    around = [duty.slot for duty in setting.around if duty.person == key]
    if "place" in named and any(_together(slot, other) for other in mine):
        return False
    if "rest" in named and any(list(_two(key, slot, other)) for other in (*mine, *around)):
        return False
    return not ("run" in named and _too_often([slot, *mine], around, setting.rules.max_run))


def _together(one: Slot, two: Slot) -> bool:
    return one.start < two.end and two.start < one.end


def with_assignments(problem: Problem, assignments: tuple[Assignment, ...]) -> Roster:
    """Return the roster that assignments make of a problem."""
    return Roster(problem.first, problem.last, problem.slots, assignments)
