"""Compensatory leave.

Revision ID: 0013
Revises: 0012
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Make the tables of the ledger's lines and of what is left of each credit."""
    op.create_table(
        "compensation_lines",
        sa.Column("person", sa.Text, primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        *_texts("unit name id kind on ref expires_on source by reason shift entered_by channel"),
        *_texts("attested_by refused"),
        sa.Column("minutes", sa.Integer, nullable=False, server_default="0"),
        sa.Column("revision", sa.Integer, nullable=False, server_default="0"),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "compensation_lots",
        sa.Column("person", sa.Text, primary_key=True),
        sa.Column("credit", sa.Text, primary_key=True),
        *_texts("expires_on"),
        sa.Column("left", sa.Integer, nullable=False, server_default="0"),
    )
    op.create_index("ix_compensation_lines_id", "compensation_lines", ["id"])
    op.create_index("ix_compensation_lines_shift", "compensation_lines", ["shift"])
    op.create_index("ix_compensation_lots_expires_on", "compensation_lots", ["expires_on"])


def _texts(names: str) -> list[sa.Column[Any]]:
    """Return columns of text, empty by default."""
    return [sa.Column(name, sa.Text, nullable=False, server_default="") for name in names.split()]
