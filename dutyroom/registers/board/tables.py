"""The tables of the board; every row is computed from facts."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from dutyroom.store.models import Field, SQLModel
from dutyroom.store.rows import table_of


class Reporter(SQLModel, table=True):
    """A unit that reports to this one; `unit` is the one that it reports to."""

    __tablename__ = "reporters"

    id: str = Field(primary_key=True)
    unit: str = ""
    name: str = ""
    added_at: datetime | None = None
    added_by: str = ""
    removed_at: datetime | None = None
    removed_by: str = ""
    removed_why: str = ""
    revision: int = 0


class ReceivedReport(SQLModel, table=True):
    """A report that was received of a day, which is written as ISO 8601, or that was not."""

    __tablename__ = "received_reports"

    reporter: str = Field(primary_key=True)
    position: int = Field(primary_key=True)
    day: str = Field(default="", index=True)
    at: datetime
    by: str = ""
    back_at: datetime | None = None
    back_by: str = ""
    back_why: str = ""


REPORTERS: Final = table_of(Reporter)
RECEIVED: Final = table_of(ReceivedReport)
"""The same for statements that go past the mapper."""
