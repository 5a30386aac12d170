"""The table of daily reports; every row is computed from facts."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from dutyroom.store.models import Field, SQLModel
from dutyroom.store.rows import table_of


class DailyReport(SQLModel, table=True):
    """One report of one day, which is written as ISO 8601; a corrected one stays beside the new."""

    __tablename__ = "daily_reports"

    id: str = Field(primary_key=True)
    unit: str = ""
    day: str = Field(default="", index=True)
    label: str = ""
    situation: str = ""
    zero: bool = False
    replaces: str = ""
    why: str = ""
    written_at: datetime | None = None
    written_by: str = ""
    due: datetime | None = None
    since: datetime | None = None
    until: datetime | None = None
    calls: int = 0
    matters: int = 0
    urgent: int = 0
    events: str = ""
    said: str = ""
    in_spite: str = ""
    signed_at: datetime | None = None
    author: str = ""
    author_id: str = ""
    approved_at: datetime | None = None
    approver: str = ""
    approver_id: str = ""
    approval_channel: str = ""
    attested_by: str = ""
    approval_call: str = ""
    sent_at: datetime | None = None
    sent_by: str = ""
    way: str = ""
    recipient: str = ""
    receipt: str = ""
    received_by: str = ""
    void_at: datetime | None = None
    void_by: str = ""
    void_why: str = ""
    replaced_by: str = ""
    revision: int = 0


REPORTS_TABLE: Final = table_of(DailyReport)
"""The same for statements that go past the mapper."""
