"""Whether a desk has had a database: one that is missing there was set aside, and is not made anew.

What is written into an empty database would be missing in the real one when it
comes back, and whoever looks at the empty one sees a log without any calls.
"""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Final

from dutyroom.i18n import _
from dutyroom.store.errors import DatabaseMissing
from dutyroom.store.manifest import list_backups

MARK: Final = "database.made"
"""Beside the database: an empty file that says that there was one. Not named like it, so that
whoever moves the database with its journals leaves it behind."""


def note_made(database: Path) -> None:
    """Remember that a database was opened here; on a full disk only the backups tell it."""
    with contextlib.suppress(OSError):
        (database.parent / MARK).touch(mode=0o600)


def was_made(database: Path, backups: Path) -> bool:
    """Say whether there has been a database here.

    Args:
        database: Where it stands.
        backups: Where its backups stand.
    """
    return (database.parent / MARK).exists() or bool(list_backups(backups))


def refuse_new(database: Path, backups: Path) -> None:
    """Refuse to make an empty database in the place of one that was there.

    Raises:
        DatabaseMissing: It was set aside, or its disk is not there.
    """
    if not database.exists() and was_made(database, backups):
        raise DatabaseMissing(
            _(
                "The database {path} is not there any more. None was made in its place; calls are "
                "kept safe in the spool. Put it back, or go back to a backup: dutyroom restore. "
                "To begin with an empty one: dutyroom migrate --empty"
            ).format(path=database)
        )
