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
    _make_accounts()
    _make_vouchings()
    _make_secrets()
    _extend_shifts()
    _make_company()
    _make_course()


def _texts(names: str) -> list[sa.Column[Any]]:
    """Return columns of text, empty by default."""
    return [sa.Column(name, sa.Text, nullable=False, server_default="") for name in names.split()]


def _times(names: str) -> list[sa.Column[Any]]:
    """Return columns of time, empty by default."""
    return [sa.Column(name, _TIME) for name in names.split()]


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


def _make_accounts() -> None:
    """Make the tables of accounts and of the sessions that they opened."""
    op.create_table(
        "accounts",
        sa.Column("person", sa.Text, primary_key=True),
        *_texts("unit roles password password_set_by password_how vouching pin closed_why"),
        sa.Column("must_change", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("revision", sa.Integer, nullable=False, server_default="0"),
        *_times("password_set_at pin_set_at opened_at closed_at"),
    )
    op.create_table(
        "account_sessions",
        sa.Column("id", sa.Text, primary_key=True),
        *_texts("person name unit seat"),
        sa.Column("wrong_tries", sa.Integer, nullable=False, server_default="0"),
        *_times("opened_at closed_at"),
    )
    op.create_index("ix_account_sessions_closed_at", "account_sessions", ["closed_at"])


def _make_vouchings() -> None:
    """Make the table of vouchings."""
    op.create_table(
        "vouchings",
        sa.Column("id", sa.Text, primary_key=True),
        *_texts("unit person name given_by given_name attested_by attested_name channel call"),
        *_texts("reason reviewed_by reviewed_name finding"),
        sa.Column("upheld", sa.Boolean, nullable=False, server_default=sa.false()),
        *_times("given_at used_at reviewed_at"),
    )
    op.create_index("ix_vouchings_reviewed_at", "vouchings", ["reviewed_at"])


def _make_secrets() -> None:
    """Make the tables of hashes and of wrong tries, which no fact ever holds."""
    op.create_table(
        "account_secrets",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("purpose", sa.Text, nullable=False),
        sa.Column("hash", sa.Text, nullable=False),
        sa.Column("set_at", _TIME, nullable=False),
    )
    op.create_index("ix_account_secrets_person", "account_secrets", ["person"])
    op.create_table(
        "account_tries",
        sa.Column("person", sa.Text, primary_key=True),
        sa.Column("purpose", sa.Text, primary_key=True),
        sa.Column("wrong", sa.Integer, nullable=False),
        sa.Column("last_at", _TIME, nullable=False),
    )


def _extend_shifts() -> None:
    """Add to shifts what sign-on knows."""
    for column in (
        *_texts("officer_id leader_id leader_mode slot relieves relief responsible_missing"),
        *_times("leader_acknowledged_at arrived_at planned_start planned_end responsible_at"),
        sa.Column("fit", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("roster_version", sa.Integer, nullable=False, server_default="0"),
        sa.Column("revision", sa.Integer, nullable=False, server_default="0"),
    ):
        op.add_column("shifts", column)


def _of_shift(key: str, kind: type[sa.types.TypeEngine[Any]]) -> list[sa.Column[Any]]:
    """Return the two columns that together name a row that belongs to a shift."""
    return [sa.Column("shift", sa.Text, primary_key=True), sa.Column(key, kind, primary_key=True)]


def _make_company() -> None:
    """Make the tables of who else serves in a shift, and who answers for it."""
    op.create_table(
        "shift_leaders",
        *_of_shift("position", sa.Integer),
        *_texts("person name phone mode named_by attested_by call"),
        sa.Column("named_at", _TIME, nullable=False),
        *_times("acknowledged_at"),
    )
    op.create_table(
        "shift_officers",
        *_of_shift("position", sa.Integer),
        *_texts("person name post phone"),
        sa.Column("joined_at", _TIME, nullable=False),
        *_times("arrived_at left_at"),
    )
    op.create_table(
        "shift_responsible",
        *_of_shift("position", sa.Integer),
        *_texts("kind person name post phone"),
    )


def _make_course() -> None:
    """Make the tables of what happens in the course of a shift."""
    op.create_table(
        "shift_absences",
        *_of_shift("id", sa.Text),
        *_texts("reason substitute substitute_id"),
        *_times("out_at in_at"),
    )
    op.create_table(
        "shift_presence",
        *_of_shift("due_at", sa.DateTime),
        *_texts("confirmed_by"),
        *_times("confirmed_at"),
        sa.Column("missed", sa.Boolean, nullable=False, server_default=sa.false()),
    )
    op.create_table("shift_overrides", *_of_shift("code", sa.Text), *_texts("reason"))
    op.create_table(
        "shift_corrections",
        *_of_shift("position", sa.Integer),
        *_texts("field old new why by"),
        sa.Column("at", _TIME, nullable=False),
    )
