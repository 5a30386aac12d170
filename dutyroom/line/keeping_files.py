"""The daily backup, and beside it the copies of the files that are kept with matters."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Final

from dutyroom.config import Places
from dutyroom.registers.matters.copies import keep as copy_files
from dutyroom.store.daily import make_daily
from dutyroom.store.errors import StoreError
from dutyroom.store.manifest import Backup

_log: Final = logging.getLogger(__name__)


def make_daily_with_files(
    places: Places, folder: Path, at: datetime, keep: int, stop: Callable[[], bool]
) -> Backup | None:
    """Make the daily backup when it is due, and copy beside it the files kept with its matters.

    A backup of the database counts also where the files could not be copied: the log says so, and
    `dutyroom doctor` counts those without a copy.

    Args:
        places: The desk's.
        folder: Where backups stand.
        at: The time, aware.
        keep: How many daily backups to keep, at least one.
        stop: Says whether to give up while the journal is verified, or files are copied.

    Returns:
        The backup; None when none was due.

    Raises:
        BackupFailed: It was due and could not be made.
    """
    made = make_daily(places.database, folder, at, keep, stop)
    if made is not None:
        _copy_files(made, places.attachments, stop)
    return made


def _copy_files(made: Backup, attachments: Path, stop: Callable[[], bool]) -> None:
    """Copy the files; what fails is told to the log."""
    try:
        done = copy_files(made, attachments, stop)
    except (OSError, StoreError) as error:
        _log.warning("the files kept with matters have no copy: %s", error)
        return
    if done.missing:
        _log.warning("%d files kept with matters are gone or were changed", len(done.missing))
