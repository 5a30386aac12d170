"""Which fault of a published roster a reason was given for.

Revision ID: 0023
Revises: 0022
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"


def upgrade() -> None:
    """Keep what tells the fault from others; of those published before only the words are known."""
    column = sa.Column("key", sa.Text, nullable=False, server_default="")
    op.add_column("roster_waivers", column)
