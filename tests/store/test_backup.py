"""A backup counts only when it was opened and checked; going back deletes nothing."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from dutyroom.store import backup as backups
from dutyroom.store import journal
from dutyroom.store.arriving import drop
from dutyroom.store.backup import check_backup, examined, make_backup
from dutyroom.store.daily import make_daily
from dutyroom.store.engine import Store, open_store
from dutyroom.store.errors import (
    BackupFailed,
    DatabaseNewer,
    LockHeld,
    RestoreFailed,
    SourceDamaged,
)
from dutyroom.store.facts import Fact
from dutyroom.store.lock import Lock
from dutyroom.store.manifest import Backup, list_backups, read_backup
from dutyroom.store.restoring import restore
from tests.damage import set_raw

Record = Callable[[Store, int], list[Fact]]
Take = Callable[[Path], dict[str, tuple[bytes, int]]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the backups go."""
    return tmp_path / "backups"


def facts_in(path: Path) -> list[Fact]:
    """Return the facts of a closed database."""
    with examined(path) as session:
        return [entry.fact for entry in journal.entries(session)]


def test_a_backup_holds_what_was_committed(
    store: Store, record: Record, folder: Path, now: datetime
) -> None:
    """While the database is open, with its log not yet moved into the file."""
    facts = record(store, 20)
    made = make_backup(store.path, folder, now)
    record(store, 1)
    assert facts_in(made.path) == facts
    assert made.manifest.counts["journal"] == 20
    assert (made.manifest.seq, made.created_at) == (20, now)
    check_backup(made)
    assert list_backups(folder) == [made]
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}
    assert len(list(folder.iterdir())) == 2


def test_writers_go_on_while_a_backup_is_made(
    store: Store, record: Record, folder: Path, now: datetime
) -> None:
    """And the copy is one moment of the database."""
    record(store, 500)
    stop = threading.Event()

    def write() -> None:
        while not stop.is_set():
            record(store, 1)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for _ in range(3):
            check_backup(make_backup(store.path, folder, now))
    finally:
        stop.set()
        writer.join()
    assert len(list_backups(folder)) == 3


def test_the_daily_backup_is_made_once_a_day_and_the_oldest_go(
    store: Store, folder: Path, now: datetime
) -> None:
    """Other kinds are left alone, and so is what came from a clock that was wrong."""
    make_backup(store.path, folder, now - timedelta(days=99), "before-migration")
    made = [
        make_daily(store.path, folder, now + timedelta(hours=12 * half), 3) for half in range(12)
    ]
    assert [one is not None for one in made] == [True, False] * 6
    kept = list_backups(folder)
    assert [one.manifest.kind for one in kept] == ["daily"] * 3 + ["before-migration"]
    assert kept[0] == made[10]
    assert make_daily(store.path, folder, now - timedelta(days=30), 3) in list_backups(folder)


def test_an_empty_database_drops_no_backup_of_the_one_that_is_gone(
    store: Store, record: Record, folder: Path, now: datetime, store_template: Path
) -> None:
    """However long it is kept, and once it holds more facts than the other one did."""
    record(store, 5)
    old = make_daily(store.path, folder, now, 1)
    empty = open_store(shutil.copyfile(store_template, store.path.with_name("empty.db")))
    record(empty, 9)
    new = [make_daily(empty.path, folder, now + timedelta(days=day), 1) for day in (1, 2)]
    empty.close()
    assert list_backups(folder) == [new[1], old]


def test_the_copy_of_a_backup_that_was_killed_goes_with_the_next(
    store: Store, folder: Path, now: datetime
) -> None:
    """Each is as big as the database; one that still grows stays."""
    folder.mkdir()
    ages = {".growing-1": 2.0, ".growing-1-wal": 2.0, ".growing-2": 0.1}
    for name, hours in ages.items():
        (folder / name).touch()
        changed = (now - timedelta(hours=hours)).timestamp()
        os.utime(folder / name, (changed, changed))
    (folder / ".growing-3").symlink_to("gone")  # as one looks that has come to its end meanwhile
    made = make_backup(store.path, folder, now)
    assert {each.name for each in folder.glob(".growing-[12]*")} == {".growing-2"}
    assert list_backups(folder) == [made]


def test_a_damaged_database_gives_no_backup(
    store: Store, record: Record, folder: Path, now: datetime
) -> None:
    """And the good ones are not pushed out by it."""
    record(store, 3)
    store.close()
    raw = store.path.read_bytes()
    store.path.write_bytes(raw.replace("来电登记 2".encode(), "来电登记 9".encode()))
    with pytest.raises(BackupFailed, match="not changed"):
        make_backup(store.path, folder, now)
    store.path.write_bytes(raw[:5000] + bytes(20000) + raw[25000:])
    with pytest.raises(BackupFailed):
        make_backup(store.path, folder, now)
    assert list(folder.iterdir()) == []


