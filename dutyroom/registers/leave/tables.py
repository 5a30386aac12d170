"""The tables of leave; every row is computed from facts."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from dutyroom.store.models import Field, SQLModel
from dutyroom.store.rows import table_of


class Leave(SQLModel, table=True):
    """One leave of one person."""

    __tablename__ = "leaves"

    id: str = Field(primary_key=True)
    unit: str = ""
    person: str = Field(default="", index=True)
    name: str = ""
    post: str = ""
    phone: str = ""
    principal: bool = False
    kind: str = ""
    reason: str = ""
    place: str = ""
    start: datetime | None = None
    end: datetime | None = None
    deputy: str = ""
    deputy_name: str = ""
    deputy_phone: str = ""
    aware: str = ""
    state: str = Field(default="", index=True)
    applied_at: datetime | None = None
    applied_by: str = ""
    decided_at: datetime | None = None
    decided_by: str = ""
    decided_name: str = ""
    decided_channel: str = ""
    decided_attested_by: str = ""
    decided_call: str = ""
    approved: bool = False
    remark: str = ""
    left_at: datetime | None = None
    returned_at: datetime | None = None
    return_reported_at: datetime | None = None
    return_reported_by: str = ""
    return_note: str = ""
    cancelled_at: datetime | None = None
    cancelled_by: str = ""
    cancelled_why: str = ""
    revision: int = 0


class LeaveCorrection(SQLModel, table=True):
    """A field of a leave that became another."""

    __tablename__ = "leave_corrections"

    leave: str = Field(primary_key=True)
    position: int = Field(primary_key=True)
    field: str = ""
    old: str = ""
    new: str = ""
    why: str = ""
    by: str = ""
    at: datetime
    agreed_name: str = ""
    agreed_channel: str = ""
    agreed_attested_by: str = ""
    agreed_call: str = ""


LEAVES: Final = table_of(Leave)
CORRECTIONS: Final = table_of(LeaveCorrection)
"""The same for statements that go past the mapper."""
