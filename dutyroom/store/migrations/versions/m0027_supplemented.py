"""What whoever signs a check adds to an entry; who looked and when stays.

Revision ID: 0027
Revises: 0026
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"


def upgrade() -> None:
    """Add the columns."""
    table = "equipment_entries"
    op.add_column(table, sa.Column("added_at", sa.DateTime(timezone=True)))
    for name in ("added_by", "reason", "later_evidence"):
        op.add_column(table, sa.Column(name, sa.Text, nullable=False, server_default=""))
