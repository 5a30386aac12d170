"""The tables of shifts and of what belongs to them; every row is computed from facts."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from dutyroom.registers.shifts.shift_table import SHIFTS_TABLE, Shift
from dutyroom.store.models import Field, SQLModel

__all__ = [
    "CHILDREN",
    "SHIFTS_TABLE",
    "OfficerAway",
    "PostAbsence",
    "Presence",
    "Shift",
    "ShiftCorrection",
    "ShiftLeader",
    "ShiftOfficer",
    "ShiftOverride",
    "ShiftResponsible",
]


class ShiftLeader(SQLModel, table=True):
    """A leader of a shift, from the time they were named."""

    __tablename__ = "shift_leaders"

    shift: str = Field(primary_key=True)
    position: int = Field(primary_key=True)
    person: str = ""
    name: str = ""
    phone: str = ""
    mode: str = ""
    named_at: datetime
    named_by: str = ""
    acknowledged_at: datetime | None = None
    attested_by: str = ""
    call: str = ""


class ShiftOfficer(SQLModel, table=True):
    """Another officer of a shift."""

    __tablename__ = "shift_officers"

    shift: str = Field(primary_key=True)
    position: int = Field(primary_key=True)
    person: str = ""
    name: str = ""
    post: str = ""
    phone: str = ""
    arrived_at: datetime | None = None
    joined_at: datetime
    left_at: datetime | None = None


class PostAbsence(SQLModel, table=True):
    """A time in which the officer was away from the post and somebody stood in."""

    __tablename__ = "shift_absences"

    shift: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    reason: str = ""
    substitute: str = ""
    substitute_id: str = ""
    out_at: datetime | None = None
    in_at: datetime | None = None


class OfficerAway(SQLModel, table=True):
    """A time in which another officer was away from the post, and the others stayed there."""

    __tablename__ = "shift_officers_away"

    shift: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    person: str = ""
    name: str = ""
    reason: str = ""
    out_at: datetime | None = None
    in_at: datetime | None = None


class Presence(SQLModel, table=True):
    """A confirmation of presence that was due, given or missed."""

    __tablename__ = "shift_presence"

    shift: str = Field(primary_key=True)
    due_at: datetime = Field(primary_key=True)
    confirmed_at: datetime | None = None
    confirmed_by: str = ""
    missed: bool = False


class ShiftOverride(SQLModel, table=True):
    """A blocker that was set aside at sign-on, with the reason."""

    __tablename__ = "shift_overrides"

    shift: str = Field(primary_key=True)
    code: str = Field(primary_key=True)
    reason: str = ""


class ShiftResponsible(SQLModel, table=True):
    """Somebody who answers for a shift, as they were when it began, or when they came."""

    __tablename__ = "shift_responsible"

    shift: str = Field(primary_key=True)
    position: int = Field(primary_key=True)
    kind: str = ""
    person: str = ""
    name: str = ""
    post: str = ""
    phone: str = ""
    since: datetime | None = None


class ShiftCorrection(SQLModel, table=True):
    """A field of a shift that was wrong."""

    __tablename__ = "shift_corrections"

    shift: str = Field(primary_key=True)
    position: int = Field(primary_key=True)
    field: str = ""
    old: str = ""
    new: str = ""
    why: str = ""
    by: str = ""
    at: datetime


CHILDREN: Final[tuple[type[SQLModel], ...]] = (
    ShiftLeader,
    ShiftOfficer,
    PostAbsence,
    OfficerAway,
    Presence,
    ShiftOverride,
    ShiftResponsible,
    ShiftCorrection,
)
"""The tables whose rows belong to a shift."""
