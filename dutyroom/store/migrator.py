"""Bring a database to this version, or make a new one; runs in a process of its own.

A new database grows by the same scripts in a temporary file and appears under
its name when it is whole. An older one is backed up first; then all scripts run
in one transaction that is committed only when nothing was lost.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import Connection, create_engine
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import NullPool

from dutyroom.clock import Clock
from dutyroom.i18n import _
from dutyroom.store import gate, schema
from dutyroom.store.backup import make_backup
from dutyroom.store.errors import MigrationFailed, translated
from dutyroom.store.files import create_empty, sync_file, sync_folder
from dutyroom.store.filesystem import refuse_network
from dutyroom.store.inventory import Inventory
from dutyroom.store.lock import Lock
from dutyroom.store.manifest import BEFORE_MIGRATION
from dutyroom.store.sqlite import APPLICATION_ID, Library, dbapi, settings

_BUSY_SECONDS: Final = 10.0


def migrate(path: Path, backups: Path, clock: Clock, revision: str = "head") -> None:
    """Make or migrate a database; nothing happens where it is of this version.

    Args:
        path: The database file.
        backups: Folder for the backup that is made before a migration.
        clock: Names the backup.
        revision: Where to stop; tests make older databases by it.

    Raises:
        MigrationFailed: A script failed or something was lost; the file is as it was.
        BackupFailed: No sound backup could be made; the file is as it was.
        StoreError: The file cannot be migrated at all.
    """
    refuse_network(path)
    gate.look(path)  # what cannot be migrated gets no lock beside it either
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    lock = Lock(path.with_name(f"{path.name}.migrate.lock"), "migrate")
    lock.acquire(wait=True)
    try:
        state = gate.look(path)
        if state is gate.State.MISSING:
            _create(path, revision)
        elif state is gate.State.OLDER:
            make_backup(path, backups, clock.now(), BEFORE_MIGRATION)
            _run_scripts(path, revision, shown=path)
    finally:
        lock.release()


def _create(path: Path, revision: str) -> None:
    """Make a new database beside its place and move it there when it is whole."""
    growing = path.with_name(f"{path.name}.new")
    create_empty(growing)
    _run_scripts(growing, revision, shown=path)
    sync_file(growing)
    growing.replace(path)
    sync_folder(path.parent)


def _run_scripts(path: Path, revision: str, *, shown: Path) -> None:
    """Run all scripts in one transaction and commit it only when nothing was lost.

    Raises:
        MigrationFailed: It was undone.
    """
    engine = create_engine(
        "sqlite://", module=dbapi, creator=lambda: _connect(path), poolclass=NullPool
    )
    try:
        with translated(shown), engine.connect() as connection:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            before = Inventory.take(connection)
            connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
            _alembic(connection, revision)
            before.restore_triggers(connection)
            lost = before.lost(connection)
            if lost:
                raise MigrationFailed(_failed(shown, lost))
            connection.commit()
    except (SQLAlchemyError, CommandError) as error:
        raise MigrationFailed(_failed(shown, str(error))) from error
    finally:
        engine.dispose()


def _alembic(connection: Connection, revision: str) -> None:
    """Run the scripts up to a revision over a connection."""
    config = Config()
    config.set_main_option("script_location", str(schema.MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def _connect(path: Path) -> dbapi.Connection:
    """Open the file with foreign keys off: rebuilding a table would delete what refers to it."""
    connection = dbapi.connect(
        f"{path.absolute().as_uri()}?mode=rw", uri=True, isolation_level=None
    )
    for statement in settings(Library(), busy_seconds=_BUSY_SECONDS, writing=True):
        connection.execute(statement)
    connection.execute("PRAGMA foreign_keys=OFF")
    return connection


def _failed(path: Path, detail: str) -> str:
    """Return the sentence for a migration that was undone."""
    return _(
        "The database {path} could not be brought to this version ({detail}). It is as it was. "
        "Send this sentence to whoever looks after the program."
    ).format(path=path, detail=detail)
