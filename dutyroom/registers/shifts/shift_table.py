"""The table of shifts; every row is computed from facts.

It stands alone because whoever only asks who is on duty waits for no other table.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

from dutyroom.store.models import Field, SQLModel
from dutyroom.store.rows import table_of


class Shift(SQLModel, table=True):
    """One officer in charge of one seat for one stretch of time."""

    __tablename__ = "shifts"

    seq: int = Field(primary_key=True)
    id: str = Field(unique=True)
    unit: str
    seat: str = ""
    officer: str = ""
    leader: str = ""
    phone: str = ""
    begun_at: datetime | None = Field(default=None, index=True)
    ended_at: datetime | None = None
    ended_by: str = ""
    officer_id: str = ""
    leader_id: str = ""
    leader_mode: str = ""
    leader_acknowledged_at: datetime | None = None
    arrived_at: datetime | None = None
    slot: str = ""
    planned_start: datetime | None = None
    planned_end: datetime | None = None
    fit: bool = False
    relieves: str = ""
    relief: str = ""
    responsible_at: datetime | None = None
    roster_version: int = 0
    responsible_missing: str = ""
    revision: int = 0


SHIFTS_TABLE: Final = table_of(Shift)
"""The same for statements that go past the mapper."""
