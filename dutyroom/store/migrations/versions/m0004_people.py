"""People, the unit itself, accounts and sign-on.

Revision ID: 0004
Revises: 0003
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_TIME = sa.DateTime(timezone=True)

_PERSON = (
    "unit name number roles post_kind position engagement share pool mobile office home "
    "appointed_on appointed_by trained_until holiday_trained active_from active_until reading "
    "note initials retired_why"
)


def upgrade() -> None:
    """Make the tables of people, the unit, accounts and sign-on."""
    _make_people()
    _make_unit()


def _texts(names: str) -> list[sa.Column[Any]]:
    """Return columns of text, empty by default."""
    return [sa.Column(name, sa.Text, nullable=False, server_default="") for name in names.split()]


def _make_people() -> None:
    """Make the table of people."""
    op.create_table(
        "people",
        sa.Column("id", sa.Text, primary_key=True),
        *_texts(_PERSON),
        sa.Column("revision", sa.Integer, nullable=False, server_default="0"),
        sa.Column("retired_at", _TIME),
    )
    op.create_index("ix_people_name", "people", ["name"])


def _make_unit() -> None:
    """Make the tables of the unit's profile and its number."""
    op.create_table(
        "unit_profiles",
        sa.Column("fact", sa.Text, primary_key=True),
        *_texts("unit profile name duty_body by"),
        sa.Column("since", _TIME, nullable=False),
    )
    op.create_table(
        "unit_numbers",
        sa.Column("fact", sa.Text, primary_key=True),
        *_texts("unit number reason document by withdrawn_by withdrawn_why"),
        sa.Column("since", _TIME, nullable=False),
        sa.Column("noted_at", _TIME, nullable=False),
        sa.Column("withdrawn_at", _TIME),
    )
    for table in ("unit_profiles", "unit_numbers"):
        op.create_index(f"ix_{table}_unit", table, ["unit"])
