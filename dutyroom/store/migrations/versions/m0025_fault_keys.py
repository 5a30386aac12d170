"""Which fault of a published roster a reason was given for.

Revision ID: 0025
Revises: 0024
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"


def upgrade() -> None:
    """Keep what tells the fault from others; of those published before only the words are known."""
    column = sa.Column("key", sa.Text, nullable=False, server_default="")
    op.add_column("roster_waivers", column)
