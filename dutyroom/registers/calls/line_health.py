"""What the last calls tell of a line: rings, numbers, recordings, the exchange's time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import ColumnElement, select

from dutyroom.registers.calls.kinds import Medium
from dutyroom.registers.calls.rows import CALLS
from dutyroom.registers.calls.tables import Recording
from dutyroom.standard.telco_time import minutes_apart
from dutyroom.store.rows import table_of
from dutyroom.store.session import Session

_RECORDINGS: Final = table_of(Recording)
_NOT_WHOLE: Final = frozenset({"missing", "unreadable"})
"""Codes by which the keeper says that a file is gone or cannot be made whole."""

_CALLS: Final = 5
_DAYS: Final = 7


@dataclass(frozen=True, slots=True)
class LastRing:
    """The newest incoming call of a line.

    Attributes:
        at: When it came.
        outcome: What became of it; one of `Outcome`.
        numbered: Its number came, or the word that it is withheld.
        withheld: It was that word.
    """

    at: datetime
    outcome: str
    numbered: bool
    withheld: bool = False


@dataclass(frozen=True, slots=True)
class LastRecording:
    """The newest recording of a line that is not being made any more.

    Attributes:
        at: When it began; where nothing was written, when it failed.
        path: Path below the folder of recordings, with `/`; check it before use.
        seconds: Its length.
        frames: The same in frames of 16 bits.
        peak: Its loudest sample in dBFS; None where that is not known.
        failed: Why it failed; empty: it did not, or its file is gone. Foreign text.
    """

    at: datetime
    path: str
    seconds: float
    frames: int
    peak: float | None
    failed: str


def last_ring(session: Session, line: str) -> LastRing | None:
    """Return the newest call that came in on a line; None: there was none."""
    chosen = (
        select(CALLS.c.started_at, CALLS.c.outcome, CALLS.c.number, CALLS.c.absent)
        .where(_of_the_line(line), CALLS.c.direction == "in")
        .order_by(CALLS.c.ordinal.desc())
        .limit(1)
    )
    row = session.connection().execute(chosen).first()
    if row is None:
        return None
    withheld = not row.number and row.absent == "withheld"
    return LastRing(row.started_at, row.outcome, bool(row.number) or withheld, withheld)


def last_recording(session: Session, line: str) -> LastRecording | None:
    """Return the newest recording of a line that ended or failed; None: there is none."""
    table = _RECORDINGS.c
    chosen = (
        select(_RECORDINGS)
        .where(table.line == line, table.finished_at.is_not(None) | table.failed_at.is_not(None))
        .order_by(table.seq.desc())
        .limit(1)
    )
    row = session.connection().execute(chosen).first()
    if row is None:
        return None
    failed = (row.failed_reason or "-") if row.failed_at is not None else ""
    if failed in _NOT_WHOLE:  # the file itself says so
        failed = ""
    frames = row.frames or 0
    return LastRecording(
        row.begun_at or row.failed_at or row.finished_at,
        row.path,
        frames / row.rate if row.rate else 0.0,
        frames,
        row.peak,
        failed,
    )


def unrecorded(session: Session, line: str) -> datetime | None:
    """Return when the last talk on a line began, if nothing of it was recorded."""
    chosen = (
        select(CALLS.c.started_at, CALLS.c.recordings)
        .where(_of_the_line(line), CALLS.c.answered_at.is_not(None), CALLS.c.ended_at.is_not(None))
        .order_by(CALLS.c.ordinal.desc())
        .limit(1)
    )
    row = session.connection().execute(chosen).first()
    if row is None or row.recordings:
        return None
    at: datetime = row.started_at
    return at


def exchange_minutes(session: Session, now: datetime) -> list[float]:
    """Return by how many minutes the last calls came later than the exchange says.

    Args:
        session: A transaction.
        now: The present; only the last days count.
    """
    chosen = (
        select(CALLS.c.started_at, CALLS.c.telco_time)
        .where(CALLS.c.telco_time != "", CALLS.c.started_at > now - timedelta(days=_DAYS))
        .order_by(CALLS.c.started_at.desc())
        .limit(_CALLS)
    )
    rows = session.connection().execute(chosen).all()
    found = [minutes_apart(row.started_at, row.telco_time) for row in rows]
    return [each for each in found if each is not None]


def _of_the_line(line: str) -> ColumnElement[bool]:
    return (CALLS.c.line == line) & (CALLS.c.medium == Medium.LINE.value) & CALLS.c.begun
