"""The calendar: holidays, make-up days and event periods.

Revision ID: 0006
Revises: 0005
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

_TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables of the calendar."""
    op.create_table(
        "calendar_entries",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("first", sa.Date, nullable=False),
        sa.Column("last", sa.Date, nullable=False),
        *_texts("unit kind name document source corrects why by withdrawn_by withdrawn_why"),
        sa.Column("position", sa.Integer, nullable=False, server_default="0"),
        sa.Column("noted_at", _TIME, nullable=False),
        sa.Column("withdrawn_at", _TIME),
    )
    op.create_index("ix_calendar_entries_last", "calendar_entries", ["last"])
    op.create_table(
        "calendar_assumptions",
        sa.Column("year", sa.Integer, primary_key=True),
        *_texts("unit by why"),
        sa.Column("assumed_at", _TIME, nullable=False),
    )


def _texts(names: str) -> list[sa.Column[Any]]:
    """Return columns of text, empty by default."""
    return [sa.Column(name, sa.Text, nullable=False, server_default="") for name in names.split()]
