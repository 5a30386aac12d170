"""What is known of the recordings: of one call, and of all for comparing rows and files."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from sqlalchemy import select

from dutyroom.registers.calls.tables import Gap, Mark, Recording
from dutyroom.store.rows import table_of
from dutyroom.store.session import Session

_RECORDINGS: Final = table_of(Recording)
_GAPS: Final = table_of(Gap)
_MARKS: Final = table_of(Mark)


@dataclass(frozen=True, slots=True)
class GapRow:
    """Missing sound: `frames` frames behind frame `offset` of the file."""

    offset: int
    frames: int


@dataclass(frozen=True, slots=True)
class MarkRow:
    """A place the officer marked.

    Attributes:
        frame: The place, in frames from the beginning of the file.
        note: What was noted; foreign text.
        by: Who marked it.
        at: When.
    """

    frame: int
    note: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class RecordingRow:
    """One segment of a recording.

    Attributes:
        id: Id of the segment.
        call: Id of the call.
        line: Name of the line.
        segment: Its number within the call, from 1.
        path: Path below the folder of recordings, with `/`; check it before use.
        rate: Frames a second.
        begun_at: Time of its first frame.
        finished_at: When the file was closed; None while it is written.
        frames: Its length; None while it is written.
        sha256: Hash of the file, in hex; empty while it is written.
        peak: Its loudest sample in dBFS.
        clipped: Samples at the limit.
        repaired: Whether the file was made whole after a crash.
        failed_at: When writing it failed.
        failed_reason: Why, as a short code.
        gaps: Where sound is missing.
        marks: Where the officer put marks.
    """

    id: str
    call: str
    line: str
    segment: int
    path: str
    rate: int
    begun_at: datetime | None
    finished_at: datetime | None
    frames: int | None
    sha256: str
    peak: float | None
    clipped: int | None
    repaired: bool
    failed_at: datetime | None
    failed_reason: str
    gaps: tuple[GapRow, ...] = ()
    marks: tuple[MarkRow, ...] = ()

    @property
    def seconds(self) -> float | None:
        """Its length in seconds, where it is known."""
        return self.frames / self.rate if self.frames is not None and self.rate > 0 else None


_OWN: Final = tuple(
    _RECORDINGS.c[name] for name in RecordingRow.__dataclass_fields__ if name in _RECORDINGS.c
)


def recordings(session: Session, call: str) -> tuple[RecordingRow, ...]:
    """Return the recordings of a call, in order, with their gaps and marks."""
    chosen = select(*_OWN).where(_RECORDINGS.c.call == call)
    ordered = chosen.order_by(_RECORDINGS.c.segment, _RECORDINGS.c.seq)
    return tuple(_whole(session, tuple(row)) for row in session.connection().execute(ordered))


def recording(session: Session, recording_id: str) -> RecordingRow | None:
    """Return one segment by its id, with its gaps and marks; None where there is none."""
    chosen = select(*_OWN).where(_RECORDINGS.c.id == recording_id)
    row = session.connection().execute(chosen).first()
    return _whole(session, tuple(row)) if row is not None else None


def recordings_before(
    session: Session, before: int | None, limit: int
) -> list[tuple[int, RecordingRow]]:
    """Return some segments without gaps and marks, newest first, to compare with the files.

    Args:
        session: A transaction.
        before: The last place that was read; None for the newest segments.
        limit: Most segments to return.

    Returns:
        Each segment behind its place, which only serves to read on.
    """
    chosen = select(_RECORDINGS.c.seq, *_OWN).order_by(_RECORDINGS.c.seq.desc()).limit(limit)
    if before is not None:
        chosen = chosen.where(_RECORDINGS.c.seq < before)
    found = session.connection().execute(chosen)
    return [(row[0], RecordingRow(*row[1:])) for row in found]


def in_log(session: Session, ids: Collection[str]) -> frozenset[str]:
    """Return those of some segments' ids that have a row; ask for a few hundred at most."""
    chosen = select(_RECORDINGS.c.id).where(_RECORDINGS.c.id.in_(ids))
    return frozenset(session.connection().execute(chosen).scalars())


def _whole(session: Session, values: tuple[Any, ...]) -> RecordingRow:
    """Return a segment with its gaps and marks."""
    bare = RecordingRow(*values)
    connection = session.connection()
    gaps = select(_GAPS.c.offset, _GAPS.c.frames).where(_GAPS.c.recording == bare.id)
    marks = select(_MARKS.c.frame, _MARKS.c.note, _MARKS.c.by, _MARKS.c.at)
    marks = marks.where(_MARKS.c.recording == bare.id)
    found_gaps = connection.execute(gaps.order_by(_GAPS.c.offset, _GAPS.c.seq))
    found_marks = connection.execute(marks.order_by(_MARKS.c.frame, _MARKS.c.seq))
    return replace(
        bare,
        gaps=tuple(GapRow(*row) for row in found_gaps),
        marks=tuple(MarkRow(*row) for row in found_marks),
    )
