"""Copies of the database that were opened and checked before they are trusted.

The copy is made by SQLite's backup interface while others read and write. It
counts only when it opens, is sound page by page, every hash of its journal is
right, and its manifest stands beside it.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final, cast

from sqlalchemy import create_engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool

from dutyroom.i18n import _
from dutyroom.os_reasons import os_reason
from dutyroom.store.apart import verify_apart
from dutyroom.store.entry import stamp
from dutyroom.store.errors import (
    BackupFailed,
    BackupUnsound,
    DatabaseDamaged,
    SourceDamaged,
    StoreError,
    is_damage,
    translated,
)
from dutyroom.store.files import create_empty, file_hash, sync_file, sync_folder
from dutyroom.store.inventory import Inventory
from dutyroom.store.manifest import BEFORE_MIGRATION, DAILY, Backup, Manifest, manifest_path
from dutyroom.store.quick_check import faults
from dutyroom.store.session import Session
from dutyroom.store.sqlite import Library, dbapi, read_only
from dutyroom.store.sqlite_reasons import fault_reasons, sqlite_reason
from dutyroom.store.verification import last_seq, verify

_SPARE_BYTES: Final = 64 * 1024 * 1024
_TAIL: Final = 1000
"""Entries that are verified before a migration, which old damage must not keep from being done."""

_AT_ONCE: Final = 1000
"""Entries that are verified here, in thirty milliseconds; more of them in a process apart."""

_STEP_PAGES: Final = 2048
_STEP_PAUSE: Final = 0.05

GROWING: Final = ".growing-"
"""Begins the name of a copy that is not checked yet."""

_ABANDONED: Final = timedelta(hours=1)
"""How long nobody has written to a copy that whoever made it has left behind."""


def _never() -> bool:
    """Go on to the end."""
    return False


def make_backup(
    source: Path,
    folder: Path,
    at: datetime,
    kind: str = DAILY,
    stop: Callable[[], bool] = _never,
) -> Backup:
    """Copy a database, check the copy and write its manifest.

    Takes about two seconds for 400 MB, and half a minute for the hashes of a million entries;
    run it in a thread.

    Args:
        source: The database file; it may be in use.
        folder: Where backups stand; made when it is missing.
        at: The time, aware; names the backup.
        kind: Why it is made.
        stop: Says whether to give up while the journal is verified.

    Raises:
        SourceDamaged: The database is damaged; the message says so.
        BackupFailed: There is no sound copy for another reason; the message says why.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        drop_abandoned(folder, at.timestamp())
        require_room(source, folder)
        growing = folder / f"{GROWING}{os.getpid()}"
        try:
            copy_database(source, growing)
            manifest = _examine(growing, at, kind, stop)
            return _publish(growing, folder, manifest)
        finally:
            growing.unlink(missing_ok=True)
    except (OSError, dbapi.Error, StoreError) as error:
        raise _no_backup(error, source, folder) from error


def _no_backup(error: Exception, source: Path, folder: Path) -> BackupFailed:
    """Return why there is no backup: the database itself is damaged, or the disk refuses."""
    detail = _detail(error)
    if isinstance(error, DatabaseDamaged | SourceDamaged) or is_damage(error):
        return SourceDamaged(
            _(
                "No backup of {path} could be made: the database is damaged ({detail}). It was "
                "not changed. What to do is said by: dutyroom doctor --thorough"
            ).format(path=source, detail=detail)
        )
    return BackupFailed(
        _(
            "No backup of {path} could be made ({detail}). The database itself was not "
            "changed. Check the disk of {folder}."
        ).format(path=source, detail=detail, folder=folder)
    )


def _detail(error: Exception) -> str:
    """Return why, in a few of the user's words: of a whole sentence what SQLite said of it."""
    if isinstance(error, OSError):
        return os_reason(error)
    cause = error.__cause__ if isinstance(error, StoreError) else error
    if isinstance(cause, DBAPIError):
        cause = cause.orig
    return sqlite_reason(cause) if isinstance(cause, dbapi.Error) else str(error)


def check_backup(backup: Backup) -> None:
    """Check a backup from end to end, every hash of the journal included.

    Args:
        backup: The backup.

    Raises:
        BackupUnsound: It is not as it was made.
    """
    try:
        if file_hash(backup.path) != backup.manifest.sha256:
            raise _unsound(backup.path, _("its content changed"))
        with examined(backup.path) as session:
            found = verify(session)
    except OSError as error:
        raise _unsound(backup.path, os_reason(error)) from error
    if not found.sound or found.head != backup.manifest.head:
        raise _unsound(backup.path, _("its journal is damaged"))


