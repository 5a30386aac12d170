"""Open the database and hand out transactions.

Every transaction begins with a `BEGIN` of our own: `IMMEDIATE` where something
may be written, because a transaction that reads first and writes later fails at
once when another process wrote in between, however long it may wait.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool

from dutyroom.i18n import _
from dutyroom.store import gate
from dutyroom.store.errors import (
    DatabaseBusy,
    DatabaseDamaged,
    DatabaseForeign,
    DatabaseMissing,
    DatabaseNewer,
    DatabaseOlder,
    NetworkFileSystem,
    StoreError,
    translated,
)
from dutyroom.store.files import file_id
from dutyroom.store.filesystem import refuse_network
from dutyroom.store.known import note_made, refuse_new
from dutyroom.store.session import Session
from dutyroom.store.sqlite import Library, dbapi, settings

__all__ = [
    "DatabaseBusy",
    "DatabaseDamaged",
    "DatabaseForeign",
    "DatabaseMissing",
    "DatabaseNewer",
    "DatabaseOlder",
    "NetworkFileSystem",
    "Store",
    "StoreError",
    "open_store",
]

BUSY_SECONDS: Final = 2.0
"""How long a transaction waits for another writer before it gives up."""

_READERS: Final = 4


class Store:
    """One open database; open it with `open_store`.

    Attributes:
        path: The database file.
        sqlite_version: The version of the linked SQLite.
        journal_mode: `wal`, or `delete` where the linked SQLite could corrupt a log.
    """

    def __init__(self, path: Path, library: Library, busy_seconds: float) -> None:
        """Open a file that the gate has let through.

        Args:
            path: The database file.
            library: What the linked version of SQLite allows.
            busy_seconds: How long to wait for another writer.

        Raises:
            StoreError: The database cannot be used.
        """
        self.path = path
        self._file = file_id(path)
        self.sqlite_version = library.text
        self._uri = f"{path.absolute().as_uri()}?mode=rw"
        self._busy_seconds = busy_seconds
        with translated(path):
            self._watch = self._connect()
            self._set_up(self._watch, settings(library, busy_seconds=busy_seconds, writing=False))
            mode = f"PRAGMA journal_mode={library.journal_mode}"
            self.journal_mode = str(self._watch.execute(mode).fetchone()[0])
        self._writer = self._engine(library, writing=True)
        self._reader = self._engine(library, writing=False)

    def _connect(self) -> dbapi.Connection:
        """Open a connection without the driver's own handling of transactions."""
        return dbapi.connect(
            self._uri,
            uri=True,
            timeout=self._busy_seconds,
            isolation_level=None,
            check_same_thread=False,  # the pool hands a connection to one thread at a time
        )

    @staticmethod
    def _set_up(connection: dbapi.Connection, statements: tuple[str, ...]) -> None:
        """Run the statements that set up a connection."""
        for statement in statements:
            connection.execute(statement).close()

    def _engine(self, library: Library, *, writing: bool) -> Engine:
        """Make the engine that writes, or the one that reads."""
        statements = settings(library, busy_seconds=self._busy_seconds, writing=writing)

        def creator() -> dbapi.Connection:
            connection = self._connect()
            self._set_up(connection, statements)
            return connection

        engine = create_engine(
            "sqlite://",
            module=dbapi,
            creator=creator,
            poolclass=QueuePool,
            pool_size=1 if writing else _READERS,
            max_overflow=0 if writing else _READERS,
            pool_timeout=self._busy_seconds,
        )
        begin = "BEGIN IMMEDIATE" if writing else "BEGIN"

        @event.listens_for(engine, "begin")
        def _begin(connection: Connection) -> None:
            connection.exec_driver_sql(begin)

        return engine

    @contextmanager
    def write(self) -> Iterator[Session]:
        """Give a transaction that may write; it is committed at the end, or undone by an error.

        Raises:
            DatabaseBusy: Another writer did not finish in time.
            DatabaseMissing: The file was taken away since it was opened; nothing was written.
            StoreError: The database cannot be used.
        """
        with translated(self.path), self._writer.begin() as connection:
            self._require_in_place()
            yield Session(connection)
            self._require_in_place()

    def _require_in_place(self) -> None:
        """Make sure that the file is not one that was set aside.

        Raises:
            DatabaseMissing: It is.
        """
        if file_id(self.path) != self._file:
            raise DatabaseMissing(
                _(
                    "The database {path} was set aside since it was opened. Nothing was saved; "
                    "do this again."
                ).format(path=self.path)
            )

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Give a transaction that sees one state of the database and is always ended.

        Raises:
            StoreError: The database cannot be used.
        """
        with translated(self.path), self._reader.connect() as connection:
            connection.begin()
            yield Session(connection)

    def data_version(self) -> int:
        """Return a number that changes when any transaction was committed since."""
        with translated(self.path):
            return int(self._watch.execute("PRAGMA data_version").fetchone()[0])

    def checkpoint(self) -> bool:
        """Move the log into the file and empty it, so that purged text is gone from both.

        Returns:
            Whether all was moved; False while somebody else still reads or writes.

        Raises:
            StoreError: The database cannot be used.
        """
        with translated(self.path):
            row = self._watch.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        return not row[0]

    def shorten_log(self) -> None:
        """Bring of the log into the file what nobody needs there; nobody waits for it.

        Raises:
            StoreError: The database cannot be used.
        """
        with translated(self.path):
            self._watch.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()

    def close(self) -> None:
        """Close every connection; the last to close empties the log into the file."""
        self._reader.dispose()
        self._writer.dispose()
        self._watch.close()


def open_store(
    path: Path,
    *,
    migrate: bool = False,
    busy_seconds: float = BUSY_SECONDS,
    backups: Path | None = None,
    library: Library | None = None,
) -> Store:
    """Open a database, after a look at it that changes nothing.

    Args:
        path: The database file.
        migrate: Make a database where there has never been one and bring an older one to
            this version, in a process of its own.
        busy_seconds: How long each transaction waits for another writer.
        backups: Folder for the backup before a migration; by default `backups`
            beside the database.
        library: What the linked SQLite allows; tests pretend another version.

    Raises:
        NetworkFileSystem: The file lies where no database can be kept safe.
        DatabaseMissing: There is none and `migrate` is not set, or there was one here before.
        DatabaseOlder: It is of an older version and `migrate` is not set.
        DatabaseForeign: It belongs to another program.
        DatabaseNewer: A newer version of this program made it.
        DatabaseDamaged: It is not sound.
        MigrationFailed: It could not be made or migrated.
        StoreError: It cannot be used for another reason.
    """
    refuse_network(path)
    state = gate.look(path)
    if state is not gate.State.READY:
        kept = backups or path.parent / "backups"
        refuse_new(path, kept)
        if not migrate:
            raise _not_ready(path, state)
        from dutyroom.store.apart import run_apart  # noqa: PLC0415 - needed once in a lifetime

        run_apart(path, kept)
        note_made(path)
        state = gate.look(path)
        if state is not gate.State.READY:
            raise _not_ready(path, state)
    return Store(path, library or Library(), busy_seconds)


def _not_ready(path: Path, state: gate.State) -> StoreError:
    """Return the error for a database that has to be made or migrated first."""
    if state is gate.State.MISSING:
        return DatabaseMissing(
            _("There is no database at {path} yet. Make it with: dutyroom migrate").format(
                path=path
            )
        )
    return DatabaseOlder(
        _(
            "{path} was made by an older version of dutyroom. It was not changed. Bring it to "
            "this version (a backup is made first): dutyroom migrate"
        ).format(path=path)
    )
