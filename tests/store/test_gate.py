"""A file that cannot be used is named in plain words, and not a byte of it changes."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dutyroom.store import gate, journal, schema
from dutyroom.store.engine import Store, open_store
from dutyroom.store.errors import (
    DatabaseDamaged,
    DatabaseForeign,
    DatabaseMissing,
    DatabaseNewer,
    DatabaseOlder,
    DatabaseUnwritable,
    NetworkFileSystem,
    StoreError,
)
from dutyroom.store.facts import Fact
from dutyroom.store.filesystem import network_type, refuse_network
from dutyroom.store.sqlite import Library
from tests.thorough import examples

Take = Callable[[Path], dict[str, tuple[bytes, int]]]
Record = Callable[[Store, int], list[Fact]]


def foreign(path: Path) -> None:
    """Another program's database, in WAL mode and with a revision like ours."""
    path.unlink()
    connection = sqlite3.connect(path)
    connection.executescript(
        "PRAGMA journal_mode=WAL; CREATE TABLE alembic_version (version_num TEXT);"
        "INSERT INTO alembic_version VALUES ('0001')"
    )
    connection.close()


def revision(path: Path, number: str) -> None:
    """Say that the database is of another version."""
    connection = sqlite3.connect(path)
    connection.execute("UPDATE alembic_version SET version_num = ?", (number,))
    connection.commit()
    connection.close()


def newer(path: Path) -> None:
    """A version that does not exist yet."""
    revision(path, "9999")


def older(path: Path) -> None:
    """A version that there was."""
    revision(path, "0000")


def cut_off(path: Path) -> None:
    """The second half is lost."""
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def empty(path: Path) -> None:
    """Nothing is left of it."""
    path.write_bytes(b"")


def text_file(path: Path) -> None:
    """No database at all."""
    path.write_text("值班室" * 500)


def zeroed_schema(path: Path) -> None:
    """The header stands, the first page behind it does not."""
    raw = bytearray(path.read_bytes())
    raw[100:4096] = bytes(3996)
    path.write_bytes(raw)


def no_version(path: Path) -> None:
    """Half made by hand."""
    connection = sqlite3.connect(path)
    connection.execute("DROP TABLE alembic_version")
    connection.commit()
    connection.close()


def gone(path: Path) -> None:
    """The file was removed; its log was forgotten."""
    path.unlink()
    path.with_name(path.name + "-wal").write_bytes(b"\x37\x7f\x06\x82" + bytes(100))


@pytest.mark.parametrize(
    ("spoil", "error"),
    [
        (foreign, DatabaseForeign),
        (newer, DatabaseNewer),
        (cut_off, DatabaseDamaged),
        (empty, DatabaseDamaged),
        (text_file, DatabaseDamaged),
        (zeroed_schema, DatabaseDamaged),
        (no_version, DatabaseDamaged),
        (gone, DatabaseDamaged),
    ],
)
@pytest.mark.parametrize("migrate", [False, True])
@pytest.mark.parametrize("in_wal_mode", [False, True])
def test_an_unusable_file_stays_as_it_is(
    store_path: Path,
    snapshot: Take,
    spoil: Callable[[Path], None],
    error: type[StoreError],
    *,
    migrate: bool,
    in_wal_mode: bool,
) -> None:
    """Bytes, time and neighbours."""
    if in_wal_mode:
        open_store(store_path, library=Library((3, 53, 4))).close()
    spoil(store_path)
    before = snapshot(store_path.parent)
    with pytest.raises(error) as told:
        open_store(store_path, migrate=migrate)
    assert str(store_path) in str(told.value)
    assert snapshot(store_path.parent) == before


