"""The tables of the unit itself; every row is computed from facts."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from dutyroom.store.models import Field, SQLModel
from dutyroom.store.rows import table_of


class UnitProfile(SQLModel, table=True):
    """What a unit was, from a time on."""

    __tablename__ = "unit_profiles"

    fact: str = Field(primary_key=True)
    unit: str = Field(index=True)
    profile: str = ""
    name: str = ""
    duty_body: str = ""
    since: datetime
    by: str = ""


class UnitNumber(SQLModel, table=True):
    """A change of the unit's one duty number."""

    __tablename__ = "unit_numbers"

    fact: str = Field(primary_key=True)
    unit: str = Field(index=True)
    number: str = ""
    since: datetime
    reason: str = ""
    document: str = ""
    noted_at: datetime
    by: str = ""
    withdrawn_at: datetime | None = None
    withdrawn_by: str = ""
    withdrawn_why: str = ""


PROFILES: Final = table_of(UnitProfile)
NUMBERS: Final = table_of(UnitNumber)
