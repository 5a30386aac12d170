"""Daily reports of holidays and events.

Revision ID: 0043
Revises: 0042
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0043"
down_revision = "0042"


def upgrade() -> None:
    """Make the table of daily reports."""
    texts = (
        "unit day label situation replaces why written_by events said in_spite author author_id "
        "approver approver_id approval_channel attested_by approval_call sent_by way recipient "
        "receipt received_by void_by void_why replaced_by"
    )
    times = "written_at due since until signed_at approved_at sent_at void_at"
    numbers = "zero calls matters urgent revision"
    op.create_table(
        "daily_reports",
        sa.Column("id", sa.Text, primary_key=True),
        *(sa.Column(name, sa.Text, nullable=False, server_default="") for name in texts.split()),
        *(sa.Column(name, sa.DateTime(timezone=True)) for name in times.split()),
        *(
            sa.Column(
                name,
                sa.Boolean if name == "zero" else sa.Integer,
                nullable=False,
                server_default="0",
            )
            for name in numbers.split()
        ),
    )
    op.create_index("ix_daily_reports_day", "daily_reports", ["day"])
