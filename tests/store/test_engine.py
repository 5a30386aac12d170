"""Transactions: begun as they should be, always ended, and errors in plain words."""

from __future__ import annotations

import contextlib
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, OperationalError

from dutyroom.store import journal
from dutyroom.store.engine import DatabaseBusy, Store, open_store
from dutyroom.store.errors import DatabaseMissing, DatabaseUnwritable
from dutyroom.store.facts import Fact, Place
from dutyroom.store.sqlite import Library, dbapi

Record = Callable[[Store, int], list[Fact]]


@pytest.mark.parametrize(
    ("version", "mode"),
    [
        ((3, 40, 1), "delete"),
        ((3, 44, 5), "delete"),
        ((3, 44, 6), "wal"),
        ((3, 50, 6), "delete"),
        ((3, 50, 7), "wal"),
        ((3, 51, 2), "delete"),
        ((3, 51, 3), "wal"),
        ((3, 53, 4), "wal"),
        ((4, 0, 0), "wal"),
    ],
)
def test_versions_that_can_corrupt_a_log_do_not_get_one(
    version: tuple[int, ...], mode: str
) -> None:
    """The repair came with 3.51.3, 3.50.7 and 3.44.6."""
    assert Library(version).journal_mode == mode


@pytest.mark.parametrize(
    ("version", "mode", "level"), [((3, 53, 4), "wal", 2), ((3, 40, 1), "delete", 3)]
)
def test_every_connection_is_set_up(
    store_path: Path, version: tuple[int, ...], mode: str, level: int
) -> None:
    """Foreign keys, triggers, overwriting, durability: on both kinds of connection."""
    store = open_store(store_path, library=Library(version))
    for transaction, query_only in ((store.write, 0), (store.read, 1)):
        with transaction() as session:
            for pragma, expected in {
                "foreign_keys": 1,
                "recursive_triggers": 1,
                "secure_delete": 1,
                "synchronous": level,
                "journal_mode": mode,
                "query_only": query_only,
                "busy_timeout": 2000,
            }.items():
                assert session.connection().scalar(text(f"PRAGMA {pragma}")) == expected, pragma
    assert (store.journal_mode, store.sqlite_version) == (mode, ".".join(map(str, version)))
    store.close()


def test_the_version_is_that_of_the_linked_library(store: Store) -> None:
    """As doctor shows it."""
    assert store.sqlite_version == dbapi.sqlite_version


def test_a_write_takes_the_lock_at_once_and_gives_up_in_time(store: Store) -> None:
    """The second writer is told in words, and nothing of its work is done."""
    other = open_store(store.path, busy_seconds=0.1)
    with (
        store.write(),
        pytest.raises(DatabaseBusy, match="did not finish in time"),
        other.write(),
    ):
        pytest.fail("the lock was not taken at the beginning")
    with other.write() as session:
        assert session.connection().scalar(text("SELECT 1")) == 1
    other.close()


def test_a_write_within_a_write_is_told_and_does_not_hang(store_path: Path) -> None:
    """One process has one writing connection."""
    store = open_store(store_path, busy_seconds=0.1)
    with store.write(), pytest.raises(DatabaseBusy), store.write():
        pytest.fail("two write transactions at once")
    store.close()


@pytest.mark.parametrize("meanwhile", [False, True])
def test_nothing_is_written_into_a_database_that_was_set_aside(
    store: Store, record: Record, meanwhile: bool
) -> None:
    """Neither before nor in the middle of a transaction."""
    aside = store.path.with_name("aside")
    record(store, 1)

    def take_away() -> None:
        for part in ("", "-wal", "-shm"):
            store.path.with_name(store.path.name + part).rename(f"{aside}{part}")

    def note() -> None:
        with store.write() as session:
            session.connection().exec_driver_sql("INSERT INTO meta VALUES ('key', 'value')")
            if meanwhile:
                take_away()

    if not meanwhile:
        take_away()
    with pytest.raises(DatabaseMissing, match="set aside"):
        note()
    with contextlib.closing(dbapi.connect(aside)) as connection:
        assert connection.execute("SELECT count(*) FROM meta").fetchone() == (0,)


