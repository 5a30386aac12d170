"""Documents by number.

Revision ID: 0016
Revises: 0015
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    """Make the tables of documents and of what happened to them."""
    op.create_table(
        "custody_documents",
        sa.Column("id", sa.Text, primary_key=True),
        *_texts("unit number level received_from custodian state borrower"),
        *(_number(name) for name in ("copies", "revision")),
        *(_time(name) for name in ("received_at", "lent_at", "due_at")),
    )
    op.create_table(
        "custody_steps",
        sa.Column("document", sa.Text, primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        *_texts("step by whom second field old new why"),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        _time("due_at"),
    )
    for column in ("number", "state", "received_at"):
        op.create_index(f"ix_custody_documents_{column}", "custody_documents", [column])


def _texts(names: str) -> list[sa.Column[Any]]:
    """Return columns of text, empty by default."""
    return [sa.Column(name, sa.Text, nullable=False, server_default="") for name in names.split()]


def _number(name: str) -> sa.Column[Any]:
    """Return a column of whole numbers."""
    return sa.Column(name, sa.Integer, nullable=False, server_default="0")


def _time(name: str) -> sa.Column[Any]:
    """Return a column of times, empty by default."""
    return sa.Column(name, sa.DateTime(timezone=True))
