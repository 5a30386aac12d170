"""Whether the leader who was told of a swap signed, and who noted it otherwise.

Revision ID: 0036
Revises: 0035
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"


def upgrade() -> None:
    """Keep it with the swap; who noted an earlier report stands in the journal."""
    op.add_column("swaps", sa.Column("reported_signed", sa.Boolean, nullable=True))
    column = sa.Column("reported_by", sa.Text, nullable=False, server_default="")
    op.add_column("swaps", column)
    op.execute(
        "UPDATE swaps SET reported_by = coalesce((SELECT actor FROM journal WHERE"
        " journal.subject = swaps.id AND journal.kind = 'swap.reported' ORDER BY seq LIMIT 1), '')"
    )
