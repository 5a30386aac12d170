"""The tables of matters; every row is computed from facts and never edited otherwise."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from sqlalchemy import Index, UniqueConstraint, text

from dutyroom.store.models import Field, SQLModel
from dutyroom.store.rows import table_of


class Matter(SQLModel, table=True):
    """One matter.

    `ordinal` is the journal's number of its first fact. `year` and `running` are
    the number that is printed, counted in each unit from 1 in the Beijing year of
    that fact. `deadline_at` is the sooner of what is due and has not been done.
    """

    __tablename__ = "matters"
    __table_args__ = (
        UniqueConstraint("unit", "year", "running"),
        Index("ix_matters_open", "open", "deadline_at"),
        Index("ix_matters_handler", "handler", "open"),
        Index("ix_matters_touched", "open", "touched_at"),
        Index("ix_matters_handler_id", "handler_id"),
        Index("ix_matters_declined", "declined_at", sqlite_where=text("declined_at IS NOT NULL")),
    )

    ordinal: int = Field(primary_key=True)
    id: str = Field(unique=True)
    unit: str
    year: int
    running: int
    revision: int = 0
    opened_at: datetime
    opened_by: str = ""
    source: str = ""
    kind: str = ""
    urgency: str = ""
    due_at: datetime | None = None
    feedback_due_at: datetime | None = None
    fed_back_at: datetime | None = None
    deadline_at: datetime | None = None
    content: str = ""
    contact_unit: str = ""
    contact_name: str = ""
    contact_phone: str = ""
    proposal: str = ""
    risk: str = ""
    reference: str = ""
    assigned_by: str = ""
    call: str = Field(default="", index=True)
    first_receiver: str = ""
    first_receiver_id: str = ""
    handler: str = ""
    handler_id: str = ""
    handler_since: datetime
    asked: str = ""
    asked_id: str = ""
    waiting_for: str = ""
    open: bool = True
    closed_at: datetime | None = Field(default=None, index=True)
    closed_by: str = ""
    result: str = ""
    reopened: int = 0
    touched_at: datetime
    steps: int = 0
    instructions: int = 0
    unsettled: int = 0
    attachments: int = 0
    handovers: int = 0
    corrections: int = 0
    declined_at: datetime | None = None
    """When it was declined at a handover; empty again once somebody takes it over or closes it."""
    declined_by: str = ""


class MatterStep(SQLModel, table=True):
    """One line of a matter's thread: who did or said what, when and by which way."""

    __tablename__ = "matter_steps"

    matter: str = Field(primary_key=True)
    position: int = Field(primary_key=True)
    fact: str = ""
    step: str = ""
    at: datetime
    by: str = ""
    channel: str = ""
    who: str = ""
    words: str = ""
    answer: str = ""
    waiting_for: str = ""
    about: str = ""


class MatterInstruction(SQLModel, table=True):
    """What a leader ordered about a matter, in their own words."""

    __tablename__ = "matter_instructions"

    matter: str = Field(primary_key=True)
    position: int = Field(primary_key=True)
    id: str = ""
    given_by: str = ""
    received_at: datetime
    channel: str = ""
    words: str = ""
    noted_by: str = ""
    outcome: str = ""
    settled_at: datetime | None = None
    settled_by: str = ""


class MatterConveyance(SQLModel, table=True):
    """To whom an instruction was passed on, and how its receipt was confirmed."""

    __tablename__ = "matter_conveyances"

    matter: str = Field(primary_key=True)
    position: int = Field(primary_key=True)
    id: str = ""
    instruction: str = ""
    told: str = ""
    channel: str = ""
    at: datetime
    by: str = ""
    receipt: str = ""
    receipt_at: datetime | None = None


class MatterTransfer(SQLModel, table=True):
    """A matter offered to somebody else; it moves when they accept."""

    __tablename__ = "matter_transfers"

    matter: str = Field(primary_key=True)
    position: int = Field(primary_key=True)
    id: str = ""
    offered_by: str = ""
    offered_to: str = ""
    offered_to_id: str = ""
    why: str = ""
    asked_at: datetime
    state: str = ""
    answered_at: datetime | None = None
    answered_by: str = ""
    answer: str = ""


class MatterLink(SQLModel, table=True):
    """What a matter is linked to."""

    __tablename__ = "matter_links"

    matter: str = Field(primary_key=True)
    kind: str = Field(primary_key=True)
    target: str = Field(primary_key=True, index=True)
    at: datetime
    by: str = ""


class MatterAttachment(SQLModel, table=True):
    """A file kept with a matter, found by its hash; its name is only shown."""

    __tablename__ = "matter_attachments"

    matter: str = Field(primary_key=True)
    position: int = Field(primary_key=True)
    name: str = ""
    sha256: str = ""
    size: int = 0
    at: datetime
    by: str = ""


class MatterCorrection(SQLModel, table=True):
    """A field of a matter that was changed; both values stay readable."""

    __tablename__ = "matter_corrections"

    matter: str = Field(primary_key=True)
    position: int = Field(primary_key=True)
    field: str = ""
    old: str = ""
    new: str = ""
    why: str = ""
    by: str = ""
    at: datetime


CHILDREN: Final[tuple[type[SQLModel], ...]] = (
    MatterStep,
    MatterInstruction,
    MatterConveyance,
    MatterTransfer,
    MatterLink,
    MatterAttachment,
    MatterCorrection,
)
"""The tables whose rows belong to a matter."""

MATTERS: Final = table_of(Matter)
"""The table of matters."""
