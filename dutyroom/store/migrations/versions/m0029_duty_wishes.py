"""Wishes for and against duty.

Revision ID: 0029
Revises: 0028
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"


def upgrade() -> None:
    """Make the table of wishes."""
    texts = "unit person name first last shifts reason asked_by withdrawn_by withdrawn_why"
    op.create_table(
        "duty_wishes",
        sa.Column("id", sa.Text, primary_key=True),
        *(sa.Column(name, sa.Text, nullable=False, server_default="") for name in texts.split()),
        *(
            sa.Column(name, sa.Boolean, nullable=False, server_default=sa.false())
            for name in ("wanted", "strong")
        ),
        *(sa.Column(name, sa.DateTime(timezone=True)) for name in ("asked_at", "withdrawn_at")),
        sa.Column("revision", sa.Integer, nullable=False, server_default="0"),
    )
    for column in ("person", "last"):
        op.create_index(f"ix_duty_wishes_{column}", "duty_wishes", [column])
