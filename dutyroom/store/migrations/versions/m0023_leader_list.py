"""Which list a leader signed at a handover.

Revision ID: 0023
Revises: 0022
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"


def upgrade() -> None:
    """Keep the digest of the list with the leader's signature."""
    column = sa.Column("leader_list", sa.Text, nullable=False, server_default="")
    op.add_column("handovers", column)
