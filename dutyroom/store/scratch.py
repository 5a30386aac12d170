"""A copy of the database to try something on."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dutyroom.i18n import _
from dutyroom.os_reasons import os_reason
from dutyroom.store.backup import GROWING, copy_database, drop_abandoned, require_room
from dutyroom.store.errors import BackupFailed

_BESIDE = ("", "-wal", "-shm", "-journal")


@contextmanager
def scratch(source: Path, folder: Path, now: float, name: str) -> Iterator[Path]:
    """Give a copy of a database, and remove it in the end.

    What a killed process has left is removed by the next one, or by the next backup.

    Args:
        source: The database; it may be in use.
        folder: Where the copy stands: the folder of the backups.
        now: The present, in seconds since 1970.
        name: Tells the copies of one process apart.

    Raises:
        BackupFailed: The disk refuses, or has no room for it.
        sqlite3.Error: The database cannot be read.
    """
    copy = folder / f"{GROWING}{os.getpid()}-{name}"
    try:
        _make(source, copy, now)
        yield copy
    finally:
        for part in _BESIDE:
            copy.with_name(copy.name + part).unlink(missing_ok=True)


def _make(source: Path, copy: Path, now: float) -> None:
    """Make the copy.

    Raises:
        BackupFailed: The disk refuses, or has no room for it.
        sqlite3.Error: The database cannot be read.
    """
    folder = copy.parent
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        drop_abandoned(folder, now)
        require_room(source, folder)
        copy_database(source, copy)
    except (OSError, BackupFailed) as error:
        detail = os_reason(error) if isinstance(error, OSError) else error
        raise BackupFailed(
            _(
                "No copy of {path} could be made to look at ({detail}). The database itself was "
                "not changed. Check the disk of {folder}."
            ).format(path=source, detail=detail, folder=folder)
        ) from error
