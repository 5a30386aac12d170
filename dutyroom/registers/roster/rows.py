"""What is read of published rosters, as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property

from sqlalchemy import RowMapping

from dutyroom.i18n import _
from dutyroom.standard.clocks import local
from dutyroom.standard.roster.faults import Fault, FaultKind
from dutyroom.standard.roster.values import Assignment, Role, Roster, Slot


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A published version.

    Attributes:
        id: Its id.
        first: First duty day of its period.
        last: Last duty day, included.
        number: Its number within its period, from 1.
        since: From when on it speaks: slots that begin earlier are the business of the one before.
        until: When its period ends.
        published_at: When it was published.
        by: Who published it.
        why: What it is for; empty: the first of its period.
        source: What made it: `draft`, `swap` or another word of a register.
        seq: Its place in the journal: the greater, the newer.
    """

    id: str
    first: date
    last: date
    number: int
    since: datetime
    until: datetime
    published_at: datetime
    by: str
    why: str
    source: str
    seq: int

    @property
    def label(self) -> str:
        """Which version of which period it is, in words."""
        return _("{first} to {last}: version {number}").format(
            first=self.first.isoformat(), last=self.last.isoformat(), number=self.number
        )


@dataclass(frozen=True, slots=True)
class WaiverRow:
    """A fault that a version was published with.

    Attributes:
        kind: Which rule.
        words: The fault in words.
        reason: Why it was accepted; empty for a warning, and where nobody has said.
        key: `Fault.key` of what breaks a hard rule; empty for a warning, and for what was
            published before keys were kept.
    """

    kind: str
    words: str
    reason: str
    key: str

    @property
    def told(self) -> bool:
        """Whether it is worth reading beside the version: more than a warning."""
        return bool(self.reason) or self.unexplained or self.kind == FaultKind.ADMITTED

    @property
    def unexplained(self) -> bool:
        """Whether a hard rule is broken and nobody has said why that is accepted."""
        return bool(self.key) and not self.reason


@dataclass(frozen=True, slots=True)
class Accepted:
    """Why the faults of some versions were accepted.

    Attributes:
        said: The reasons, by the key of the fault, and where none was kept by its words.
    """

    said: Mapping[str, str] = field(default_factory=dict)

    def reason(self, fault: Fault) -> str:
        """Return why a fault was accepted; empty: nobody has said."""
        return self.said.get(fault.key) or self.said.get(fault.words, "")


@dataclass(frozen=True, slots=True)
class SlotRow:
    """A slot and who is in it.

    Attributes:
        slot: The slot.
        label: What its kind of shift is called.
        version: Id of the version that speaks for it.
        number: The number of that version within its period.
        people: Names by id, as they stand there, in a stable order.
        pinned: Ids of those who were set by hand.
    """

    slot: Slot
    label: str
    version: str
    number: int
    people: Mapping[str, str] = field(default_factory=dict)
    pinned: frozenset[str] = frozenset()


@dataclass(frozen=True)
class InForce:
    """What is in force for a span, whichever versions it comes from.

    Attributes:
        first: First duty day.
        last: Last duty day, included.
        rows: The slots, earliest first.
    """

    first: date
    last: date
    rows: tuple[SlotRow, ...]

    @cached_property
    def roster(self) -> Roster:
        """The same for the rules: the newest of the versions gives its number."""
        return Roster(
            self.first,
            self.last,
            tuple(row.slot for row in self.rows),
            assignments(self.rows),
            max((row.number for row in self.rows), default=0),
        )

    @cached_property
    def names(self) -> dict[str, str]:
        """The names that stand on it, by id."""
        return {person: name for row in self.rows for person, name in row.people.items()}


def assignments(rows: tuple[SlotRow, ...]) -> tuple[Assignment, ...]:
    """Return who is in some slots."""
    return tuple(
        Assignment(row.slot.id, person, person in row.pinned)
        for row in rows
        for person in row.people
    )


def slot_of(raw: RowMapping) -> Slot:
    """Return the slot of a row of its table."""
    return Slot(
        id=raw["slot"],
        shift=raw["shift"],
        role=Role(raw["role"]),
        day=date.fromisoformat(raw["day"]),
        start=local(raw["start_at"]),
        end=local(raw["end_at"]),
        required=raw["required"],
        rest=timedelta(minutes=raw["rest_minutes"]),
        night=raw["night"],
    )
