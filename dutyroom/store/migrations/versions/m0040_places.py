"""Where what is counted is kept.

Revision ID: 0040
Revises: 0039
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"


def upgrade() -> None:
    """Keep it with the item of each version; no earlier version said it."""
    column = sa.Column("place", sa.Text, nullable=False, server_default="")
    op.add_column("equipment_items", column)
