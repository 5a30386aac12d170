"""What the signed list says of the equipment.

Revision ID: 0032
Revises: 0031
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"


def upgrade() -> None:
    """Keep it with the handover; of earlier ones it is read from the list."""
    column = sa.Column("equipment", sa.Text, nullable=False, server_default="")
    op.add_column("handovers", column)