def test_an_entry_that_was_changed_far_back_gives_no_daily_backup(
    store: Store, record: Record, folder: Path, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else the sound ones would be pushed out, and none of those that are left can be used."""
    monkeypatch.setattr(backups, "_TAIL", 2)
    record(store, 10)
    sound = make_daily(store.path, folder, now, 1)
    record(store, 10)
    store.close()
    set_raw(store.path, "journal", "actor", "seq = 3", "nobody")
    for at_once in (1000, 2):  # here, and in a process of its own
        monkeypatch.setattr(backups, "_AT_ONCE", at_once)
        with pytest.raises(SourceDamaged, match="doctor --thorough"):
            make_daily(store.path, folder, now + timedelta(days=1), 1)
    assert list_backups(folder) == [sound]


def test_a_keeper_that_ends_waits_for_no_verification(
    store: Store, record: Record, folder: Path, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a million entries it may last minutes; nothing is left of that backup."""
    monkeypatch.setattr(backups, "_AT_ONCE", 2)
    record(store, 3)
    with pytest.raises(BackupFailed, match="ended"):
        make_daily(store.path, folder, now, stop=lambda: True)
    assert list(folder.iterdir()) == []


def test_a_full_disk_leaves_nothing_half_made(
    store: Store, folder: Path, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The room is asked for first."""
    usage = shutil._ntuple_diskusage(100, 99, 1)
    monkeypatch.setattr(backups.shutil, "disk_usage", lambda _: usage)  # type: ignore[attr-defined]  # the module's import
    with pytest.raises(BackupFailed, match="nearly full"):
        make_backup(store.path, folder, now)
    assert list(folder.iterdir()) == []


@pytest.fixture
def made(store: Store, record: Record, folder: Path, now: datetime) -> Backup:
    """A backup of ten facts; five more came later; the database is closed."""
    record(store, 10)
    backup = make_backup(store.path, folder, now)
    record(store, 5)
    store.close()
    return backup


@pytest.mark.parametrize("spoil", ["bit", "gone", "manifest"])
def test_a_spoilt_backup_is_refused(
    made: Backup, store_path: Path, now: datetime, snapshot: Take, spoil: str
) -> None:
    """And nothing is touched."""
    if spoil == "bit":
        raw = bytearray(made.path.read_bytes())
        raw[-1] ^= 1
        made.path.write_bytes(raw)
    elif spoil == "gone":
        made.path.unlink()
    else:
        made.path.with_suffix(".json").write_text("[]")
    before = snapshot(store_path.parent)
    with pytest.raises(BackupFailed, match="restore --list"):
        restore(read_backup(made.path), store_path, now, [])
    assert snapshot(store_path.parent) == before


def test_going_back_keeps_what_was_there(made: Backup, store_path: Path, now: datetime) -> None:
    """The damaged file and its log stand beside, as a pair."""
    store_path.write_bytes(b"damaged")
    store_path.with_name("dutyroom.db-wal").write_bytes(b"its log")
    done = restore(made, store_path, now, [])
    assert done.set_aside is not None
    assert done.set_aside.read_bytes() == b"damaged"
    assert Path(f"{done.set_aside}-wal").read_bytes() == b"its log"
    assert not store_path.with_name("dutyroom.db-wal").exists()
    assert facts_in(store_path) == facts_in(made.path)
    assert store_path.stat().st_mode & 0o777 == 0o600
    again = restore(made, store_path, now, [])
    assert again.set_aside not in {None, done.set_aside}
    reopened = open_store(store_path)
    with reopened.read() as session:
        assert journal.verify(session).sound
    reopened.close()


def test_a_database_that_is_gone_comes_back(made: Backup, store_path: Path, now: datetime) -> None:
    """There is nothing to set aside then, or only what it has left behind."""
    store_path.unlink()
    assert restore(made, store_path, now, []).set_aside is None
    store_path.unlink()
    store_path.with_name("dutyroom.db-wal").write_bytes(b"its log")
    left = restore(made, store_path, now, []).set_aside
    assert left is not None
    assert left.read_bytes() == b"its log"
    assert len(facts_in(store_path)) == 10


def test_nobody_else_may_be_at_work(
    made: Backup, store_path: Path, now: datetime, tmp_path: Path
) -> None:
    """The locks are free again afterwards."""
    path = tmp_path / "keeper.lock"
    raw = store_path.read_bytes()
    with Lock(path, "keeper"), pytest.raises(LockHeld, match="keeper"):
        restore(made, store_path, now, [Lock(path, "restore")])
    assert store_path.read_bytes() == raw
    restore(made, store_path, now, [Lock(path, "restore")])
    with Lock(path, "keeper"):
        pass


def test_a_newer_backup_waits_for_the_newer_program(
    made: Backup, store_path: Path, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is sound, and still not for us."""
    monkeypatch.setattr("dutyroom.store.schema.revisions", lambda: ("0000",))
    with pytest.raises(DatabaseNewer):
        restore(made, store_path, now, [])


def test_a_disk_that_refuses_is_told(
    made: Backup, store_path: Path, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before anything was moved, where it can be known."""
    usage = shutil._ntuple_diskusage(100, 99, 1)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)
    raw = store_path.read_bytes()
    with pytest.raises(RestoreFailed, match="nothing was deleted"):
        restore(made, store_path, now, [])
    assert store_path.read_bytes() == raw


def test_nothing_of_a_file_that_did_not_arrive_is_left(tmp_path: Path) -> None:
    """Nor of one that was still being made when its process was killed."""
    for part in ("", "-wal", ".migrate.lock", ".new", ".new-journal"):
        (tmp_path / f"arriving{part}").touch()
    drop(tmp_path / "arriving")
    assert not list(tmp_path.iterdir())
