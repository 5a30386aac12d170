"""The plain values that the roster's rules speak of."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cached_property
from typing import Final

from dutyroom.i18n import N_, _
from dutyroom.standard.roster.words import days_in_words


class Role(StrEnum):
    """What somebody is on duty as."""

    OFFICER = "officer"
    LEADER = "leader"

    @property
    def label(self) -> str:
        """The role in words."""
        return _(_ROLES[self])


class PostKind(StrEnum):
    """What kind of post somebody holds (article 4)."""

    CIVIL_SERVANT = "civil-servant"
    PUBLIC_INSTITUTION = "public-institution"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The kind in words."""
        return _(_POSTS[self])


_ROLES: Final = {Role.OFFICER: N_("duty officer"), Role.LEADER: N_("leader on duty")}
_POSTS: Final = {
    PostKind.CIVIL_SERVANT: N_("civil servant"),
    PostKind.PUBLIC_INSTITUTION: N_("staff of a public institution"),
    PostKind.OTHER: N_("other staff"),
}


_INSTANT: Final = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who may be rostered.

    Attributes:
        id: Key of the people register.
        name: As it stands on the roster.
        roles: As what they may be on duty.
        post: Kind of post (article 4).
        part: Share of full time, above 0 and up to 1; the fair share of duty follows it.
        active_from: First day on which they may serve; None: no limit.
        active_until: Last such day; None: no limit.
        training_until: Last day on which their training is valid (article 19); None: none noted.
        holiday_trained: Days of pre-holiday training (article 19).
        pool: Whether they belong to the fixed duty pool (article 13).
    """

    id: str
    name: str
    roles: frozenset[Role]
    post: PostKind = PostKind.CIVIL_SERVANT
    part: float = 1.0
    active_from: date | None = None
    active_until: date | None = None
    training_until: date | None = None
    holiday_trained: tuple[date, ...] = ()
    pool: bool = True


@dataclass(frozen=True, slots=True)
class Absence:
    """A time in which somebody is on leave or away (articles 10 and 15).

    Attributes:
        person: Who.
        start: Aware.
        end: Aware, after `start`; not included.
        note: What for, as it may be shown.
    """

    person: str
    start: datetime
    end: datetime
    note: str = ""


@dataclass(frozen=True, slots=True)
class Slot:
    """A piece of duty that somebody has to serve from beginning to end.

    Attributes:
        id: Unique in a roster: the day and the shift.
        shift: Name of the kind of shift.
        role: As what one serves in it.
        day: The duty day on which it begins.
        start: Aware, Beijing time.
        end: Aware, Beijing time; not included.
        required: How many people it takes.
        rest: Rest that must follow it before the next duty of the same person [C].
        night: Whether it covers the night.
    """

    id: str
    shift: str
    role: Role
    day: date
    start: datetime
    end: datetime
    required: int = 1
    rest: timedelta = timedelta(0)
    night: bool = False

    @property
    def rested(self) -> datetime:
        """From when on somebody who served it may serve again."""
        return self.end + self.rest

    @property
    def last_day(self) -> date:
        """The duty day on which it ends: the one it begins on, unless it goes on for days."""
        return self.day + timedelta(days=(self.end - self.start - _INSTANT).days)


@dataclass(frozen=True, slots=True, order=True)
class Assignment:
    """Somebody in a slot.

    Attributes:
        slot: Id of the slot.
        person: Id of the person.
        pinned: Set by hand: the solver leaves it as it is.
    """

    slot: str
    person: str
    pinned: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class Duty:
    """Somebody in a slot, with all that is known of the slot."""

    person: str
    slot: Slot


@dataclass(frozen=True)
class Roster:
    """Slots of a span and who is in them.

    Attributes:
        first: First duty day.
        last: Last duty day, included.
        slots: In any order.
        assignments: In any order.
        version: 0 for a draft; a published roster has its number and is never edited.
    """

    first: date
    last: date
    slots: tuple[Slot, ...]
    assignments: tuple[Assignment, ...] = ()
    version: int = 0

    @cached_property
    def by_id(self) -> dict[str, Slot]:
        """The slots by their ids."""
        return {slot.id: slot for slot in self.slots}

    @cached_property
    def duties(self) -> tuple[Duty, ...]:
        """Who serves what, earliest first; assignments to unknown slots are left out."""
        known = (
            Duty(assignment.person, self.by_id[assignment.slot])
            for assignment in self.assignments
            if assignment.slot in self.by_id
        )
        return tuple(sorted(known, key=lambda duty: (duty.slot.start, duty.slot.id, duty.person)))

    def people_in(self, slot: str) -> tuple[str, ...]:
        """Return who is in a slot, in a stable order."""
        return tuple(sorted(item.person for item in self.assignments if item.slot == slot))


@dataclass(frozen=True, slots=True)
class Request:
    """Somebody's wish for or against duty on some days; soft.

    Attributes:
        person: Who.
        first: First duty day.
        last: Last duty day, included.
        wanted: Whether duty is wished for rather than to be avoided.
        shifts: Names of the shifts meant; empty: all.
        weight: How much it counts, 1 being a usual wish; a strong one counts more.
        note: What for, as whoever rosters may read it.
    """

    person: str
    first: date
    last: date
    wanted: bool = False
    shifts: frozenset[str] = frozenset()
    weight: float = 1.0
    note: str = ""

    @property
    def strong(self) -> bool:
        """Whether it counts more than a usual wish."""
        return self.weight > 1.0

    @property
    def days(self) -> str:
        """Its days, as they are written."""
        return days_in_words(self.first, self.last)

    def meets(self, slot: Slot) -> bool:
        """Return whether the wish speaks of a slot; of a leader's week any of its days will do."""
        return (
            self.first <= slot.last_day
            and slot.day <= self.last
            and (not self.shifts or slot.shift in self.shifts)
        )
