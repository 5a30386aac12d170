"""Special admissions to the roster.

Revision ID: 0042
Revises: 0041
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision = "0041"


def upgrade() -> None:
    """Make the table of admissions."""
    texts = "unit person name rules first last reason late back_why"
    words = "by name channel attested_by call noted_by"
    for what in ("given", "back"):
        texts += "".join(f" {what}_{word}" for word in words.split())
    op.create_table(
        "duty_admissions",
        sa.Column("id", sa.Text, primary_key=True),
        *(sa.Column(name, sa.Text, nullable=False, server_default="") for name in texts.split()),
        *(sa.Column(name, sa.DateTime(timezone=True)) for name in ("given_at", "back_at")),
        sa.Column("revision", sa.Integer, nullable=False, server_default="0"),
    )
    for column in ("person", "last"):
        op.create_index(f"ix_duty_admissions_{column}", "duty_admissions", [column])
