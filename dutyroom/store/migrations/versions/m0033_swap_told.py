"""Why a swap was reported to another leader than the one on duty.

Revision ID: 0033
Revises: 0032
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"


def upgrade() -> None:
    """Keep it with the swap; nobody was asked before."""
    column = sa.Column("reported_why", sa.Text, nullable=False, server_default="")
    op.add_column("swaps", column)
