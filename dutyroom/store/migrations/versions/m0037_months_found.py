"""Where a month begins and ends in the call log.

Revision ID: 0037
Revises: 0036
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"


def upgrade() -> None:
    """Index the calls by their month, so that a search for one does not read all of it."""
    op.create_index(
        "ix_calls_month", "calls", [sa.text("strftime('%Y-%m', started_at, '+8 hours')")]
    )
