"""The table of people; every row is computed from facts."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from dutyroom.store.models import Field, SQLModel
from dutyroom.store.rows import table_of


class PersonRecord(SQLModel, table=True):
    """Somebody as the facts have left them; a retired one stays."""

    __tablename__ = "people"

    id: str = Field(primary_key=True)
    unit: str = ""
    name: str = Field(default="", index=True)
    number: str = ""
    roles: str = ""
    post_kind: str = ""
    position: str = ""
    engagement: str = ""
    share: str = ""
    pool: str = ""
    mobile: str = ""
    office: str = ""
    home: str = ""
    appointed_on: str = ""
    appointed_by: str = ""
    trained_until: str = ""
    holiday_trained: str = ""
    active_from: str = ""
    active_until: str = ""
    reading: str = ""
    note: str = ""
    initials: str = ""
    revision: int = 0
    retired_at: datetime | None = None
    retired_why: str = ""


PEOPLE: Final = table_of(PersonRecord)
