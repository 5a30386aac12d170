"""What a later check says of a fault: in which state it found the item, and of the workaround.

Revision ID: 0022
Revises: 0021
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    """Add the columns, and fill in what tickets say of their first step."""
    table = "equipment_fault_steps"
    for name in ("state", "workaround"):
        op.add_column(table, sa.Column(name, sa.Text, nullable=False, server_default=""))
    op.add_column(table, sa.Column("gone", sa.Boolean, nullable=False, server_default=sa.false()))
    op.execute(
        "UPDATE equipment_fault_steps SET state = coalesce((SELECT state FROM equipment_faults"
        " WHERE id = fault), '') WHERE step = 'opened'"
    )
    op.execute(
        "UPDATE equipment_fault_steps AS first SET workaround = coalesce((SELECT workaround FROM"
        " equipment_faults WHERE id = fault), '') WHERE step = 'opened' AND NOT EXISTS (SELECT 1"
        " FROM equipment_fault_steps AS later WHERE later.fault = first.fault"
        " AND later.step = 'bypassed')"
    )
