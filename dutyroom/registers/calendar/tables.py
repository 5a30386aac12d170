"""The tables of the calendar; every row is computed from facts."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from dutyroom.store.models import Field, SQLModel
from dutyroom.store.rows import table_of


class CalendarEntry(SQLModel, table=True):
    """What the days of a span are, as somebody has noted it; a withdrawn entry stays."""

    __tablename__ = "calendar_entries"

    id: str = Field(primary_key=True)
    unit: str = ""
    first: date
    last: date = Field(index=True)
    kind: str = ""
    name: str = ""
    document: str = ""
    source: str = ""
    position: int = 0
    corrects: str = ""
    why: str = ""
    noted_at: datetime
    by: str = ""
    withdrawn_at: datetime | None = None
    withdrawn_by: str = ""
    withdrawn_why: str = ""


class CalendarAssumption(SQLModel, table=True):
    """A year for which plain weekdays may be taken while its notice is missing."""

    __tablename__ = "calendar_assumptions"

    year: int = Field(primary_key=True)
    unit: str = ""
    assumed_at: datetime
    by: str = ""
    why: str = ""


ENTRIES: Final = table_of(CalendarEntry)
ASSUMPTIONS: Final = table_of(CalendarAssumption)
