"""The tables of swaps; every row is computed from facts."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from dutyroom.store.models import Field, SQLModel
from dutyroom.store.rows import table_of


class SwapRecord(SQLModel, table=True):
    """One swap."""

    __tablename__ = "swaps"

    id: str = Field(primary_key=True)
    unit: str = ""
    state: str = Field(default="", index=True)
    asked_at: datetime | None = None
    asked_by: str = ""
    asked_name: str = ""
    entered_by: str = ""
    reason: str = ""
    reported_at: datetime | None = None
    reported_to: str = ""
    reported_name: str = ""
    reported_channel: str = ""
    reported_call: str = ""
    reported_why: str = ""
    reported_signed: bool | None = None
    reported_by: str = ""
    issued_at: datetime | None = None
    issued_by: str = ""
    version: int = 0
    versions: str = ""
    notice_due: bool = False
    noticed_at: datetime | None = None
    noticed_how: str = ""
    waiver_reason: str = ""
    waiver_by: str = ""
    ended_at: datetime | None = None
    ended_by: str = ""
    ended_why: str = ""
    revision: int = 0


class SwapLeg(SQLModel, table=True):
    """One slot that changes hands."""

    __tablename__ = "swap_legs"

    swap: str = Field(primary_key=True)
    position: int = Field(primary_key=True)
    slot: str = ""
    label: str = ""
    role: str = ""
    start: datetime | None = None
    end: datetime | None = None
    giver: str = ""
    giver_name: str = ""
    taker: str = ""
    taker_name: str = ""


class SwapConsent(SQLModel, table=True):
    """Somebody's yes."""

    __tablename__ = "swap_consents"

    swap: str = Field(primary_key=True)
    person: str = Field(primary_key=True)
    name: str = ""
    at: datetime
    channel: str = ""
    attested_by: str = ""
    call: str = ""


SWAPS_TABLE: Final = table_of(SwapRecord)
LEGS: Final = table_of(SwapLeg)
CONSENTS: Final = table_of(SwapConsent)
"""The same for statements that go past the mapper."""
