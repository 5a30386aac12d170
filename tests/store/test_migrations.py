"""A migration loses nothing, or it did not happen."""

from __future__ import annotations

import re
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from dutyroom.clock import FrozenClock
from dutyroom.store import gate, journal, schema, tables
from dutyroom.store.backup import examined
from dutyroom.store.engine import Store, open_store
from dutyroom.store.errors import BackupFailed, DatabaseForeign, MigrationFailed
from dutyroom.store.facts import Fact
from dutyroom.store.lock import Lock
from dutyroom.store.manifest import BEFORE_MIGRATION, list_backups
from dutyroom.store.migrator import migrate
from dutyroom.store.models import SQLModel

Record = Callable[[Store, int], list[Fact]]
Script = Callable[[str], None]

HARMLESS = """
    op.create_table("extra", sa.Column("id", sa.Integer, primary_key=True))
"""
REBUILDS_JOURNAL = """
    keep = {"sqlite_autoincrement": True}
    with op.batch_alter_table("journal", recreate="always", table_kwargs=keep) as batch:
        batch.add_column(sa.Column("extra", sa.Text))
"""
DELETES = """
    op.execute("DELETE FROM payload WHERE rowid = 1")
"""
DROPS_A_TABLE = """
    op.drop_table("payload")
"""
LEAVES_AN_ORPHAN = """
    op.create_table("child", sa.Column("of", sa.ForeignKey("draft.key")))
    op.execute("INSERT INTO child VALUES ('nobody')")
"""
FAILS_HALF_WAY = """
    op.create_table("extra", sa.Column("id", sa.Integer, primary_key=True))
    op.create_index("extra_nothing", "extra", ["nothing"])
"""


@pytest.fixture
def script(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Script:
    """A function that adds a migration after the newest."""
    folder = tmp_path / "migrations"
    shutil.copytree(schema.MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    newest = schema.head()

    def add(body: str) -> None:
        (folder / "versions" / "m9001_test.py").write_text(
            "import sqlalchemy as sa\nfrom alembic import op\n"
            f"revision = '9001'\ndown_revision = '{newest}'\n\ndef upgrade():{body}"
        )
        monkeypatch.setattr(schema, "MIGRATIONS", folder)

    return add


@pytest.fixture
def filled(store_path: Path, record: Record) -> Path:
    """A closed database with some facts."""
    store = open_store(store_path)
    record(store, 5)
    store.close()
    return store_path


def objects(path: Path) -> set[tuple[str, str]]:
    """Return kind and name of everything in a database."""
    connection = sqlite3.connect(path)
    found = set(connection.execute("SELECT type, name FROM sqlite_master"))
    connection.close()
    return found


def test_the_scripts_make_what_the_code_declares(store: Store) -> None:
    """Tables and columns of the store; the registers compare theirs."""
    own = {table.name for table in (tables.JOURNAL, tables.PAYLOAD, tables.DRAFT, tables.META)}
    with store.read() as session:
        context = MigrationContext.configure(
            session.connection(),
            opts={
                "include_name": lambda name, kind, _: kind != "table" or name in own,
                "include_object": lambda _item, name, kind, *_: kind != "table" or name in own,
            },
        )
        assert compare_metadata(context, SQLModel.metadata) == []


def test_a_migration_backs_up_first(filled: Path, script: Script, now: datetime) -> None:
    """And the backup is the database as it was."""
    was = objects(filled)
    script(HARMLESS)
    assert gate.look(filled) is gate.State.OLDER
    backups = filled.parent / "backups"
    migrate(filled, backups, FrozenClock(now))
    assert gate.look(filled) is gate.State.READY
    (backup,) = list_backups(backups)
    assert (backup.manifest.kind, backup.manifest.seq) == (BEFORE_MIGRATION, 5)
    assert objects(backup.path) == was
    migrate(filled, backups, FrozenClock(now))
    assert len(list_backups(backups)) == 1


def test_rebuilding_a_table_keeps_its_triggers(filled: Path, script: Script, now: datetime) -> None:
    """SQLite drops them with the old table."""
    was = objects(filled)
    script(REBUILDS_JOURNAL)
    migrate(filled, filled.parent / "backups", FrozenClock(now))
    assert {name for kind, name in was if kind == "trigger"} == {
        name for kind, name in objects(filled) if kind == "trigger"
    }
    with examined(filled) as session:
        assert journal.last_seq(session) == 5


@pytest.mark.parametrize(
    "body",
    [
        DELETES,
        DROPS_A_TABLE,
        LEAVES_AN_ORPHAN,
        FAILS_HALF_WAY,
        "\n    raise sa.exc.ArgumentError('x')",
    ],
)
def test_a_migration_that_would_lose_something_is_undone(
    filled: Path, script: Script, now: datetime, body: str
) -> None:
    """The database is of the old version, whole and usable."""
    was, raw = objects(filled), filled.read_bytes()
    script(body)
    with pytest.raises(MigrationFailed, match="It is as it was"):
        migrate(filled, filled.parent / "backups", FrozenClock(now))
    assert objects(filled) == was
    assert len(filled.read_bytes()) == len(raw)
    with examined(filled) as session:
        assert journal.verify(session).sound
    assert len(list_backups(filled.parent / "backups")) == 1


def test_without_a_backup_there_is_no_migration(
    filled: Path, script: Script, now: datetime
) -> None:
    """Nothing is changed."""
    script(HARMLESS)
    (filled.parent / "backups").write_text("in the way")
    raw = filled.read_bytes()
    with pytest.raises(BackupFailed):
        migrate(filled, filled.parent / "backups", FrozenClock(now))
    assert filled.read_bytes() == raw


def test_the_process_says_what_went_wrong(tmp_path: Path) -> None:
    """With code 2 and one sentence; nothing is left behind."""
    path = tmp_path / "dutyroom.db"
    sqlite3.connect(path).execute("CREATE TABLE theirs (a)").connection.close()
    with pytest.raises(DatabaseForeign):
        open_store(path, migrate=True)
    done = subprocess.run(
        [sys.executable, "-m", "dutyroom.store.migrate", path, tmp_path / "backups"],
        capture_output=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr.decode().count("\n") == 1
    assert b"another program" in done.stderr


@pytest.mark.slow
def test_two_processes_may_make_it_at_once(tmp_path: Path) -> None:
    """As console and keeper do at the first start."""
    places = [str(tmp_path / "d.db"), str(tmp_path / "b")]
    command = [sys.executable, "-m", "dutyroom.store.migrate", *places]
    running = [subprocess.Popen(command) for _ in range(2)]
    assert [process.wait(30) for process in running] == [0, 0]
    store = open_store(tmp_path / "d.db")
    store.close()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["d.db", "d.db.migrate.lock"]


@pytest.mark.skipif(not Path("/proc/locks").exists(), reason="Linux lists who waits for a lock")
def test_the_second_process_waits_for_the_first(tmp_path: Path) -> None:
    """Rather than fail at the first start of all."""
    lock = Lock(tmp_path / "d.db.migrate.lock", "migrate")
    lock.acquire()
    places = [str(tmp_path / "d.db"), str(tmp_path / "b")]
    process = subprocess.Popen([sys.executable, "-m", "dutyroom.store.migrate", *places])
    deadline = time.monotonic() + 20
    while not re.search(rf"-> FLOCK .* {process.pid} ", Path("/proc/locks").read_text()):
        assert time.monotonic() < deadline
        assert process.poll() is None
        time.sleep(0.02)
    lock.release()
    assert process.wait(20) == 0
    assert gate.look(tmp_path / "d.db") is gate.State.READY
