"""The database gets another name, with all that belongs to it, or keeps its own.

A log is of no use without its database, and ruins another that comes in its place. So the
database moves first and the log after it: a log alone is refused by every opening. A note says
what is being moved; where a process dies in between, the next one moves it back.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from dutyroom.store.files import sync_file, sync_folder

PARTS: Final = ("", "-wal", "-shm", "-journal")
"""What belongs to a database, as SQLite names it, in the order in which it moves."""

ASIDE: Final = ".set-aside-"
"""Follows the name of a database in that of one that was set aside; `MOMENT` follows it."""

MOMENT: Final = "%Y%m%dT%H%M%SZ"
"""When it was set aside, in UTC."""

_NOTE: Final = ".setting-aside"


def unfinished(database: Path) -> bool:
    """Return whether a database is not there because setting it aside was interrupted.

    Args:
        database: The database.
    """
    return not database.exists() and _note(database).exists()


def set_aside(database: Path, at: datetime) -> Path | None:
    """Give a database and what belongs to it another name; `done` must follow, or `move_back`.

    Args:
        database: The database; damaged, missing or sound.
        at: The time, aware; names what is set aside.

    Returns:
        Where it stands; of a database that was gone what it left; None where nothing was there.

    Raises:
        OSError: The disk refuses.
    """
    aside = _free(database, at)
    _note(database).write_text(aside.name, "utf-8")
    sync_file(_note(database))
    sync_folder(database.parent)
    moved = None
    for part in PARTS:
        here, there = _part(database, part), _part(aside, part)
        if here.exists():
            here.rename(there)
            sync_folder(database.parent)
            moved = moved or there
    return moved


def done(database: Path) -> None:
    """Note that another file has the name of the database; where the disk refuses, it tells itself.

    Args:
        database: The other file.
    """
    with suppress(OSError):
        _note(database).unlink(missing_ok=True)
        sync_folder(database.parent)


def move_back(database: Path) -> None:
    """Undo a setting aside that was interrupted, if there was one: the log first.

    Args:
        database: The database; nobody else may have it open.

    Raises:
        OSError: The disk refuses; doing it again goes on.
    """
    if unfinished(database):
        name = _note(database).read_text("utf-8")
        aside = database.with_name(name)
        for part in reversed(PARTS):
            here, there = _part(database, part), _part(aside, part)
            if name and there.exists() and not here.exists():
                there.rename(here)
                sync_folder(database.parent)
    done(database)


def _free(database: Path, at: datetime) -> Path:
    """Return a name that nothing has yet."""
    base = f"{database.name}{ASIDE}{at.astimezone(UTC):{MOMENT}}"
    aside, number = database.with_name(base), 1
    while any(_part(aside, part).exists() for part in PARTS):
        number += 1
        aside = database.with_name(f"{base}-{number}")
    return aside


def _note(database: Path) -> Path:
    """Return the note of what is being set aside."""
    return database.with_name(database.name + _NOTE)


def _part(database: Path, part: str) -> Path:
    """Return a file that belongs to a database."""
    return database.with_name(database.name + part)
