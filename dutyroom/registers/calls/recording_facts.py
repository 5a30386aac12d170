"""What the recorder says of a recording, fact kind by fact kind (article 12(1))."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from sqlalchemy import func, select

from dutyroom.registers.calls.tables import Call, Gap, Mark, Recording
from dutyroom.registers.values import flag, real, text, whole, words
from dutyroom.store.journal import Entry
from dutyroom.store.kept import Kept, add, find
from dutyroom.store.rows import table_of
from dutyroom.store.session import Session

_RECORDINGS: Final = table_of(Recording)

_MOST_CUT: Final = 24 * 3600 * 8000
"""Frames, a day of telephone sound: what seems more is a clock that was set, no cut."""


def recording_of(session: Session, entry: Entry) -> Kept[Recording]:
    """Return the row of the entry's recording; a new one where it is the first heard of it."""
    fact = entry.fact
    known = find(session, Recording, "id", fact.subject)
    if known is not None:
        return known
    place = fact.place
    return Kept(Recording(seq=entry.seq, id=fact.subject, unit=place.unit, line=place.line))


def count(session: Session, call: Call) -> None:
    """Note on a call how many recordings it has."""
    chosen = select(func.count()).where(_RECORDINGS.c.call == call.id)
    call.recordings = int(session.connection().execute(chosen).scalar() or 0)


def _beside(session: Session, row: Recording, by: int) -> Recording | None:
    """Return the segment before (-1) or after (1) one in its call; None where there is none."""
    if not row.call:
        return None
    columns = _RECORDINGS.c
    there = columns.segment == row.segment + by
    chosen = select(_RECORDINGS).where(columns.call == row.call, there)
    found = session.connection().execute(chosen.order_by(columns.seq).limit(1)).mappings().first()
    return Recording(**found) if found is not None else None


def _cut(session: Session, entry: Entry, first: Recording | None, then: Recording | None) -> None:
    """Add what a crash cut out between two segments of a call, once both are known.

    A file that was found without a row says neither its line nor when it began.
    """
    if first is None or then is None or not first.repaired or not first.rate or not then.line:
        return
    if first.begun_at is None or then.begun_at is None or first.frames is None:
        return
    passed = (then.begun_at - first.begun_at).total_seconds()
    frames = round((passed - first.frames / first.rate) * first.rate)
    if 0 < frames <= _MOST_CUT:
        add(session, Gap(seq=entry.seq, recording=first.id, offset=first.frames, frames=frames))


def _begun(session: Session, entry: Entry, row: Recording) -> None:
    """A segment is being written."""
    fact = entry.fact
    if row.begun_at is None:
        row.begun_at = fact.occurred_at
        row.call = words(fact, "call")
        row.segment = whole(fact, "segment") or 0
        row.path = words(fact, "path")
        row.rate = whole(fact, "rate") or 0
        _cut(session, entry, _beside(session, row, -1), row)


def _gap(session: Session, entry: Entry, row: Recording) -> None:
    """Sound is missing."""
    offset, frames = whole(entry.fact, "offset"), whole(entry.fact, "frames")
    if offset is not None and frames is not None:
        add(session, Gap(seq=entry.seq, recording=row.id, offset=offset, frames=frames))


def _finished(session: Session, entry: Entry, row: Recording) -> None:
    """The file is closed, whole and hashed."""
    fact = entry.fact
    if row.finished_at is None:
        row.finished_at = fact.occurred_at
        row.frames = whole(fact, "frames")
        row.sha256 = words(fact, "sha256")
        row.peak = real(fact, "peak")
        row.clipped = whole(fact, "clipped")
        row.repaired = flag(fact, "repaired") or False
        _cut(session, entry, row, _beside(session, row, 1))


def _failed(_session: Session, entry: Entry, row: Recording) -> None:
    """Writing the file failed."""
    if row.failed_at is None:
        row.failed_at = entry.fact.occurred_at
        row.failed_reason = words(entry.fact, "reason")


def _marked(session: Session, entry: Entry, row: Recording) -> None:
    """The officer marked a place."""
    fact = entry.fact
    frame = whole(fact, "frame")
    if frame is not None:
        mark = Mark(
            seq=entry.seq,
            recording=row.id,
            frame=frame,
            note=text(fact, "note"),
            by=fact.actor,
            at=fact.occurred_at,
        )
        add(session, mark)


RECORDER: Final[dict[str, Callable[[Session, Entry, Recording], None]]] = {
    "recording.begun": _begun,
    "recording.gap": _gap,
    "recording.finished": _finished,
    "recording.failed": _failed,
    "recording.marked": _marked,
}
"""What each kind of fact does."""
