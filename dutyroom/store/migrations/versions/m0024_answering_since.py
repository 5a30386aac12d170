"""Since when somebody answers for a shift who came to it later.

Revision ID: 0024
Revises: 0023
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"


def upgrade() -> None:
    """Keep with each who answers from when on; empty: from the beginning of the shift."""
    op.add_column("shift_responsible", sa.Column("since", sa.DateTime(timezone=True)))
