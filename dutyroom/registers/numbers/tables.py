"""Numbers that were given and that no row of a register holds."""

from __future__ import annotations

from typing import Final

from dutyroom.store.models import Field, SQLModel
from dutyroom.store.rows import table_of


class PassedNumber(SQLModel, table=True):
    """Up to which number of a unit's year none is given any more."""

    __tablename__ = "numbers_passed"

    series: str = Field(primary_key=True)
    unit: str = Field(primary_key=True)
    year: int = Field(primary_key=True)
    last: int = 0


class KeptNumber(SQLModel, table=True):
    """The number that a subject had, should it come after all."""

    __tablename__ = "numbers_kept"

    series: str = Field(primary_key=True)
    subject: str = Field(primary_key=True)
    unit: str = ""
    year: int = 0
    running: int = 0


PASSED: Final = table_of(PassedNumber)
KEPT: Final = table_of(KeptNumber)
