"""The tables of submissions; every row is computed from facts."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from dutyroom.store.models import Field, SQLModel
from dutyroom.store.rows import table_of


class SubmissionRecord(SQLModel, table=True):
    """A roster that was submitted; a withdrawn one stays."""

    __tablename__ = "submissions"

    id: str = Field(primary_key=True)
    unit: str = ""
    kind: str = ""
    label: str = ""
    first: date
    last: date = Field(index=True)
    due: date
    versions: str = ""
    sent_at: datetime
    way: str = ""
    recipient: str = ""
    receipt: str = ""
    received_by: str = ""
    received_at: datetime | None = None
    noted_at: datetime
    by: str = ""
    withdrawn_at: datetime | None = None
    withdrawn_by: str = ""
    withdrawn_why: str = ""
    missing: str = ""
    missing_why: str = ""


class SubmissionNotice(SQLModel, table=True):
    """A change notice that was sent for a submission."""

    __tablename__ = "submission_notices"

    id: str = Field(primary_key=True)
    submission: str = Field(index=True)
    versions: str = ""
    changes: int = 0
    sent_at: datetime
    way: str = ""
    recipient: str = ""
    receipt: str = ""
    received_by: str = ""
    received_at: datetime | None = None
    noted_at: datetime
    by: str = ""


SUBMISSIONS: Final = table_of(SubmissionRecord)
NOTICES: Final = table_of(SubmissionNotice)
