"""What a relief declined.

Revision ID: 0017
Revises: 0016
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    """Mark matters that were declined at a handover, and count what else was."""
    op.add_column("matters", sa.Column("declined_at", sa.DateTime(timezone=True)))
    op.add_column("matters", sa.Column("declined_by", sa.Text, nullable=False, server_default=""))
    op.add_column(
        "handovers", sa.Column("declined", sa.Integer, nullable=False, server_default="0")
    )