@contextmanager
def examined(path: Path) -> Iterator[Session]:
    """Read a copy that nobody else has open, without a lock or a file beside it.

    Args:
        path: The copy.

    Raises:
        StoreError: It cannot be read.
    """
    engine = create_engine(
        "sqlite://",
        module=dbapi,
        creator=lambda: read_only(path, immutable=True),
        poolclass=StaticPool,
    )
    try:
        with translated(path), engine.connect() as connection:
            yield Session(connection)
    finally:
        engine.dispose()


def drop_abandoned(folder: Path, now: float) -> None:
    """Remove the copies of whoever was killed over them, with what SQLite left beside them.

    Args:
        folder: Where they stand.
        now: The present, in seconds since 1970.
    """
    for left in folder.glob(f"{GROWING}*"):
        with suppress(FileNotFoundError):  # another backup has just come to its end
            if now - left.stat().st_mtime > _ABANDONED.total_seconds():
                left.unlink()


def require_room(source: Path, folder: Path) -> None:
    """Make sure that a copy leaves room for calls.

    Args:
        source: What is copied.
        folder: Where the copy stands.

    Raises:
        BackupFailed: It would not.
    """
    needed = source.stat().st_size + _SPARE_BYTES
    if shutil.disk_usage(folder).free < needed:
        raise BackupFailed(_("the disk is nearly full"))


def copy_database(source: Path, target: Path) -> None:
    """Copy a database; where readers block writers, a little at a time.

    Args:
        source: The database; it may be in use.
        target: The copy, one file with nothing beside it.

    Raises:
        OSError: The disk refuses.
        sqlite3.Error: The database cannot be read.
    """
    create_empty(target)
    reading = read_only(source)
    try:
        writing = dbapi.connect(target, isolation_level=None)
        try:
            at_once = Library().wal_is_safe
            reading.backup(writing, pages=-1 if at_once else _STEP_PAGES, sleep=_STEP_PAUSE)
            writing.execute("PRAGMA journal_mode=DELETE").close()  # one file, nothing beside it
        finally:
            writing.close()
    finally:
        reading.close()
    sync_file(target)


def _examine(path: Path, at: datetime, kind: str, stop: Callable[[], bool]) -> Manifest:
    """Open a copy, check it and say what it holds.

    Raises:
        BackupFailed: It is not sound.
        StoreError: It cannot be read.
    """
    with examined(path) as session:
        connection = session.connection()
        if found := faults(cast("dbapi.Connection", connection.connection.dbapi_connection)):
            raise SourceDamaged(fault_reasons(found))
        last = last_seq(session)
        if kind == BEFORE_MIGRATION:
            checked = verify(session, after=max(0, last - _TAIL))
        else:
            checked = verify(session) if last <= _AT_ONCE else verify_apart(path, stop)
        if not checked.sound:
            raise SourceDamaged(_("the journal is damaged"))
        revision = connection.exec_driver_sql("SELECT version_num FROM alembic_version")
        return Manifest(
            created_at=stamp(at),
            kind=kind,
            sha256=file_hash(path),
            revision=str(revision.scalar_one()),
            seq=last,
            head=checked.head,
            counts=Inventory.take(connection).counts,
            sqlite=Library().text,
        )


def _publish(growing: Path, folder: Path, manifest: Manifest) -> Backup:
    """Give a checked copy its name, the manifest first: a copy without one is none."""
    moment = datetime.fromisoformat(manifest.created_at)
    base = f"dutyroom-{moment:%Y%m%dT%H%M%SZ}-{manifest.kind}"
    path, number = folder / f"{base}.db", 1
    while path.exists():
        number += 1
        path = folder / f"{base}-{number}.db"
    described = manifest_path(path)
    create_empty(described)
    described.write_text(manifest.to_json() + "\n", "utf-8")
    sync_file(described)
    growing.replace(path)
    sync_folder(folder)
    return Backup(path, manifest)


def _unsound(path: Path, detail: str) -> BackupUnsound:
    """Return the error for a backup that cannot be trusted."""
    return BackupUnsound(
        _(
            "The backup {path} cannot be used ({detail}). Choose another: dutyroom restore --list"
        ).format(path=path, detail=detail)
    )
