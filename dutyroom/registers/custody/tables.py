"""The tables of documents by number; none has a column for what a document says."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from dutyroom.store.models import Field, SQLModel
from dutyroom.store.rows import table_of


class CustodyDocument(SQLModel, table=True):
    """A document that the unit keeps, or has kept."""

    __tablename__ = "custody_documents"

    id: str = Field(primary_key=True)
    unit: str = ""
    number: str = Field(default="", index=True)
    copies: int = 0
    level: str = ""
    received_from: str = ""
    custodian: str = ""
    state: str = Field(default="", index=True)
    received_at: datetime | None = Field(default=None, index=True)
    borrower: str = ""
    lent_at: datetime | None = None
    due_at: datetime | None = None
    revision: int = 0


class CustodyStepRow(SQLModel, table=True):
    """Something that happened to a document, corrections included."""

    __tablename__ = "custody_steps"

    document: str = Field(primary_key=True)
    position: int = Field(primary_key=True)
    step: str = ""
    at: datetime
    by: str = ""
    whom: str = ""
    second: str = ""
    due_at: datetime | None = None
    field: str = ""
    old: str = ""
    new: str = ""
    why: str = ""


DOCUMENTS: Final = table_of(CustodyDocument)
STEPS: Final = table_of(CustodyStepRow)
"""The same for statements that go past the mapper."""
