"""The units that report to this one, and whose reports were received.

Revision ID: 0044
Revises: 0043
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0044"
down_revision = "0043"


def upgrade() -> None:
    """Make both tables."""
    op.create_table(
        "reporters",
        sa.Column("id", sa.Text, primary_key=True),
        *_texts("unit name added_by removed_by removed_why"),
        *_times("added_at removed_at"),
        sa.Column("revision", sa.Integer, nullable=False, server_default="0"),
    )
    op.create_table(
        "received_reports",
        sa.Column("reporter", sa.Text, primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        *_texts("day by back_by back_why"),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        *_times("back_at"),
    )
    op.create_index("ix_received_reports_day", "received_reports", ["day"])


def _texts(names: str) -> list[sa.Column[str]]:
    """Return columns of text."""
    return [sa.Column(name, sa.Text, nullable=False, server_default="") for name in names.split()]


def _times(names: str) -> list[sa.Column[object]]:
    """Return columns of times that may be empty."""
    return [sa.Column(name, sa.DateTime(timezone=True)) for name in names.split()]
