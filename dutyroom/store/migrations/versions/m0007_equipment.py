"""The equipment: checklist, sheets, faults, stock and the room.

Revision ID: 0007
Revises: 0006
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

_TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables of the equipment."""
    _make_lists()
    _make_sheets()
    _make_faults()
    _make_stock()


def _texts(names: str) -> list[sa.Column[Any]]:
    """Return columns of text, empty by default."""
    return [sa.Column(name, sa.Text, nullable=False, server_default="") for name in names.split()]


def _times(names: str, *, always: bool = False) -> list[sa.Column[Any]]:
    """Return columns of time."""
    return [sa.Column(name, _TIME, nullable=not always) for name in names.split()]


def _flags(names: str) -> list[sa.Column[Any]]:
    """Return columns of yes or no, no by default."""
    return [
        sa.Column(name, sa.Boolean, nullable=False, server_default=sa.false())
        for name in names.split()
    ]


def _numbers(names: str) -> list[sa.Column[Any]]:
    """Return columns of whole numbers, 0 by default."""
    return [
        sa.Column(name, sa.Integer, nullable=False, server_default="0") for name in names.split()
    ]


def _index(table: str, *columns: str) -> None:
    """Make an index on each of some columns."""
    for column in columns:
        op.create_index(f"ix_{table}_{column}", table, [column])


def _make_lists() -> None:
    """Make the tables of the checklist's versions."""
    op.create_table(
        "equipment_lists",
        sa.Column("fact", sa.Text, primary_key=True),
        *_texts("unit profile what item why issued_by"),
        *_numbers("revision"),
        *_flags("start_needed end_needed"),
        *_times("issued_at", always=True),
    )
    _index("equipment_lists", "unit")
    op.create_table(
        "equipment_items",
        sa.Column("list", sa.Text, primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        *_texts("key grouped zh en look_zh look_en measure_zh measure_en often who kind probes"),
        *_numbers("minimum article"),
        *_flags("critical"),
    )


def _make_sheets() -> None:
    """Make the tables of sheets and their entries."""
    op.create_table(
        "equipment_sheets",
        sa.Column("id", sa.Text, primary_key=True),
        *_texts("unit seat kind list shift items checker signed_by note dropped_by dropped_why"),
        *_numbers("seq revision"),
        *_times("begun_at signed_at dropped_at"),
    )
    _index("equipment_sheets", "seq", "shift", "signed_at")
    op.create_table(
        "equipment_entries",
        sa.Column("sheet", sa.Text, primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        *_texts("item state checked_by note workaround evidence"),
        *_flags("counts"),
        *_times("checked_at", always=True),
    )
    _index("equipment_entries", "item")


def _make_faults() -> None:
    """Make the tables of fault tickets and their steps."""
    op.create_table(
        "equipment_faults",
        sa.Column("id", sa.Text, primary_key=True),
        *_texts("unit seat item zh en state words sheet workaround opened_by reported_to"),
        *_texts("reported_how repaired_by repair verified_by closed_by closed_why"),
        *_numbers("seq revision"),
        *_flags("critical"),
        *_times("opened_at reported_at due_at reminded_at repaired_at closed_at"),
    )
    _index("equipment_faults", "item", "closed_at")
    op.create_table(
        "equipment_fault_steps",
        sa.Column("fault", sa.Text, primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        *_texts("step by words whom how"),
        *_times("at", always=True),
        *_times("due_at"),
    )


def _make_stock() -> None:
    """Make the tables of stock and of the room."""
    op.create_table(
        "equipment_movements",
        sa.Column("fact", sa.Text, primary_key=True),
        *_texts("subject unit item move expires whom why by"),
        *_numbers("by_quantity"),
        *_times("at", always=True),
    )
    _index("equipment_movements", "subject")
    op.create_table(
        "equipment_stock",
        sa.Column("subject", sa.Text, primary_key=True),
        sa.Column("expires", sa.Text, primary_key=True),
        *_texts("unit item"),
        *_numbers("quantity"),
    )
    _index("equipment_stock", "unit")
    op.create_table(
        "equipment_rooms",
        sa.Column("fact", sa.Text, primary_key=True),
        *_texts("unit shared shared_with photo note verified_by"),
        sa.Column("area", sa.Float, nullable=False, server_default="0"),
        *_times("verified_at", always=True),
    )
    _index("equipment_rooms", "unit")
