"""What belongs to a shift, as values: a row of each of its tables."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from sqlalchemy import select

from dutyroom.registers.shifts.kinds import Answering
from dutyroom.registers.shifts.tables import OfficerAway, PostAbsence
from dutyroom.store.models import SQLModel
from dutyroom.store.rows import table_of
from dutyroom.store.session import Session


@dataclass(frozen=True, slots=True)
class LeaderRow:
    """A leader of a shift; `acknowledged_at` is None until they said so."""

    name: str
    person: str
    phone: str
    mode: str
    named_at: datetime
    named_by: str
    acknowledged_at: datetime | None
    attested_by: str
    call: str


@dataclass(frozen=True, slots=True)
class OfficerRow:
    """Another officer of a shift; `left_at` is None while they serve."""

    name: str
    person: str
    post: str
    phone: str
    arrived_at: datetime | None
    joined_at: datetime
    left_at: datetime | None


@dataclass(frozen=True, slots=True)
class AbsenceRow:
    """A time away from the post; `in_at` is None until the officer is back."""

    id: str
    reason: str
    substitute: str
    substitute_id: str
    out_at: datetime | None
    in_at: datetime | None


@dataclass(frozen=True, slots=True)
class AwayRow:
    """A time in which another officer was away; `in_at` is None until they are back."""

    id: str
    person: str
    name: str
    reason: str
    out_at: datetime | None
    in_at: datetime | None


@dataclass(frozen=True, slots=True)
class PresenceRow:
    """A confirmation of presence that was due."""

    due_at: datetime
    confirmed_at: datetime | None
    confirmed_by: str
    missed: bool


@dataclass(frozen=True, slots=True)
class ResponsibleRow:
    """Somebody who answers for the shift, as they were then; `since` is None from its beginning."""

    kind: Answering | None
    person: str
    name: str
    post: str
    phone: str
    since: datetime | None


@dataclass(frozen=True, slots=True)
class CorrectionRow:
    """A field that was wrong."""

    field: str
    old: str
    new: str
    why: str
    by: str
    at: datetime


_Value = TypeVar(
    "_Value",
    LeaderRow,
    OfficerRow,
    AbsenceRow,
    AwayRow,
    PresenceRow,
    ResponsibleRow,
    CorrectionRow,
)


def children(
    session: Session, model: type[SQLModel], kind: type[_Value], shift: str, order: str
) -> list[_Value]:
    """Return the rows of a table that belong to a shift, as values.

    Args:
        session: A transaction.
        model: The table.
        kind: What they are returned as; its fields are columns.
        shift: Id of the shift.
        order: The column that gives their order.
    """
    columns = table_of(model).c
    names = list(kind.__dataclass_fields__)
    chosen = select(*(columns[name] for name in names)).where(columns.shift == shift)
    rows = session.connection().execute(chosen.order_by(columns[order])).mappings()
    return [kind(**row) for row in rows]


def absences(session: Session, shift: str) -> tuple[AbsenceRow, ...]:
    """Return the times in which the officer in charge was away, the earliest first."""
    return tuple(children(session, PostAbsence, AbsenceRow, shift, "out_at"))


def officers_away(session: Session, shift: str) -> tuple[AwayRow, ...]:
    """Return the times in which one of the other officers was away, the earliest first."""
    return tuple(children(session, OfficerAway, AwayRow, shift, "out_at"))
