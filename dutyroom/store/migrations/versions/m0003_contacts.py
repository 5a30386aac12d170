"""The address book.

Revision ID: 0003
Revises: 0002
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_TEXTS = (
    "name", "short_name", "level", "post", "reading", "source", "verified_on", "note",
    "duty", "office", "mobile", "fax", "home", "other", "initials", "retired_at",
)  # fmt: skip


def upgrade() -> None:
    """Make the tables of contacts, their numbers, and imports on their way."""
    _make_contacts()
    op.create_table(
        "contact_import",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("staged_at", sa.Text, nullable=False),
        sa.Column("sealed", sa.Boolean, nullable=False, server_default=sa.false()),
    )
    op.create_table(
        "contact_staged",
        sa.Column("import_id", sa.Text, sa.ForeignKey("contact_import.id"), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("fact", sa.Text, nullable=False),
    )


def _make_contacts() -> None:
    """Make the tables of contacts and their numbers."""
    op.create_table(
        "contact",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("unit_id", sa.Text, nullable=False, server_default=""),
        *(sa.Column(name, sa.Text, nullable=False, server_default="") for name in _TEXTS),
    )
    op.create_index("ix_contact_unit_id", "contact", ["unit_id"])
    op.create_table(
        "contact_number",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("contact_id", sa.Text, sa.ForeignKey("contact.id"), nullable=False),
        sa.Column("label", sa.Text, nullable=False),
        sa.Column("written", sa.Text, nullable=False),
        sa.Column("normalised", sa.Text, nullable=False),
        sa.Column("backwards", sa.Text, nullable=False),
        sa.Column("extension", sa.Text, nullable=False, server_default=""),
    )
    for column in ("contact_id", "normalised", "backwards", "extension"):
        op.create_index(f"ix_contact_number_{column}", "contact_number", [column])
