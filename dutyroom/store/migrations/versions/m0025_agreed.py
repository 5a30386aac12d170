"""Which leader agreed that an outgoing officer does not sign.

Revision ID: 0025
Revises: 0024
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"


def upgrade() -> None:
    """Keep who agreed apart from who was told."""
    for name in ("agreed_by", "agreed_mode", "agreed_why"):
        op.add_column("handovers", sa.Column(name, sa.Text, nullable=False, server_default=""))
