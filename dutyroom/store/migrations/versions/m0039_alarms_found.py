"""What the alarms of matters and of the last handover are found by.

Revision ID: 0039
Revises: 0038
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"


def upgrade() -> None:
    """Index matters by their last touch, handler and mark, and handovers by their seat."""
    op.create_index("ix_handovers_seat", "handovers", ["seat", "seq"])
    op.create_index("ix_matters_touched", "matters", ["open", "touched_at"])
    op.create_index("ix_matters_handler_id", "matters", ["handler_id"])
    op.create_index(
        "ix_matters_declined", "matters", ["declined_at"],
        sqlite_where=sa.text("declined_at IS NOT NULL"),
    )  # fmt: skip
