"""The tables of visitors; every row is computed from facts."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from dutyroom.store.models import Field, SQLModel
from dutyroom.store.rows import table_of


class Visitor(SQLModel, table=True):
    """One visit of one person."""

    __tablename__ = "visitors"

    id: str = Field(primary_key=True)
    unit: str = ""
    name: str = ""
    from_unit: str = ""
    business: str = ""
    host: str = ""
    state: str = Field(default="", index=True)
    came_at: datetime | None = Field(default=None, index=True)
    came_by: str = ""
    noted_at: datetime | None = None
    left_at: datetime | None = None
    left_by: str = ""
    refused_why: str = ""
    revision: int = 0


class VisitorChange(SQLModel, table=True):
    """A field of a visit that became another."""

    __tablename__ = "visitor_changes"

    visitor: str = Field(primary_key=True)
    position: int = Field(primary_key=True)
    field: str = ""
    old: str = ""
    new: str = ""
    why: str = ""
    by: str = ""
    at: datetime


VISITORS_TABLE: Final = table_of(Visitor)
CHANGES: Final = table_of(VisitorChange)
"""The same for statements that go past the mapper."""
