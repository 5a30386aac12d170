"""The hard rules as named requirements, each of which could be asked to give way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from dutyroom.i18n import _, ngettext
from dutyroom.standard.roster.eligibility import Refusal, RefusalKind
from dutyroom.standard.roster.solver.grid import Grid
from dutyroom.standard.roster.solver.mip import Bools, Floats
from dutyroom.standard.roster.solver.pins import pinned
from dutyroom.standard.roster.solver.proposal import Clash
from dutyroom.standard.roster.values import Assignment, Person
from dutyroom.standard.roster.words import OPEN_NAME, moment, span_in_words

NONE: Final = -np.inf


@dataclass(frozen=True, slots=True)
class Bound:
    """`lower` <= number of chosen pairs among `pairs` <= `upper`."""

    pairs: tuple[tuple[int, int], ...]
    lower: float
    upper: float


@dataclass(slots=True)
class Requirement:
    """A hard rule for a person, a slot or a leave.

    Attributes:
        clash: Its name and words.
        bounds: What it says of the pairs of person and slot.
    """

    clash: Clash
    bounds: list[Bound] = field(default_factory=list)


def requirements(grid: Grid) -> list[Requirement]:
    """Return every requirement of a problem; together they are its hard rules."""
    found = [
        *_refused(grid),
        *_strain(grid),
        *_pins(grid),
        *_demand(grid),
    ]
    return [requirement for requirement in found if requirement.bounds]


def _demand(grid: Grid) -> Iterator[Requirement]:
    """The head-count of each slot."""
    for at, slot in enumerate(grid.slots):
        pairs = tuple((int(person), at) for person in np.flatnonzero(grid.role[:, at]))
        registered = sum(slot.role in person.roles for person in grid.people)
        words = ngettext(
            "{count} × {role} from {start} to {end} ({registered} registered)",
            "{count} × {role} from {start} to {end} ({registered} registered)",
            slot.required,
        ).format(
            count=slot.required,
            role=slot.role.label,
            start=moment(slot.start),
            end=moment(slot.end),
            registered=registered,
        )
        clash = Clash(f"need:{slot.id}", words, (), (slot.id,))
        yield Requirement(clash, [Bound(pairs, slot.required, slot.required)])


def _refused(grid: Grid) -> Iterator[Requirement]:
    """Each reason that keeps somebody from serving, leave by leave."""
    found: dict[str, Requirement] = {}
    names = [person.name for person in grid.people]
    for (person, slot), refusals in sorted(grid.refusals.items()):
        for refusal in refusals:
            key = _key(refusal)
            requirement = found.get(key)
            if requirement is None or requirement.clash.words != refusal.words:
                clash = _barred(refusal, key, names[person])
                requirement = Requirement(clash, requirement.bounds if requirement else [])
                found[key] = requirement
            requirement.bounds.append(Bound(((person, slot),), NONE, 0))
    yield from found.values()


def _barred(refusal: Refusal, key: str, name: str) -> Clash:
    """Return a reason as a requirement; leaves are one rule, each with its own times."""
    common, detail = refusal.common, ""
    if refusal.absence is not None:
        common = _("away: {name}").format(name=OPEN_NAME)
        detail = span_in_words(refusal.absence.start, refusal.absence.end)
    return Clash(key, refusal.words, (refusal.person,), common=common, name=name, detail=detail)


def _key(refusal: Refusal) -> str:
    """Return the name of a reason: each leave has its own, of other reasons each wording.

    Who serves no longer is one reason, though of a night that goes on after the last day
    its end is told; of more shifts the words of the last tell enough.
    """
    if refusal.kind is RefusalKind.AWAY and refusal.absence:
        return f"away:{refusal.person}:{refusal.absence.start.isoformat()}"
    if refusal.kind is RefusalKind.NO_LONGER:
        return f"{refusal.kind}:{refusal.person}"
    return f"{refusal.kind}:{refusal.person}:{refusal.words}"


def _strain(grid: Grid) -> Iterator[Requirement]:
    """One duty at a time, rest after it, and no long runs, for each person."""
    ends = np.array([slot.end.timestamp() for slot in grid.slots])
    for at, person in enumerate(grid.people):
        able = grid.role[at]
        rest = Requirement(_own("rest", person, _("rest of {name} after each duty")))
        rest.bounds += _apart(at, able, grid.starts, grid.rested)
        place = Requirement(_own("place", person, _("{name} in one place at a time")))
        place.bounds += _apart(at, able, grid.starts, ends)
        yield from (rest, place, *_near(grid, at, able), *_runs(grid, at, able))


def _own(rule: str, person: Person, words: str) -> Clash:
    """Return a rule that everybody has for themselves; `words` leaves the name open."""
    named = words.format(name=person.name)
    return Clash(f"{rule}:{person.id}", named, (person.id,), common=words, name=person.name)


def _apart(at: int, able: Bools, starts: Floats, until: Floats) -> Iterator[Bound]:
    """Return the sets of slots of which a person can have but one."""
    slots = np.flatnonzero(able)
    for slot in slots:
        together = slots[(starts[slots] <= starts[slot]) & (until[slots] > starts[slot])]
        if len(together) > 1:
            yield Bound(tuple((at, int(other)) for other in together), NONE, 1)


def _near(grid: Grid, at: int, able: Bools) -> Iterator[Requirement]:
    """Yield the rest before and after each duty that somebody has around the span."""
    person = grid.people[at]
    for duty in grid.problem.setting.around:
        if duty.person != person.id:
            continue
        slot = duty.slot
        barred = able & grid.barred(slot)
        words = _("rest of {name} around the duty of {start}, which is rostered already")
        words = words.format(name=person.name, start=moment(slot.start))
        clash = Clash(f"rest:{person.id}:{slot.id}", words, (person.id,))
        bounds = [Bound(((at, int(other)),), NONE, 0) for other in np.flatnonzero(barred)]
        yield Requirement(clash, bounds)


def _runs(grid: Grid, at: int, able: Bools) -> Iterator[Requirement]:
    """Yield how often in a row somebody may serve, apart for each set of duties around the span."""
    person, most = grid.people[at], grid.problem.setting.rules.max_run
    found: dict[str, Requirement] = {}
    for day, slots in grid.windows:
        pairs = tuple((at, int(slot)) for slot in slots if able[slot])
        served = grid.served_around(at, day)
        room = max(most - len(served), 0)
        if len(pairs) <= room:
            continue
        already = ", ".join(moment(slot.start) for slot in served)
        words = (
            _("at most {most} duties of {name} within {days} days, {already} included")
            if served
            else _("at most {most} duties of {name} within {days} days")
        ).format(most=most, name=person.name, days=most + 1, already=already)
        common = ""
        if not served:
            common = _("at most {most} duties within {days} days for each: {name}")
            common = common.format(most=most, name=OPEN_NAME, days=most + 1)
        key = f"run:{person.id}:{already}"
        clash = Clash(key, words, (person.id,), common=common, name=person.name)
        found.setdefault(already, Requirement(clash)).bounds.append(Bound(pairs, NONE, room))
    yield from found.values()


def _pins(grid: Grid) -> Iterator[Requirement]:
    """What somebody has set by hand."""
    for person, at in np.argwhere(grid.pinned).tolist():
        someone, slot = grid.people[person], grid.slots[at]
        clash = pinned(Assignment(slot.id, someone.id), someone, slot)
        yield Requirement(clash, [Bound(((person, at),), 1, np.inf)])
