"""Submitted rosters and their change notices.

Revision ID: 0011
Revises: 0010
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

_TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables of submissions and change notices."""
    op.create_table(
        "submissions",
        sa.Column("id", sa.Text, primary_key=True),
        *(sa.Column(name, sa.Date, nullable=False) for name in ("first", "last", "due")),
        *_texts("unit kind label versions way recipient receipt received_by by"),
        *_texts("withdrawn_by withdrawn_why"),
        *_times(),
        sa.Column("withdrawn_at", _TIME),
    )
    op.create_index("ix_submissions_last", "submissions", ["last"])
    op.create_table(
        "submission_notices",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("changes", sa.Integer, nullable=False, server_default="0"),
        *_texts("submission versions way recipient receipt received_by by"),
        *_times(),
    )
    op.create_index("ix_submission_notices_submission", "submission_notices", ["submission"])


def _texts(names: str) -> list[sa.Column[Any]]:
    """Return columns of text, empty by default."""
    return [sa.Column(name, sa.Text, nullable=False, server_default="") for name in names.split()]


def _times() -> list[sa.Column[Any]]:
    """Return the times of what was sent."""
    return [
        sa.Column("sent_at", _TIME, nullable=False),
        sa.Column("received_at", _TIME),
        sa.Column("noted_at", _TIME, nullable=False),
    ]
