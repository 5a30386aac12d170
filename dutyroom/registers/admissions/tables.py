"""The table of special admissions; every row is computed from facts."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from dutyroom.store.models import Field, SQLModel
from dutyroom.store.rows import table_of


class DutyAdmission(SQLModel, table=True):
    """One admission of one person; its days as ISO 8601."""

    __tablename__ = "duty_admissions"

    id: str = Field(primary_key=True)
    unit: str = ""
    person: str = Field(default="", index=True)
    name: str = ""
    rules: str = ""
    first: str = ""
    last: str = Field(default="", index=True)
    reason: str = ""
    late: str = ""
    given_at: datetime | None = None
    given_by: str = ""
    given_name: str = ""
    given_channel: str = ""
    given_attested_by: str = ""
    given_call: str = ""
    given_noted_by: str = ""
    back_at: datetime | None = None
    back_by: str = ""
    back_name: str = ""
    back_channel: str = ""
    back_attested_by: str = ""
    back_call: str = ""
    back_noted_by: str = ""
    back_why: str = ""
    revision: int = 0


ADMISSIONS_TABLE: Final = table_of(DutyAdmission)
"""The same for statements that go past the mapper."""