def test_an_older_file_waits_for_the_migration(
    store_path: Path, snapshot: Take, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Unless it is asked for, nothing happens."""
    known = schema.revisions()
    revision(store_path, "0000")
    before = snapshot(store_path.parent)
    monkeypatch.setattr(schema, "revisions", lambda: ("0000", *known))
    with pytest.raises(DatabaseOlder, match="dutyroom migrate"):
        open_store(store_path)
    assert snapshot(store_path.parent) == before


def test_a_missing_file_is_not_made_unasked(tmp_path: Path) -> None:
    """Only with `migrate`."""
    with pytest.raises(DatabaseMissing, match="dutyroom migrate"):
        open_store(tmp_path / "none.db")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_in_its_place_is_told(tmp_path: Path) -> None:
    """As something that cannot be read."""
    (tmp_path / "dutyroom.db").mkdir()
    with pytest.raises(DatabaseUnwritable):
        open_store(tmp_path / "dutyroom.db")


def test_a_newer_file_with_a_log_keeps_both(
    store: Store, store_path: Path, tmp_path: Path, record: Record
) -> None:
    """What a crash of the newer program left must not be moved into the file by an older one."""
    record(store, 5)
    with store.write() as session:
        session.connection().exec_driver_sql("UPDATE alembic_version SET version_num='9999'")
    crashed = tmp_path / "crashed"
    crashed.mkdir()
    for part in ("", "-wal"):
        shutil.copyfile(f"{store_path}{part}", crashed / f"dutyroom.db{part}")
    before = {path.name: path.read_bytes() for path in crashed.iterdir()}
    with pytest.raises(DatabaseNewer):
        open_store(crashed / "dutyroom.db", migrate=True)
    after = {path.name: path.read_bytes() for path in crashed.iterdir()}
    assert {name: after[name] for name in before} == before


@pytest.mark.parametrize("version", [(3, 40, 1), (3, 53, 4)])
def test_what_a_crash_left_is_taken_up(
    store_path: Path, tmp_path: Path, record: Record, version: tuple[int, ...]
) -> None:
    """A log or a rollback journal beside the file is no damage."""
    store = open_store(store_path, library=Library(version))
    record(store, 40)
    crashed = tmp_path / "crashed"
    crashed.mkdir()
    with store.write() as session:
        session.connection().exec_driver_sql("PRAGMA cache_spill=1")
        session.connection().exec_driver_sql("PRAGMA cache_size=1")
        session.connection().exec_driver_sql("UPDATE sqlite_sequence SET seq = 77")
        session.connection().exec_driver_sql("DELETE FROM payload")
        for path in store_path.parent.glob("dutyroom.db*"):
            if not path.name.endswith("-shm"):
                shutil.copyfile(path, crashed / path.name)
        session.connection().rollback()
    store.close()
    assert len(list(crashed.iterdir())) == 2
    reopened = open_store(crashed / "dutyroom.db", library=Library(version))
    with reopened.read() as session:
        found = journal.verify(session)
    assert (found.sound, found.count) == (True, 40)
    reopened.close()


@settings(
    max_examples=examples(80),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_any_rubbish_in_the_first_page_is_survived(
    store_template: Path, tmp_path: Path, data: st.DataObject
) -> None:
    """The look either lets it through or says a sentence; nothing else, and no change."""
    raw = bytearray(store_template.read_bytes())
    for _ in range(data.draw(st.integers(1, 8))):
        raw[data.draw(st.integers(0, 4095))] = data.draw(st.integers(0, 255))
    path = tmp_path / "spoiled.db"
    path.write_bytes(raw)
    with contextlib.suppress(StoreError):
        gate.look(path)
    assert path.read_bytes() == raw
    assert [each.name for each in tmp_path.iterdir()] == ["spoiled.db"]


MOUNTS = """\
22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
30 22 0:40 / /mnt/share\\040one rw shared:2 - nfs4 server:/x rw
31 30 8:2 / /mnt/share\\040one/local rw - xfs /dev/sdb rw
32 22 0:41 / /over rw - cifs //server/x rw
33 22 0:42 / /over rw - tmpfs tmpfs rw
34 22 0:43 / /ssh rw - fuse.sshfs me@host: rw
a line that is not one
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/home/a/dutyroom.db", None),
        ("/mnt/share one/a/b.db", "nfs4"),
        ("/mnt/share one/local/b.db", None),
        ("/mnt/share one more/b.db", None),
        ("/over/b.db", None),
        ("/ssh/b.db", "fuse.sshfs"),
    ],
)
def test_the_kind_of_file_system_is_read_from_the_mounts(path: str, kind: str | None) -> None:
    """The deepest mount counts, and of two on one point the later."""
    assert network_type(Path(path), MOUNTS) == kind


def test_a_network_file_system_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before anything is opened or made."""
    mounts = tmp_path / "mountinfo"
    mounts.write_text(f"1 0 0:1 / {tmp_path} rw - nfs server:/x rw\n")
    with pytest.raises(NetworkFileSystem, match="nfs"):
        refuse_network(tmp_path / "dutyroom.db", mounts)
    monkeypatch.setattr("dutyroom.store.filesystem.MOUNTS", mounts)
    with pytest.raises(NetworkFileSystem, match="DUTYROOM_HOME"):
        open_store(tmp_path / "dutyroom.db", migrate=True)
    assert [path.name for path in tmp_path.iterdir()] == ["mountinfo"]
    refuse_network(tmp_path / "dutyroom.db", tmp_path / "not Linux")
