# ruff: noqa: N818 - they name a state of the database, and sentences are made from them
"""What can go wrong with the database, in sentences for the user.

Each says what happened, what is safe and what to do next.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import exc

from dutyroom.errors import PlainError
from dutyroom.i18n import _
from dutyroom.store.sqlite import dbapi
from dutyroom.store.sqlite_reasons import sqlite_reason

_BUSY = frozenset({5, 6})  # SQLITE_BUSY, SQLITE_LOCKED
_DAMAGED = frozenset({11, 26})  # SQLITE_CORRUPT, SQLITE_NOTADB
_UNWRITABLE = frozenset({3, 8, 10, 14, 23})  # PERM, READONLY, IOERR, CANTOPEN, AUTH
_FULL = 13  # SQLITE_FULL
_NOT_TEXT = "Could not decode to UTF-8"  # the driver's own words, without a code


class StoreError(PlainError):
    """The database cannot be used; the message says so to the user."""


class DatabaseMissing(StoreError):
    """There is no database yet."""


class DatabaseOlder(StoreError):
    """The database was made by an older version and has to be migrated."""


class DatabaseNewer(StoreError):
    """The database was made by a newer version of the program."""


class DatabaseForeign(StoreError):
    """The file is a database of another program."""


class DatabaseDamaged(StoreError):
    """The file is not a sound database."""


class DatabaseBusy(StoreError):
    """Another process is writing and did not finish in time."""


class DatabaseUnwritable(StoreError):
    """The file system refuses to read or write the database."""


class DiskFull(StoreError):
    """There is no room left on the disk."""


class NetworkFileSystem(StoreError):
    """The database lies on a network file system, where it cannot be kept safe."""


class MigrationFailed(StoreError):
    """The database could not be brought to this version; it is as it was."""


class BackupFailed(StoreError):
    """A backup could not be made, or it does not hold what it should."""


class BackupUnsound(BackupFailed):
    """A backup is not as it was made; another one may be."""


class SourceDamaged(BackupFailed):
    """No backup could be made because the database itself is damaged."""


class RestoreFailed(StoreError):
    """A backup could not be put in the place of the database."""


class RebuildFailed(StoreError):
    """The registers could not be computed anew; the database is as it was."""


class DatabaseBack(StoreError):
    """A database that was gone stands in its place again, and stays there."""


class LockHeld(StoreError):
    """Another process of the program is running and must end first."""


class FactTooLarge(ValueError):
    """A fact is larger than anything real can be; trying again will not help."""


def damaged(path: Path, detail: str) -> DatabaseDamaged:
    """Return the error for a file that is not a sound database.

    Args:
        path: The database file.
        detail: What was found, for the developer.
    """
    return DatabaseDamaged(
        _(
            "The database {path} is damaged ({detail}). It was not changed; backups and recordings "
            "are separate files. Set it aside and go back to the last backup: dutyroom restore"
        ).format(path=path, detail=detail)
    )


def damaged_inside(path: Path, detail: str) -> DatabaseDamaged:
    """Return the error for a database that opens and has a damaged page.

    Whether the journal is whole, so that nothing has to be gone back to, takes a look at all.

    Args:
        path: The database file.
        detail: What was found, for the developer.
    """
    return DatabaseDamaged(
        _(
            "The database {path} is damaged ({detail}). It was not changed; backups and recordings "
            "are separate files. What to do is said by: dutyroom doctor --thorough"
        ).format(path=path, detail=detail)
    )


def busy(path: Path) -> DatabaseBusy:
    """Return the error for a database that another process keeps locked."""
    return DatabaseBusy(
        _(
            "Another program is writing to {path} and did not finish in time. Nothing was "
            "changed. Try again in a moment."
        ).format(path=path)
    )


def unusable(path: Path, detail: str) -> DatabaseUnwritable:
    """Return the error for a database that the file system refuses to read or write."""
    return DatabaseUnwritable(
        _(
            "The database {path} cannot be read or written ({detail}). What was written "
            "before is safe. Check the disk and who may write to the folder."
        ).format(path=path, detail=detail)
    )


def is_damage(error: BaseException) -> bool:
    """Tell whether a driver's error means that the file itself is damaged."""
    code = getattr(error, "sqlite_errorcode", None)
    if isinstance(code, int):
        return code & 0xFF in _DAMAGED  # extended codes carry the primary one in the low byte
    return str(error).startswith(_NOT_TEXT)


def classify(error: BaseException, path: Path) -> StoreError | None:
    """Return what a driver's error means to the user, or None for a programming error."""
    if is_damage(error):
        return damaged_inside(path, sqlite_reason(error))
    code = getattr(error, "sqlite_errorcode", None)
    if not isinstance(code, int):
        return None
    primary = code & 0xFF
    if primary in _BUSY:
        return busy(path)
    if primary == _FULL:
        return DiskFull(
            _(
                "The disk that holds {path} is full. What was written before is safe; the last "
                "change was not saved. Free some room and do it again."
            ).format(path=path)
        )
    if primary in _UNWRITABLE:
        return unusable(path, sqlite_reason(error))
    return None


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn the driver's errors into sentences; constraint errors pass unchanged.

    Args:
        path: The database file, for the sentence.

    Raises:
        StoreError: The database cannot be used.
    """
    try:
        yield
    except exc.TimeoutError as error:
        raise busy(path) from error
    except exc.DBAPIError as error:
        told = classify(error.orig, path) if error.orig is not None else None
        if told is None:
            raise
        raise told from error
    except dbapi.Error as error:
        told = classify(error, path)
        if told is None:
            raise
        raise told from error
