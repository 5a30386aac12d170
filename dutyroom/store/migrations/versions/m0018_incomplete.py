"""Why a roster was submitted though somebody was missing.

Revision ID: 0018
Revises: 0017
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    """Keep with a submission what was missing then, and why it went out all the same."""
    for name in ("missing", "missing_why"):
        op.add_column("submissions", sa.Column(name, sa.Text, nullable=False, server_default=""))
