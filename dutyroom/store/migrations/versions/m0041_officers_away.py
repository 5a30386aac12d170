"""When an officer who serves beside the one in charge was away from the post.

Revision ID: 0041
Revises: 0040
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"


def upgrade() -> None:
    """Make the table; nobody could note it before."""
    texts = [
        sa.Column(name, sa.Text, nullable=False, server_default="")
        for name in ("person", "name", "reason")
    ]
    op.create_table(
        "shift_officers_away",
        sa.Column("shift", sa.Text, primary_key=True),
        sa.Column("id", sa.Text, primary_key=True),
        *texts,
        sa.Column("out_at", sa.DateTime(timezone=True)),
        sa.Column("in_at", sa.DateTime(timezone=True)),
    )
