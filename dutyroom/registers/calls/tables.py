"""The tables of the call log. Every row is computed from facts and never edited otherwise."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint, text

from dutyroom.store.models import Field, SQLModel


class Call(SQLModel, table=True):
    """One call, from its first sign on.

    `ordinal` is the journal's number of the first fact of the call: the order
    of the log. `year` and `running` are the number that is printed, counted in
    each unit from 1 in the Beijing year in which the call began. `went_on` counts how
    often the call went on after silence had been taken for its end, `went_on_at` when
    last, and `quiet_seconds` how long it was silent in all.
    """

    __tablename__ = "calls"
    __table_args__ = (
        UniqueConstraint("unit", "year", "running"),
        Index("ix_calls_month", text("strftime('%Y-%m', started_at, '+8 hours')")),
        Index("ix_calls_absent", "absent", sqlite_where=text("absent != ''")),
        Index("ix_calls_medium", "medium", sqlite_where=text("medium != 'line'")),
        Index("ix_calls_needless_at", "needless_at", sqlite_where=text("needless_at IS NOT NULL")),
        Index("ix_calls_recorder", "recorder", sqlite_where=text("recorder != ''")),
    )

    ordinal: int = Field(primary_key=True)
    id: str = Field(unique=True)
    unit: str
    line: str = ""
    seat: str = ""
    year: int
    running: int = Field(index=True)
    # the line
    begun: bool = False
    started_at: datetime = Field(index=True)
    direction: str = ""
    waiting: bool = False
    medium: str = "line"
    number: str = ""
    normalised: str = Field(default="", index=True)
    reversed: str = Field(default="", index=True)
    name: str = ""
    absent: str = ""
    checksum: bool | None = None
    telco_time: str = ""
    format: str = ""
    rings: int = 0
    answered_at: datetime | None = None
    answered_by: str = ""
    ring_seconds: float | None = None
    ended_at: datetime | None = None
    ended_as: str = ""
    ended_by: str = ""
    talk_seconds: float | None = None
    disturbed: bool = False
    went_on: int = 0
    went_on_at: datetime | None = None
    quiet_seconds: float = 0.0
    recordings: int = 0
    # the officer
    entered_by: str = ""
    first_receiver: str = ""
    taken_at: datetime | None = None
    stated_as: str = ""
    stated_by: str = ""
    recorder: str = ""
    written_up_at: datetime | None = None
    needless_at: datetime | None = None
    needless_by: str = ""
    needless_reason: str = ""
    called_back_at: datetime | None = None
    called_back_by: str = ""
    called_back_call: str = ""
    called_back_result: str = ""
    corrections: int = 0
    # what follows from the above
    outcome: str = Field(default="unknown", index=True)
    known_by: str = "nothing"
    owed: str = Field(default="", index=True)
    summary: str = ""
    raw: str = ""


class WriteUp(SQLModel, table=True):
    """What the officer wrote up of a call, with the fields of `write_up.FIELDS`."""

    __tablename__ = "call_write_ups"

    ordinal: int = Field(primary_key=True)
    called_at: str = ""
    caller_unit: str = ""
    caller_name: str = ""
    caller_post: str = ""
    caller_number: str = ""
    content: str = ""
    instruction: str = ""
    handling: str = ""
    where_when: str = ""
    cause: str = ""
    course: str = ""
    measures: str = ""
    result: str = ""
    impact: str = ""
    trend: str = ""
    told: str = ""


class Correction(SQLModel, table=True):
    """A value that replaced another one; both stay readable.

    `field` is a field of the write-up, or `number`, `name` or `outcome`.
    """

    __tablename__ = "call_corrections"

    seq: int = Field(primary_key=True)
    field: str = Field(primary_key=True)
    ordinal: int = Field(index=True)
    old: str
    new: str
    why: str = ""
    by: str
    at: datetime


class Recording(SQLModel, table=True):
    """One segment of the recording of a call."""

    __tablename__ = "recordings"

    seq: int = Field(primary_key=True)
    id: str = Field(unique=True)
    call: str = Field(default="", index=True)
    unit: str
    line: str = ""
    segment: int = 0
    path: str = ""
    rate: int = 0
    begun_at: datetime | None = None
    finished_at: datetime | None = None
    frames: int | None = None
    sha256: str = ""
    peak: float | None = None
    clipped: int | None = None
    repaired: bool = False
    failed_at: datetime | None = None
    failed_reason: str = ""


class Gap(SQLModel, table=True):
    """Sound that is missing from a recording: `frames` frames behind frame `offset`."""

    __tablename__ = "recording_gaps"

    seq: int = Field(primary_key=True)
    recording: str = Field(index=True)
    offset: int
    frames: int


class Mark(SQLModel, table=True):
    """A place that the officer marked in a recording."""

    __tablename__ = "recording_marks"

    seq: int = Field(primary_key=True)
    recording: str = Field(index=True)
    frame: int
    note: str = ""
    by: str
    at: datetime
