"""Matters: what came in, its thread, instructions, transfers, links, attachments.

Revision ID: 0008
Revises: 0007
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from dutyroom.store.ddl import create_search_table

revision = "0008"
down_revision = "0007"

_TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables of matters and their search."""
    _make_matters()
    _make_thread()
    _make_moves()
    _make_rest()
    create_search_table(op.get_bind(), "matter_search")


def _texts(names: str) -> list[sa.Column[Any]]:
    """Return columns of text, empty by default."""
    return [sa.Column(name, sa.Text, nullable=False, server_default="") for name in names.split()]


def _times(names: str, *, empty: bool = False) -> list[sa.Column[Any]]:
    """Return columns of time."""
    return [sa.Column(name, _TIME, nullable=empty) for name in names.split()]


def _counts(names: str) -> list[sa.Column[Any]]:
    """Return columns of counts, 0 by default."""
    return [
        sa.Column(name, sa.Integer, nullable=False, server_default="0") for name in names.split()
    ]


def _keys() -> list[sa.Column[Any]]:
    """Return the two columns that together name a row that belongs to a matter."""
    return [
        sa.Column("matter", sa.Text, primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
    ]


def _make_matters() -> None:
    """Make the table of matters."""
    op.create_table(
        "matters",
        sa.Column("ordinal", sa.Integer, primary_key=True),
        sa.Column("id", sa.Text, nullable=False, unique=True),
        *_texts("unit opened_by source kind urgency content contact_unit contact_name"),
        *_texts("contact_phone proposal risk reference assigned_by call first_receiver"),
        *_texts("first_receiver_id handler handler_id asked asked_id waiting_for closed_by result"),
        *_counts("year running revision reopened steps instructions unsettled attachments"),
        *_counts("handovers corrections"),
        *_times("opened_at handler_since touched_at"),
        *_times("due_at feedback_due_at fed_back_at deadline_at closed_at", empty=True),
        sa.Column("open", sa.Boolean, nullable=False),
        sa.UniqueConstraint("unit", "year", "running"),
    )
    op.create_index("ix_matters_open", "matters", ["open", "deadline_at"])
    op.create_index("ix_matters_handler", "matters", ["handler", "open"])
    op.create_index("ix_matters_call", "matters", ["call"])
    op.create_index("ix_matters_closed_at", "matters", ["closed_at"])


def _make_thread() -> None:
    """Make the tables of a matter's thread and of its instructions."""
    op.create_table(
        "matter_steps",
        *_keys(),
        *_texts("fact step by channel who words answer waiting_for about"),
        *_times("at"),
    )
    op.create_table(
        "matter_instructions",
        *_keys(),
        *_texts("id given_by channel words noted_by outcome settled_by"),
        *_times("received_at"),
        *_times("settled_at", empty=True),
    )
    op.create_table(
        "matter_conveyances",
        *_keys(),
        *_texts("id instruction told channel by receipt"),
        *_times("at"),
        *_times("receipt_at", empty=True),
    )


def _make_moves() -> None:
    """Make the table of transfers."""
    op.create_table(
        "matter_transfers",
        *_keys(),
        *_texts("id offered_by offered_to offered_to_id why state answered_by answer"),
        *_times("asked_at"),
        *_times("answered_at", empty=True),
    )


def _make_rest() -> None:
    """Make the tables of links, attachments and corrections."""
    op.create_table(
        "matter_links",
        sa.Column("matter", sa.Text, primary_key=True),
        sa.Column("kind", sa.Text, primary_key=True),
        sa.Column("target", sa.Text, primary_key=True),
        *_texts("by"),
        *_times("at"),
    )
    op.create_index("ix_matter_links_target", "matter_links", ["target"])
    op.create_table(
        "matter_attachments", *_keys(), *_texts("name sha256 by"), *_counts("size"), *_times("at")
    )
    op.create_table("matter_corrections", *_keys(), *_texts("field old new why by"), *_times("at"))
