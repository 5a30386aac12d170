"""The tables of published rosters; every row is computed from the fact of its version."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from dutyroom.store.models import Field, SQLModel
from dutyroom.store.rows import table_of


class RosterVersion(SQLModel, table=True):
    """A published roster; it speaks from `since` until `until`, where no newer one does."""

    __tablename__ = "roster_versions"

    id: str = Field(primary_key=True)
    seq: int
    unit: str = ""
    first: str = ""
    last: str = ""
    number: int = 0
    since: datetime
    until: datetime = Field(index=True)
    published_at: datetime
    by: str = ""
    why: str = ""
    source: str = ""


class RosterSlot(SQLModel, table=True):
    """A slot of a version."""

    __tablename__ = "roster_slots"

    version: str = Field(primary_key=True)
    slot: str = Field(primary_key=True)
    shift: str = ""
    label: str = ""
    role: str = ""
    day: str = Field(default="", index=True)
    start_at: datetime = Field(index=True)
    end_at: datetime
    required: int = 1
    rest_minutes: int = 0
    night: bool = False


class RosterAssignment(SQLModel, table=True):
    """Somebody in a slot of a version, by the name that stood there."""

    __tablename__ = "roster_assignments"

    version: str = Field(primary_key=True)
    slot: str = Field(primary_key=True)
    person: str = Field(primary_key=True)
    name: str = ""
    pinned: bool = False


class RosterWaiver(SQLModel, table=True):
    """A fault that a version was published with, and why."""

    __tablename__ = "roster_waivers"

    version: str = Field(primary_key=True)
    position: int = Field(primary_key=True)
    kind: str = ""
    words: str = ""
    reason: str = ""
    key: str = ""


VERSIONS: Final = table_of(RosterVersion)
SLOTS: Final = table_of(RosterSlot)
ASSIGNMENTS: Final = table_of(RosterAssignment)
WAIVERS: Final = table_of(RosterWaiver)
