"""The published rosters.

Revision ID: 0005
Revises: 0004
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

_TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables of versions, their slots, who is in them, and accepted faults."""
    op.create_table(
        "roster_versions",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("number", sa.Integer, nullable=False, server_default="0"),
        *_texts("unit first last by why source"),
        *_times("since until published_at"),
    )
    op.create_index("ix_roster_versions_until", "roster_versions", ["until"])
    op.create_table(
        "roster_slots",
        *_keys("version slot"),
        *_texts("shift label role day"),
        *_times("start_at end_at"),
        sa.Column("required", sa.Integer, nullable=False, server_default="1"),
        sa.Column("rest_minutes", sa.Integer, nullable=False, server_default="0"),
        sa.Column("night", sa.Boolean, nullable=False, server_default=sa.false()),
    )
    for column in ("day", "start_at"):
        op.create_index(f"ix_roster_slots_{column}", "roster_slots", [column])
    op.create_table(
        "roster_assignments",
        *_keys("version slot person"),
        *_texts("name"),
        sa.Column("pinned", sa.Boolean, nullable=False, server_default=sa.false()),
    )
    op.create_table(
        "roster_waivers",
        *_keys("version"),
        sa.Column("position", sa.Integer, primary_key=True),
        *_texts("kind words reason"),
    )


def _keys(names: str) -> list[sa.Column[Any]]:
    """Return columns of text that make up a key."""
    return [sa.Column(name, sa.Text, primary_key=True) for name in names.split()]


def _texts(names: str) -> list[sa.Column[Any]]:
    """Return columns of text, empty by default."""
    return [sa.Column(name, sa.Text, nullable=False, server_default="") for name in names.split()]


def _times(names: str) -> list[sa.Column[Any]]:
    """Return columns of time that are always known."""
    return [sa.Column(name, _TIME, nullable=False) for name in names.split()]
