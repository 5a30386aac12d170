"""How a check was signed, and when a fault was noticed, reported and repaired.

Revision ID: 0019
Revises: 0018
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    """Add the columns."""
    for name in ("signed_person", "proof"):
        column = sa.Column(name, sa.Text, nullable=False, server_default="")
        op.add_column("equipment_sheets", column)
    for table, name in (
        ("equipment_faults", "noticed_at"),
        ("equipment_fault_steps", "happened_at"),
    ):
        op.add_column(table, sa.Column(name, sa.DateTime(timezone=True)))
    op.execute("UPDATE equipment_faults SET noticed_at = opened_at")
