"""Calls that went on after silence had been taken for their end.

Revision ID: 0014
Revises: 0013
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Count how often a call went on, when last, and how long it was silent."""
    for column in (
        sa.Column("went_on", sa.Integer, nullable=False, server_default="0"),
        sa.Column("went_on_at", sa.DateTime(timezone=True)),
        sa.Column("quiet_seconds", sa.Float, nullable=False, server_default="0"),
    ):
        op.add_column("calls", column)
