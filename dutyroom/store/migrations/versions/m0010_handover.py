"""Notes and handovers.

Revision ID: 0010
Revises: 0009
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

_TIME = sa.DateTime(timezone=True)

_HANDOVER = (
    "unit seat begun_by relief relief_id leader leader_mode leader_call leader_told_by "
    "incoming_shift outgoing incoming emergency waived anchor given_up_by given_up_why"
)
_LINE = "kind subject number standing source what outcome contact risk handler explanation reason"


def upgrade() -> None:
    """Make the tables of notes and handovers."""
    op.create_table(
        "notes",
        sa.Column("id", sa.Text, primary_key=True),
        *_texts("unit kind text left_by ended_by ended_how"),
        sa.Column("left_at", _TIME, nullable=False),
        *_times("until ended_at"),
    )
    op.create_index("ix_notes_ended_at", "notes", ["ended_at"])
    _make_handovers()
    _make_words()
    _make_lines()


def _make_handovers() -> None:
    """Make the table of handovers."""
    op.create_table(
        "handovers",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("shift", sa.Text, nullable=False, server_default=""),
        *_texts(_HANDOVER),
        *_times("planned_end begun_at arrived_at leader_told_at signed_at given_up_at"),
        sa.Column("margin", sa.Float),
        *_numbers("seq journal items year running revision"),
    )
    op.create_index("ix_handovers_shift", "handovers", ["shift"])
    op.create_index("ix_handovers_signed_at", "handovers", ["signed_at"])


def _make_words() -> None:
    """Make the table of what was said of items."""
    op.create_table(
        "handover_words",
        sa.Column("subject", sa.Text, primary_key=True),
        sa.Column("revision", sa.Integer, primary_key=True),
        *_texts("handover item decision digest text by"),
        sa.Column("at", _TIME, nullable=False),
    )
    op.create_index("ix_handover_words_handover", "handover_words", ["handover"])


def _make_lines() -> None:
    """Make the table of the signed lists."""
    op.create_table(
        "handover_lines",
        sa.Column("handover", sa.Text, primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("item", sa.Text, nullable=False, server_default=""),
        *_texts(_LINE),
        *_times("at due"),
        sa.Column("done", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("urgent", sa.Boolean, nullable=False, server_default=sa.false()),
    )
    op.create_index("ix_handover_lines_item", "handover_lines", ["item"])


def _texts(names: str) -> list[sa.Column[Any]]:
    """Return columns of text, empty by default."""
    return [sa.Column(name, sa.Text, nullable=False, server_default="") for name in names.split()]


def _times(names: str) -> list[sa.Column[Any]]:
    """Return columns of times that may be unknown."""
    return [sa.Column(name, _TIME) for name in names.split()]


def _numbers(names: str) -> list[sa.Column[Any]]:
    """Return columns of whole numbers, 0 by default."""
    return [
        sa.Column(name, sa.Integer, nullable=False, server_default="0") for name in names.split()
    ]
