"""Rows and files of recordings, compared when the keeper starts, both ways.

A file that a crash left open is made whole and its row closed; a row whose file
is gone says so; a file that no row knows gets one. Nothing is ever deleted.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from sqlmodel import Session

from dutyroom.devices.salvage import Salvaged, salvage
from dutyroom.devices.wav import NotAWavError
from dutyroom.registers.calls import facts
from dutyroom.registers.calls.recordings import every_recording
from dutyroom.store.facts import Fact, Place

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
        id: Id of the recording.
        line: Name of the line.
        path: Path below the folder of recordings.
        closed: Whether the row says that the file is whole.
        failed: Whether the row says already that something is wrong with it.
    """

    id: str
    line: str
    path: str
    closed: bool
    failed: bool


def known_files(session: Session) -> list[KnownFile]:
    """Read what the rows say of the files."""
    return [
        KnownFile(
            id=row.id,
            line=row.line,
            path=row.path,
            closed=row.finished_at is not None,
            failed=row.failed_at is not None,
        )
        for row in every_recording(session)
    ]


def reconcile(
    known: list[KnownFile], folder: Path, unit: str, now: datetime, since: datetime
) -> Iterator[Fact]:
    """Yield the facts that bring rows and files together; reads files, so not for a loop.

    Args:
        known: What the rows say.
        folder: The folder of recordings.
        unit: Code of the unit.
        now: The present.
        since: When this keeper started: what was begun later is its own affair.
    """
    for row in known:
        path = folder / row.path
        place = Place(unit, row.line)
        if not path.is_file():
            if not row.failed:
                _log.error("the recording %s is gone", row.path)
                yield facts.recording_failed(row.id, now, place, reason=MISSING)
        elif not row.closed and not row.failed and not _is_new(path, since):
            yield _closed(row.id, path, place, now)
    paths = {row.path for row in known}
    for path in sorted(folder.rglob("*.wav")):
        if path.relative_to(folder).as_posix() not in paths and not _is_new(path, since):
            yield from _found(path, folder, unit, now)


def _is_new(path: Path, since: datetime) -> bool:
    """Say whether a file was written to since this keeper started."""
    return datetime.fromtimestamp(path.stat().st_mtime, UTC) >= since


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
    """Yield the facts of a file that no row knows."""
    name = _NAME.fullmatch(path.name)
    if name is None:
        return
    try:
        whole = salvage(path)
    except (OSError, NotAWavError) as error:
        _log.error("the file %s is no recording: %s", path.name, error)
        return
    _log.warning("the file %s had no row", path.name)
    place, recording = Place(unit), path.stem
    yield facts.recording_begun(
        recording,
        now,
        place,
        call=name[1],
        segment=int(name[2]),
        path=path.relative_to(folder).as_posix(),
        rate=whole.rate,
    )
    yield _finished(recording, whole, place, now)


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
