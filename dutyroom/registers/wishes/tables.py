"""The table of wishes; every row is computed from facts."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from dutyroom.store.models import Field, SQLModel
from dutyroom.store.rows import table_of


class DutyWish(SQLModel, table=True):
    """One wish of one person; its days as ISO 8601."""

    __tablename__ = "duty_wishes"

    id: str = Field(primary_key=True)
    unit: str = ""
    person: str = Field(default="", index=True)
    name: str = ""
    wanted: bool = False
    first: str = ""
    last: str = Field(default="", index=True)
    shifts: str = ""
    strong: bool = False
    reason: str = ""
    asked_at: datetime | None = None
    asked_by: str = ""
    withdrawn_at: datetime | None = None
    withdrawn_by: str = ""
    withdrawn_why: str = ""
    revision: int = 0


WISHES_TABLE: Final = table_of(DutyWish)
"""The same for statements that go past the mapper."""
