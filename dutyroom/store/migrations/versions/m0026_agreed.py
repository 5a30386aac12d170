"""Which leader agreed that an outgoing officer does not sign.

Revision ID: 0026
Revises: 0025
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"


def upgrade() -> None:
    """Keep who agreed apart from who was told."""
    for name in ("agreed_by", "agreed_mode", "agreed_why"):
        op.add_column("handovers", sa.Column(name, sa.Text, nullable=False, server_default=""))
