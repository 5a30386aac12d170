"""Leave and whereabouts.

Revision ID: 0009
Revises: 0008
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

_TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables of leave and of its corrections."""
    op.create_table(
        "leaves",
        sa.Column("id", sa.Text, primary_key=True),
        *_texts("unit person name post phone kind reason place deputy deputy_name deputy_phone"),
        *_texts("aware state applied_by decided_by decided_name decided_channel"),
        *_texts("decided_attested_by decided_call remark return_reported_by return_note"),
        *_texts("cancelled_by cancelled_why"),
        *_flags("principal approved"),
        *_times("start end applied_at decided_at left_at returned_at return_reported_at"),
        *_times("cancelled_at"),
        sa.Column("revision", sa.Integer, nullable=False, server_default="0"),
    )
    op.create_index("ix_leaves_person", "leaves", ["person"])
    op.create_index("ix_leaves_state", "leaves", ["state"])
    op.create_table(
        "leave_corrections",
        sa.Column("leave", sa.Text, primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        *_texts("field old new why by"),
        *_texts("agreed_name agreed_channel agreed_attested_by agreed_call"),
        sa.Column("at", _TIME, nullable=False),
    )


def _texts(names: str) -> list[sa.Column[Any]]:
    """Return columns of text, empty by default."""
    return [sa.Column(name, sa.Text, nullable=False, server_default="") for name in names.split()]


def _times(names: str) -> list[sa.Column[Any]]:
    """Return columns of time, empty by default."""
    return [sa.Column(name, _TIME) for name in names.split()]


def _flags(names: str) -> list[sa.Column[Any]]:
    """Return columns of yes or no."""
    return [
        sa.Column(name, sa.Boolean, nullable=False, server_default=sa.false())
        for name in names.split()
    ]
