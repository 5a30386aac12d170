"""The call log with its search, the alarms, the shifts and the lines' outages.

Revision ID: 0002
Revises: 0001
"""

from __future__ import annotations

from typing import Any, TypeAlias

import sqlalchemy as sa
from alembic import op

from dutyroom.store import ddl

revision = "0002"
down_revision = "0001"

_TIME = sa.DateTime(timezone=True)

_Kind: TypeAlias = sa.types.TypeEngine[Any] | type[sa.types.TypeEngine[Any]]


def upgrade() -> None:
    """Make the tables of the first registers."""
    _make_calls()
    _make_recordings()
    _make_others()
    for table, columns in {
        "calls": ("started_at", "normalised", "reversed", "outcome", "owed", "running"),
        "call_corrections": ("ordinal",),
        "recordings": ("call",),
        "recording_gaps": ("recording",),
        "recording_marks": ("recording",),
        "alarms": ("state",),
        "shifts": ("begun_at",),
        "line_outages": ("line", "found_at"),
    }.items():
        for column in columns:
            op.create_index(f"ix_{table}_{column}", table, [column])
    ddl.create_search_table(op.get_bind(), "call_search")


def _columns(kind: _Kind, names: str, *, empty: bool = False) -> list[sa.Column[Any]]:
    """Return columns of one type, by their names in a line."""
    return [sa.Column(name, kind, nullable=empty) for name in names.split()]


def _make_calls() -> None:
    """Make the tables of calls, write-ups and corrections."""
    op.create_table(
        "calls",
        sa.Column("ordinal", sa.Integer, primary_key=True),
        sa.Column("id", sa.Text, nullable=False, unique=True),
        *_columns(sa.Text, "unit line seat"),
        *_columns(sa.Integer, "year running"),
        *_columns(sa.Boolean, "begun waiting disturbed"),
        *_columns(_TIME, "started_at"),
        *_columns(_TIME, "answered_at ended_at taken_at written_up_at", empty=True),
        *_columns(_TIME, "needless_at called_back_at", empty=True),
        *_columns(sa.Text, "direction medium number normalised reversed name absent"),
        *_columns(sa.Text, "telco_time format answered_by ended_as ended_by"),
        *_columns(sa.Boolean, "checksum", empty=True),
        *_columns(sa.Float, "ring_seconds talk_seconds", empty=True),
        *_columns(sa.Integer, "rings recordings corrections"),
        *_columns(sa.Text, "entered_by first_receiver stated_as stated_by recorder"),
        *_columns(sa.Text, "needless_by needless_reason"),
        *_columns(sa.Text, "called_back_by called_back_call called_back_result"),
        *_columns(sa.Text, "outcome known_by owed summary raw"),
        sa.UniqueConstraint("unit", "year", "running"),
    )
    op.create_table(
        "call_write_ups",
        sa.Column("ordinal", sa.Integer, primary_key=True),
        *_columns(sa.Text, "called_at caller_unit caller_name caller_post caller_number"),
        *_columns(sa.Text, "content instruction handling where_when cause course measures"),
        *_columns(sa.Text, "result impact trend told"),
    )
    op.create_table(
        "call_corrections",
        sa.Column("seq", sa.Integer, primary_key=True),
        sa.Column("field", sa.Text, primary_key=True),
        *_columns(sa.Integer, "ordinal"),
        *_columns(sa.Text, "old new why by"),
        *_columns(_TIME, "at"),
    )


def _make_recordings() -> None:
    """Make the tables of recordings, their gaps and their marks."""
    op.create_table(
        "recordings",
        sa.Column("seq", sa.Integer, primary_key=True),
        sa.Column("id", sa.Text, nullable=False, unique=True),
        *_columns(sa.Text, "call unit line path sha256 failed_reason"),
        *_columns(sa.Integer, "segment rate"),
        *_columns(_TIME, "begun_at finished_at failed_at", empty=True),
        *_columns(sa.Integer, "frames clipped", empty=True),
        *_columns(sa.Float, "peak", empty=True),
        *_columns(sa.Boolean, "repaired"),
    )
    op.create_table(
        "recording_gaps",
        sa.Column("seq", sa.Integer, primary_key=True),
        *_columns(sa.Text, "recording"),
        *_columns(sa.Integer, "offset frames"),
    )
    op.create_table(
        "recording_marks",
        sa.Column("seq", sa.Integer, primary_key=True),
        *_columns(sa.Text, "recording note by"),
        *_columns(sa.Integer, "frame"),
        *_columns(_TIME, "at"),
    )


def _make_others() -> None:
    """Make the tables of alarms, shifts and outages."""
    op.create_table(
        "alarms",
        sa.Column("seq", sa.Integer, primary_key=True),
        sa.Column("id", sa.Text, nullable=False, unique=True),
        *_columns(sa.Text, "unit line code about detail state"),
        *_columns(sa.Integer, "priority times"),
        *_columns(_TIME, "raised_at raised_last_at"),
        *_columns(_TIME, "cleared_at acknowledged_at silenced_at", empty=True),
        *_columns(_TIME, "shelved_at shelved_until", empty=True),
        *_columns(sa.Text, "acknowledged_by silenced_by shelved_by shelved_reason"),
    )
    op.create_table(
        "shifts",
        sa.Column("seq", sa.Integer, primary_key=True),
        sa.Column("id", sa.Text, nullable=False, unique=True),
        *_columns(sa.Text, "unit seat officer leader phone ended_by"),
        *_columns(_TIME, "begun_at ended_at", empty=True),
    )
    op.create_table(
        "line_outages",
        sa.Column("seq", sa.Integer, primary_key=True),
        *_columns(sa.Text, "unit line what reason"),
        *_columns(_TIME, "lost_at"),
        *_columns(_TIME, "found_at", empty=True),
    )
