"""What a row of the call log says: an index of the seldom, and of who signed.

Revision ID: 0038
Revises: 0037
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"


def upgrade() -> None:
    """Index only the calls that have something to say there, so that a search does not read all."""
    for column, said in (
        ("absent", "absent != ''"),
        ("medium", "medium != 'line'"),
        ("needless_at", "needless_at IS NOT NULL"),
        ("recorder", "recorder != ''"),
    ):
        op.create_index(f"ix_calls_{column}", "calls", [column], sqlite_where=sa.text(said))
