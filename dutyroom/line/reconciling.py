"""Rows and files of recordings, compared after the keeper's start, both ways.

A file that a crash left open is made whole and its row closed; a row whose file
is gone says so; a file that no row knows gets one. Nothing is ever deleted. All
is done in small steps, the newest first: see `comparing`.
"""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from dutyroom.devices.salvage import Salvaged, salvage
from dutyroom.devices.wav import NotAWavError
from dutyroom.registers.calls import facts
from dutyroom.registers.calls.recordings import recordings_before
from dutyroom.store.facts import Fact, Place
from dutyroom.store.session import Session

MISSING: Final = "missing"
"""Reason of a recording whose file is gone."""

UNREADABLE: Final = "unreadable"
"""Reason of a recording whose file cannot be made whole."""

_NAME: Final = re.compile(r"([0-9A-Za-z-]{1,64})-([1-9][0-9]*)\.wav", re.ASCII)

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class KnownFile:
    """What a row says of its file.

    Attributes:
        seq: Its place among the rows.
        id: Id of the recording.
        line: Name of the line.
        path: Path below the folder of recordings.
        closed: Whether the row says that the file is whole.
        failed: Whether the row says already that something is wrong with it.
    """

    seq: int
    id: str
    line: str
    path: str
    closed: bool
    failed: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """What every step of the comparison needs.

    Attributes:
        folder: The folder of recordings.
        unit: Code of the unit.
        now: The present.
        since: When this keeper started: what was begun later is its own affair.
    """

    folder: Path
    unit: str
    now: datetime
    since: datetime


def known_files(session: Session, before: int | None, limit: int) -> list[KnownFile]:
    """Read what some rows say of the files, the newest rows first.

    Args:
        session: A transaction that reads.
        before: The place that was read last; None: begin with the newest.
        limit: Most rows to read.
    """
    return [
        KnownFile(
            seq=seq,
            id=row.id,
            line=row.line,
            path=row.path,
            closed=row.finished_at is not None,
            failed=row.failed_at is not None,
        )
        for seq, row in recordings_before(session, before, limit)
    ]


def files(folder: Path) -> Iterator[list[Path]]:
    """Yield the recordings of one folder after another, the newest days first; reads the disk."""
    for where, below, names in os.walk(folder):
        below.sort(reverse=True)  # the walk follows this order: years, months, days
        found = [Path(where, name) for name in sorted(names) if _NAME.fullmatch(name)]
        if found:
            yield found


def of_rows(known: Iterable[KnownFile], how: Comparison) -> Iterator[Fact]:
    """Yield the facts that bring rows to their files; reads files, so not for a loop.

    Args:
        known: What the rows say.
        how: Where and when.
    """
    for row in known:
        path = how.folder / row.path
        place = Place(how.unit, row.line)
        if not path.is_file():
            if not row.failed:
                _log.error("the recording %s is gone", row.path)
                yield facts.recording_failed(row.id, how.now, place, reason=MISSING)
        elif not row.closed and not row.failed and not _is_new(path, how.since):
            yield _closed(row.id, path, place, how.now)


def of_files(strays: Iterable[Path], how: Comparison) -> Iterator[Fact]:
    """Yield the facts that give rows to files; reads files, so not for a loop.

    Args:
        strays: Files without a row.
        how: Where and when.
    """
    for path in strays:
        if not _is_new(path, how.since):
            yield from _found(path, how.folder, how.unit, how.now)


def _is_new(path: Path, since: datetime) -> bool:
    """Say whether a file was written to since this keeper started."""
    return _written(path) >= since


def _written(path: Path) -> datetime:
    """Return when a file was last written to.

    Raises:
        OSError: It cannot be looked at.
    """
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)


def _closed(recording: str, path: Path, place: Place, now: datetime) -> Fact:
    """Make a file whole and return the fact that closes its row."""
    try:
        whole = salvage(path)
    except (OSError, NotAWavError) as error:
        _log.error("the recording %s cannot be made whole: %s", path.name, error)
        return facts.recording_failed(recording, now, place, reason=UNREADABLE)
    _log.warning("the recording %s was made whole: %d frames", path.name, whole.frames)
    return _finished(recording, whole, place, now)


def _found(path: Path, folder: Path, unit: str, now: datetime) -> Iterator[Fact]:
    """Yield the facts of a file that no row knows.

    It was spoken before the file was last written to, and not when this keeper found it.
    """
    name = _NAME.fullmatch(path.name)
    if name is None:
        return
    try:
        written = _written(path)  # making it whole writes to it
        whole = salvage(path)
    except (OSError, NotAWavError) as error:
        _log.error("the file %s is no recording: %s", path.name, error)
        return
    _log.warning("the file %s had no row", path.name)
    place, recording = Place(unit), path.stem
    ended = min(written, now)
    yield facts.recording_begun(
        recording,
        ended - timedelta(seconds=whole.frames / whole.rate),
        place,
        call=name[1],
        segment=int(name[2]),
        path=path.relative_to(folder).as_posix(),
        rate=whole.rate,
    )
    yield _finished(recording, whole, place, ended)


def _finished(recording: str, whole: Salvaged, place: Place, now: datetime) -> Fact:
    return facts.recording_finished(
        recording,
        now,
        place,
        frames=whole.frames,
        sha256=whole.sha256,
        peak=whole.loudness.peak_dbfs,
        clipped=whole.loudness.clipped,
        repaired=True,
    )
