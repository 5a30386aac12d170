"""The tables of handovers; every row is computed from facts."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from sqlalchemy import Index

from dutyroom.store.models import Field, SQLModel
from dutyroom.store.rows import table_of


class Handover(SQLModel, table=True):
    """One handover. `year` and `running` are its printed number."""

    __tablename__ = "handovers"
    __table_args__ = (Index("ix_handovers_seat", "seat", "seq"),)

    id: str = Field(primary_key=True)
    seq: int = 0
    unit: str = ""
    seat: str = ""
    shift: str = Field(default="", index=True)
    planned_end: datetime | None = None
    begun_at: datetime | None = None
    begun_by: str = ""
    relief: str = ""
    relief_id: str = ""
    arrived_at: datetime | None = None
    margin: float | None = None
    leader: str = ""
    leader_mode: str = ""
    leader_call: str = ""
    leader_list: str = ""
    """Digest of the list that the leader signed; empty: none."""
    leader_told_by: str = ""
    leader_told_at: datetime | None = None
    signed_at: datetime | None = Field(default=None, index=True)
    incoming_shift: str = ""
    outgoing: str = ""
    incoming: str = ""
    emergency: str = ""
    agreed_by: str = ""
    """The leader who agreed that the outgoing officer does not sign."""
    agreed_mode: str = ""
    agreed_why: str = ""
    waived: str = ""
    """What was set aside at the signatures, with the reasons."""
    equipment: str = ""
    """What the check at the end found, or why there was none, as it was signed."""
    proven: str = ""
    """Who of both signed by password; empty: nobody, or it was not kept yet."""
    journal: int = 0
    anchor: str = ""
    items: int = 0
    declined: int = 0
    """How many lines of the signed list were declined."""
    year: int = 0
    running: int = 0
    given_up_at: datetime | None = None
    given_up_by: str = ""
    given_up_why: str = ""
    revision: int = 0


class HandoverWord(SQLModel, table=True):
    """Something that was said of an item by either side."""

    __tablename__ = "handover_words"

    subject: str = Field(primary_key=True)
    revision: int = Field(primary_key=True)
    handover: str = Field(default="", index=True)
    item: str = ""
    decision: str = ""
    """Empty: an explanation of the outgoing officer; `handover.taken_on`: it was taken later."""
    digest: str = ""
    text: str = ""
    by: str = ""
    at: datetime


class HandoverLine(SQLModel, table=True):
    """A line of the list that both signed, as it stood then."""

    __tablename__ = "handover_lines"

    handover: str = Field(primary_key=True)
    position: int = Field(primary_key=True)
    item: str = Field(default="", index=True)
    kind: str = ""
    subject: str = ""
    number: str = ""
    at: datetime | None = None
    done: bool = False
    urgent: bool = False
    due: datetime | None = None
    standing: str = ""
    source: str = ""
    what: str = ""
    outcome: str = ""
    contact: str = ""
    risk: str = ""
    handler: str = ""
    explanation: str = ""
    reason: str = ""


HANDOVERS: Final = table_of(Handover)
WORDS: Final = table_of(HandoverWord)
LINES: Final = table_of(HandoverLine)
