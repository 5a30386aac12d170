"""Who signed a handover by password; of what was signed before nobody knows.

Revision ID: 0031
Revises: 0030
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"


def upgrade() -> None:
    """Add the column."""
    op.add_column("handovers", sa.Column("proven", sa.Text, nullable=False, server_default=""))
