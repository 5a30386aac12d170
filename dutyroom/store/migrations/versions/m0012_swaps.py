"""Swaps of duties.

Revision ID: 0012
Revises: 0011
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

_TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables of swaps, of what changes hands and of who agreed."""
    op.create_table(
        "swaps",
        sa.Column("id", sa.Text, primary_key=True),
        *_texts("unit state asked_by asked_name entered_by reason reported_to reported_name"),
        *_texts("reported_channel reported_call issued_by versions noticed_how"),
        *_texts("waiver_reason waiver_by ended_by ended_why"),
        sa.Column("version", sa.Integer, nullable=False, server_default="0"),
        sa.Column("revision", sa.Integer, nullable=False, server_default="0"),
        sa.Column("notice_due", sa.Boolean, nullable=False, server_default=sa.false()),
        *_times("asked_at reported_at issued_at noticed_at ended_at"),
    )
    op.create_index("ix_swaps_state", "swaps", ["state"])
    op.create_table(
        "swap_legs",
        sa.Column("swap", sa.Text, primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        *_texts("slot label role giver giver_name taker taker_name"),
        *_times("start end"),
    )
    op.create_table(
        "swap_consents",
        sa.Column("swap", sa.Text, primary_key=True),
        sa.Column("person", sa.Text, primary_key=True),
        *_texts("name channel attested_by call"),
        sa.Column("at", _TIME, nullable=False),
    )


def _texts(names: str) -> list[sa.Column[Any]]:
    """Return columns of text, empty by default."""
    return [sa.Column(name, sa.Text, nullable=False, server_default="") for name in names.split()]


def _times(names: str) -> list[sa.Column[Any]]:
    """Return columns of time, empty by default."""
    return [sa.Column(name, _TIME) for name in names.split()]
