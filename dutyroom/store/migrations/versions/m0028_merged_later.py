"""What makes texts findable is merged when nobody waits, and in no commit.

Revision ID: 0028
Revises: 0027
"""

from __future__ import annotations

from alembic import op

from dutyroom.store.ddl import merge_later

revision = "0028"
down_revision = "0027"


def upgrade() -> None:
    """Say so to both indexes."""
    for name in ("call_search", "matter_search"):
        merge_later(op.get_bind(), name)