def test_an_error_undoes_the_whole_transaction(store: Store, record: Record, now: datetime) -> None:
    """And it arrives as it was raised."""

    def fail_half_way() -> None:
        with store.write() as session:
            journal.append(session, Fact("a", "b", now, Place("u")), now)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_half_way()
    record(store, 1)
    with store.read() as session:
        assert [entry.seq for entry in journal.entries(session)] == [1]


def test_a_broken_constraint_is_a_programming_error(store: Store) -> None:
    """It is not dressed up as trouble with the database."""
    statement = text("INSERT INTO draft VALUES ('a', 'b', NULL, 'c')")
    with pytest.raises(IntegrityError), store.write() as session:
        session.connection().execute(statement)


def test_reading_cannot_write(store: Store) -> None:
    """A read transaction refuses."""
    with pytest.raises(DatabaseUnwritable), store.read() as session:
        session.connection().execute(text("INSERT INTO meta VALUES ('a', 'b')"))


def test_a_read_sees_one_state_and_is_always_ended(store_path: Path, record: Record) -> None:
    """Also when the reader stops half-way or fails; else the log would grow without end."""
    store = open_store(store_path, busy_seconds=0.1)
    record(store, 5)
    with store.read() as session:
        seen = journal.last_seq(session)
        record(store, 5)
        assert journal.last_seq(session) == seen
        assert not store.checkpoint()
    with store.read() as session:
        next(journal.entries(session))
    with contextlib.suppress(ZeroDivisionError), store.read() as session:
        next(journal.entries(session))
        raise ZeroDivisionError
    with pytest.raises(OperationalError), store.read() as session:
        session.connection().execute(text("SELECT nothing FROM nowhere"))
    record(store, 5)
    assert store.checkpoint()
    assert store.path.with_name("dutyroom.db-wal").stat().st_size == 0
    store.close()


def test_the_data_version_changes_with_every_commit_of_others(store: Store, record: Record) -> None:
    """The console polls it: in its own process and from another store alike."""
    seen = [store.data_version()]
    assert store.data_version() == seen[0]
    record(store, 1)
    seen.append(store.data_version())
    other = open_store(store.path)
    record(other, 1)
    other.close()
    seen.append(store.data_version())
    assert len(set(seen)) == 3


def test_a_file_that_went_away_is_not_made_again(store: Store, record: Record) -> None:
    """An empty database in its place would look as if all calls were lost."""
    store.close()
    store.path.unlink()
    with pytest.raises(DatabaseUnwritable), store.write():
        pytest.fail("a new file was made")
    assert not store.path.exists()


def test_the_keeper_gets_neither_alembic_nor_numpy(tmp_path: Path) -> None:
    """Not even when the database has to be made."""
    code = (
        "import sys, pathlib\n"
        "from dutyroom.store import backup, engine, restoring, search\n"
        "engine.open_store(pathlib.Path(sys.argv[1]), migrate=True).close()\n"
        "sys.exit(bool({'alembic', 'numpy', 'textual'} & sys.modules.keys()))\n"
    )
    done = subprocess.run([sys.executable, "-c", code, tmp_path / "new.db"], check=False)
    assert done.returncode == 0
    assert (tmp_path / "new.db").stat().st_mode & 0o777 == 0o600


def test_the_standard_library_reads_what_ours_wrote(store: Store, record: Record) -> None:
    """One file, one SQLite at a time; whichever it is."""
    record(store, 3)
    store.close()
    connection = sqlite3.connect(f"{store.path.as_uri()}?mode=ro", uri=True)
    assert connection.execute("SELECT count(*) FROM journal").fetchone() == (3,)
    connection.close()
