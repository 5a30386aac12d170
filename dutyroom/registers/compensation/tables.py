"""The tables of compensatory leave; every row is computed from facts."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from dutyroom.store.models import Field, SQLModel
from dutyroom.store.rows import table_of


class CompensationLine(SQLModel, table=True):
    """One line of somebody's ledger; one that the rules refuse at its place counts nothing."""

    __tablename__ = "compensation_lines"

    person: str = Field(primary_key=True)
    position: int = Field(primary_key=True)
    unit: str = ""
    name: str = ""
    id: str = Field(default="", index=True)
    kind: str = ""
    on: str = ""
    minutes: int = 0
    ref: str = ""
    expires_on: str = ""
    source: str = ""
    by: str = ""
    reason: str = ""
    shift: str = Field(default="", index=True)
    entered_at: datetime
    entered_by: str = ""
    channel: str = ""
    attested_by: str = ""
    refused: str = ""
    revision: int = 0


class CompensationLot(SQLModel, table=True):
    """What is left of one credit."""

    __tablename__ = "compensation_lots"

    person: str = Field(primary_key=True)
    credit: str = Field(primary_key=True)
    left: int = 0
    expires_on: str = Field(default="", index=True)


LINES: Final = table_of(CompensationLine)
LOTS: Final = table_of(CompensationLot)
"""The same for statements that go past the mapper."""
