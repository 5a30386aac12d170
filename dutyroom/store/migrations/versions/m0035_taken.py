"""What was proven with the officer's ear while a check went on.

Revision ID: 0035
Revises: 0034
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"


def upgrade() -> None:
    """Keep it with the check; of earlier ones it stands with their entries alone."""
    column = sa.Column("taken", sa.Text, nullable=False, server_default="")
    op.add_column("equipment_sheets", column)
