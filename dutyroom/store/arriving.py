"""A database in the making, beside the one whose place it shall take.

It gets there whole, in one file. What a killed process has left of it is tidied up by whoever
is next to hold a lock that keeps others from making one.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Final

from dutyroom.i18n import _
from dutyroom.store.files import sync_file
from dutyroom.store.setting_aside import PARTS, done, unfinished

RESTORING: Final = ".restoring"
"""Ends the name of the copy of a backup."""

REBUILDING: Final = ".rebuilding"
"""Ends the name of what is made anew from a journal."""

_OF_MIGRATION: Final = ".migrate.lock"
_IN_THE_MAKING: Final = ".new"
_LOGS: Final = ("-wal", "-journal")


def sync_whole(database: Path) -> None:
    """Make a closed database survive a power cut, and that it is all in one file.

    Whoever closes one on a full disk is told nothing: its log then stays beside it, and would
    be parted from it by another name.

    Args:
        database: The database; nobody has it open.

    Raises:
        OSError: The disk refuses, or a log with something in it is left.
    """
    for part in _LOGS:
        log = database.with_name(database.name + part)
        if log.exists() and log.stat().st_size:
            raise OSError(_("what was written last could not be brought into the file"))
    sync_file(database)


def drop(arriving: Path) -> None:
    """Remove a file that did not come into its place, with what SQLite left beside it."""
    for name in (arriving.name, f"{arriving.name}{_IN_THE_MAKING}"):
        for part in (*PARTS, _OF_MIGRATION):
            arriving.with_name(name + part).unlink(missing_ok=True)


def tidy_up(database: Path) -> None:
    """Remove what a killed restore or rebuild has left, which could only mislead a later one.

    A copy is as large as the database; a note of what was being set aside would, once this
    database is gone, have the old one taken for it. Where setting it aside did not come to its
    end, all stays for the one that goes on. A disk that refuses keeps nobody from the registers.

    Args:
        database: The database; the caller holds a lock of whoever may write to it.
    """
    if unfinished(database):
        return
    with suppress(OSError):
        for purpose in (RESTORING, REBUILDING):
            drop(database.with_name(database.name + purpose))
    if database.exists():
        done(database)
