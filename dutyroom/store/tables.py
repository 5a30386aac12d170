"""The tables of the store itself; the registers declare their own.

They stand in SQLModel's one list of tables, as Core tables: the journal is read
in bulk, and rows of the mapper are ten times slower there.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import Column, Integer, Table, Text

from dutyroom.store.models import SQLModel

JOURNAL: Final = Table(
    "journal",
    SQLModel.metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("id", Text, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("subject", Text, nullable=False, index=True),
    Column("occurred_at", Text, nullable=False),
    Column("entered_at", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("unit", Text, nullable=False),
    Column("line", Text, nullable=False),
    Column("seat", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("previous_hash", Text, nullable=False),
    Column("hash", Text, nullable=False),
    sqlite_autoincrement=True,
)
"""Every fact, in the order it was written; rows are never changed nor deleted."""

PAYLOAD: Final = Table(
    "payload",
    SQLModel.metadata,
    Column("id", Text, primary_key=True),
    Column("salt", Text, nullable=False),
    Column("text", Text, nullable=False),
)
"""The free texts of the facts; a row can be purged, its hash stays in the journal."""

DRAFT: Final = Table(
    "draft",
    SQLModel.metadata,
    Column("key", Text, primary_key=True),
    Column("author", Text, primary_key=True),
    Column("body", Text, nullable=False),
    Column("saved_at", Text, nullable=False),
)
"""What somebody is writing and has not yet saved; not journalled."""

META: Final = Table(
    "meta",
    SQLModel.metadata,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)
"""What the program notes for itself, by name."""
