"""Look at a database file before anything is allowed to write to it.

A damaged, foreign or newer file must stay byte for byte as it is, so the header
is read as bytes and the rest through a connection that cannot write.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path
from typing import Final

from dutyroom.i18n import _
from dutyroom.os_reasons import os_reason
from dutyroom.store import schema
from dutyroom.store.errors import (
    DatabaseDamaged,
    DatabaseForeign,
    DatabaseMissing,
    DatabaseNewer,
    classify,
    damaged,
    is_damage,
    unusable,
)
from dutyroom.store.setting_aside import unfinished
from dutyroom.store.sqlite import APPLICATION_ID, dbapi, read_only
from dutyroom.store.sqlite_reasons import sqlite_reason

_MAGIC: Final = b"SQLite format 3\x00"
_HEADER_BYTES: Final = 100
_READONLY: Final = 8


class State(Enum):
    """Whether a database can be used as it is."""

    MISSING = auto()
    OLDER = auto()
    READY = auto()


@dataclass(frozen=True, slots=True)
class _Header:
    """What the first 100 bytes of the file say (SQLite file format, 1.3)."""

    in_wal_mode: bool
    bytes_needed: int
    application_id: int

    @classmethod
    def parse(cls, raw: bytes) -> _Header:
        """Read the header from its bytes."""

        def number(at: int, length: int = 4) -> int:
            return int.from_bytes(raw[at : at + length], "big")

        page_size = number(16, 2)
        pages_are_true = number(24) == number(92)
        return cls(
            in_wal_mode=raw[19] == 2,
            bytes_needed=(65536 if page_size == 1 else page_size) * number(28) * pages_are_true,
            application_id=number(68),
        )


def look(path: Path) -> State:
    """Say whether a database can be opened, without touching it.

    Args:
        path: The database file; it need not exist.

    Raises:
        DatabaseDamaged: It is not a sound database.
        DatabaseMissing: A restore or rebuild was interrupted while it was set aside.
        DatabaseForeign: It belongs to another program.
        DatabaseNewer: A newer version of this program made it.
        DatabaseBusy: Another process keeps it locked.
        DatabaseUnwritable: It cannot be read.
    """
    if not path.exists():
        if unfinished(path):
            raise _half_set_aside(path)
        for log in ("-wal", "-journal"):
            if _beside(path, log):
                # A database made now would take in what belongs to the one that is gone.
                raise _without_database(path, path.with_name(path.name + log))
        return State.MISSING
    header = _read_header(path)
    if header.application_id != APPLICATION_ID:
        raise DatabaseForeign(
            _(
                "{path} is a database of another program. It was not changed. Choose another "
                "folder (DUTYROOM_HOME), or move the file away."
            ).format(path=path)
        )
    half_done = _beside(path, "-wal") or _beside(path, "-journal")
    if not half_done and path.stat().st_size < header.bytes_needed:
        raise damaged(path, _("the file is cut off"))
    return _judge(path, _revision(path, header))


def _without_database(path: Path, log: Path) -> DatabaseDamaged:
    """Return the error for a log whose database is gone."""
    return DatabaseDamaged(
        _(
            "The database {path} is gone, but its log {log} is still there: what was entered last "
            "stands in it. Nothing was changed. Put the database back beside it. If it is gone for "
            "good, go back to a backup, which keeps the log: dutyroom restore. If there is no "
            "backup either, move the log into another folder and keep it, then: dutyroom migrate "
            "--empty"
        ).format(path=path, log=log)
    )


def _half_set_aside(path: Path) -> DatabaseMissing:
    """Return the error for a database that stands beside its place, maybe without its log."""
    return DatabaseMissing(
        _(
            "The database {path} was being set aside when that was interrupted. Nothing is lost, "
            "and nothing was made in its place. Do again what was begun: dutyroom restore or "
            "dutyroom rebuild"
        ).format(path=path)
    )


def _beside(path: Path, suffix: str) -> bool:
    """Return whether a file with content stands beside the database."""
    try:
        return path.with_name(path.name + suffix).stat().st_size > 0
    except OSError:
        return False


def _read_header(path: Path) -> _Header:
    """Read the first bytes of the file.

    Raises:
        DatabaseDamaged: They are not those of a database.
        DatabaseUnwritable: The file cannot be read.
    """
    try:
        with path.open("rb") as file:
            raw = file.read(_HEADER_BYTES)
    except OSError as error:
        raise unusable(path, os_reason(error)) from error
    if len(raw) < _HEADER_BYTES or not raw.startswith(_MAGIC):
        raise damaged(path, _("it does not begin as a database does"))
    return _Header.parse(raw)


def _revision(path: Path, header: _Header) -> str:
    """Read the revision of the schema, and touch the journal once.

    Raises:
        DatabaseDamaged: The schema cannot be read.
        DatabaseBusy: Another process keeps the file locked.
        DatabaseUnwritable: It cannot be read.
    """
    # Without a log nobody has the file open in WAL mode, and a plain read-only
    # connection would make one; with the rollback journal its locks are needed.
    alone = header.in_wal_mode and not path.with_name(path.name + "-wal").exists()
    try:
        try:
            row = _ask(read_only(path, immutable=alone))
        except dbapi.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != _READONLY or not _beside(path, "-journal"):
                raise
            # A crash in the middle of a write: SQLite has to undo it before it can be read.
            row = _ask(dbapi.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True))
    except dbapi.Error as error:
        told = None if is_damage(error) else classify(error, path)
        raise (told or damaged(path, sqlite_reason(error))) from error
    except UnicodeDecodeError as error:  # the driver's message quotes a spoiled schema
        raise damaged(path, sqlite_reason(error)) from error
    if row is None:
        raise damaged(path, _("it does not say its version"))
    return row


def _ask(connection: dbapi.Connection) -> str | None:
    """Ask for the revision, touch the journal, and close the connection.

    Raises:
        sqlite3.Error: They cannot be read.
    """
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        connection.execute("SELECT seq FROM journal ORDER BY seq DESC LIMIT 1").fetchone()
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    finally:
        connection.close()
    return None if row is None else str(row[0])


def _judge(path: Path, revision: str) -> State:
    """Compare the file's revision with those this program knows.

    Raises:
        DatabaseNewer: It is not among them.
    """
    known = schema.revisions()
    if revision == known[-1]:
        return State.READY
    if revision in known:
        return State.OLDER
    raise DatabaseNewer(
        _(
            "{path} was made by a newer version of dutyroom (database version {found}, this "
            "program knows up to {known}). It was not changed. Start the newer version."
        ).format(path=path, found=revision, known=known[-1])
    )
