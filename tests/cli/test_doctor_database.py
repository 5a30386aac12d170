"""The doctor and the database: what is damaged, waits or is old."""

from __future__ import annotations

import contextlib
import os
import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dutyroom import i18n
from dutyroom.channel.messages import KeeperState
from dutyroom.cli.checks import (
    attachments,
    backup,
    database,
    spool,
    sqlite,
)
from dutyroom.cli.checks.result import State
from dutyroom.cli.checks.running import run_all
from dutyroom.cli.main import main
from dutyroom.clock import SystemClock
from dutyroom.config import places
from dutyroom.line.spool import Spool
from dutyroom.registers.accounts.access import Access
from dutyroom.registers.accounts.hashing import Hasher
from dutyroom.registers.ledger import Ledger
from dutyroom.registers.matters import acting, attaching
from dutyroom.registers.matters.facts import Opening
from dutyroom.registers.matters.fields import Officer
from dutyroom.store.backup import make_backup
from dutyroom.store.engine import open_store
from dutyroom.store.errors import DatabaseDamaged
from dutyroom.store.facts import Place
from dutyroom.store.sqlite import Library, dbapi
from tests.cli.doctor_kit import call, desk_at, fill, keeper, one


@pytest.fixture
def home(tmp_path: Path, store_template: Path) -> Path:
    """The folder of a desk with a database."""
    shutil.copyfile(store_template, tmp_path / "dutyroom.db")
    return tmp_path


def _spoil(path: Path) -> None:
    """Damage a page of a database that is still recognised."""
    fill(path, 300)
    raw = bytearray(path.read_bytes())
    middle = len(raw) // 2 // 4096 * 4096
    raw[middle : middle + 4096] = b"\xa5" * 4096
    path.write_bytes(raw)


def test_a_sound_database_is_sound(home: Path) -> None:
    for job in database.jobs(desk_at(home)):
        assert job.ask().state is State.OK


def test_a_damaged_page_is_found(home: Path) -> None:
    _spoil(home / "dutyroom.db")
    jobs = database.jobs(replace(desk_at(home), thorough=True))
    found = {job.name: run_all([job], 20)[0].result.state for job in jobs}
    assert State.FAIL in found.values()


def test_a_damaged_page_of_the_journal_is_a_fault(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def damaged(*_session: object, **_after: object) -> None:
        raise DatabaseDamaged(home, "database disk image is malformed")

    monkeypatch.setattr(database, "verify", damaged)
    assert one(database.jobs(desk_at(home)), "journal").state is State.FAIL


@pytest.mark.parametrize(
    "change", ["actor = 'somebody'", "body = json_set(body, '$.texts', json('{\"a\": {}}'))"]
)
def test_a_changed_journal_is_told_by_its_number_and_nothing_is_computed_from_it(
    home: Path, change: str
) -> None:
    """SQLite itself finds nothing wrong with it."""
    path = home / "dutyroom.db"
    fill(path, 5)
    with contextlib.closing(dbapi.connect(str(path))) as connection:
        connection.execute("DROP TRIGGER journal_no_update")
        connection.execute(f"UPDATE journal SET {change} WHERE seq = 4")  # noqa: S608 - our own
        connection.commit()
    jobs = database.jobs(replace(desk_at(home), thorough=True))
    found = {job.name: run_all([job], 20)[0].result for job in jobs}
    assert found["pages"].state is State.OK
    assert "number 4" in found["journal"].evidence
    assert found["registers"].state is State.FAIL
    assert "while the database is damaged" in found["registers"].evidence


def test_a_foreign_database_is_a_fault_and_is_not_touched(tmp_path: Path) -> None:
    path = places(tmp_path).database
    path.write_bytes(b"not a database at all" * 50)
    before = path.read_bytes()
    assert one(database.jobs(desk_at(tmp_path)), "database").state is State.FAIL
    assert one(database.jobs(desk_at(tmp_path)), "pages").state is State.UNKNOWN
    assert path.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == ["dutyroom.db"]


def test_a_database_too_large_for_the_time_is_unknown_not_good(home: Path) -> None:
    fill(home / "dutyroom.db", 400)
    desk = desk_at(home, seconds=0.0)
    found = one(database.jobs(desk), "pages")
    assert (found.state, found.facts) == (State.UNKNOWN, {"error": "timeout"})
    assert one(database.jobs(replace(desk, thorough=True)), "pages").state is State.OK


def test_facts_in_the_spool_are_counted_unless_they_are_written(home: Path) -> None:
    kept = Spool(home / "spool", segment=4096, reserve=4096)
    fact = call()
    kept.append(fact)
    kept.append(call(2))
    kept.close()
    before = {path: path.read_bytes() for path in (home / "spool").iterdir()}
    found = one(spool.jobs(desk_at(home)))
    assert (found.state, found.facts["waiting"]) == (State.WARN, 2)
    store = open_store(home / "dutyroom.db")
    Ledger(store, SystemClock()).record(fact)
    store.close()
    assert one(spool.jobs(desk_at(home))).facts["waiting"] == 1
    assert {path: path.read_bytes() for path in (home / "spool").iterdir()} == before


def test_a_segment_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    segment = places(tmp_path).spool / "000000000001.spool"
    segment.mkdir(parents=True)
    i18n.use("zh")
    found = one(spool.jobs(desk_at(tmp_path)))
    assert (found.state, found.facts["waiting"]) == (State.FAIL, None)
    assert f"{segment} 无法读取：这是一个文件夹" in found.evidence


def test_a_keeper_whose_database_is_locked_is_a_fault(home: Path) -> None:
    view = keeper(state=KeeperState("locked", 4))
    found = one(spool.jobs(desk_at(home, keeper=view)))
    assert (found.state, found.facts["waiting"]) == (State.FAIL, 4)


@pytest.mark.parametrize(
    ("age", "expected", "says"),
    [
        (timedelta(minutes=3), State.OK, "less than an hour old"),
        (timedelta(hours=3), State.OK, "3 hours old"),
        (timedelta(hours=35), State.OK, "35 hours old"),
        (timedelta(hours=37), State.WARN, "37 hours old"),
        (timedelta(hours=-3), State.FAIL, "in the future"),
    ],
)
def test_the_age_of_the_backup_is_judged(
    home: Path, age: timedelta, expected: State, says: str
) -> None:
    assert one(backup.jobs(desk_at(home))).state is State.WARN
    make_backup(home / "dutyroom.db", home / "backups", datetime.now(UTC) - age)
    found = one(backup.jobs(desk_at(home)))
    assert (found.state, says in found.evidence) == (expected, True)


def test_a_database_older_than_its_backup_is_said(home: Path) -> None:
    before = (home / "dutyroom.db").read_bytes()
    fill(home / "dutyroom.db", 3)
    make_backup(home / "dutyroom.db", home / "backups", datetime.now(UTC) - timedelta(hours=1))
    fill(home / "dutyroom.db", 5)  # goes on from there
    assert one(backup.jobs(desk_at(home))).state is State.OK
    (home / "dutyroom.db").write_bytes(before)
    found = one(backup.jobs(desk_at(home)))
    assert (found.state, found.facts["lacking"]) == (State.WARN, True)


def test_a_vulnerable_sqlite_is_said() -> None:
    found = sqlite.look(Library((3, 40, 1)))
    assert (found.state, found.facts["journal_mode"]) == (State.WARN, "delete")
    assert "3.40.1" in found.evidence
    assert sqlite.look(Library((3, 51, 3))).state is State.OK


def test_a_file_kept_with_a_matter_that_is_gone_or_changed_is_named(home: Path) -> None:
    store, clock = open_store(home / "dutyroom.db"), SystemClock()
    access = Access(store, Ledger(store, clock), clock, Place("test"), Hasher())
    by, desk, source = Officer("覃小梅"), desk_at(home), home / "通知.txt"
    matter = acting.open_matter(access, Opening("水位超警戒"), by=by)
    kept = desk.places.attachments
    source.write_text("原件", encoding="utf-8")
    digest = attaching.attach(access, matter, source, kept, largest=100, by=by)
    store.close()
    assert one(attachments.jobs(desk)).state is State.OK
    path = kept / digest[:2] / digest
    os.utime(path, (0, 0))
    late = one(attachments.jobs(desk))
    assert (late.state, "no copy" in late.evidence) == (State.WARN, True)
    path.write_text("改件", encoding="utf-8")  # as long as it was
    assert one(attachments.jobs(desk)).state is State.OK
    assert one(attachments.jobs(replace(desk, thorough=True))).state is State.FAIL
    path.unlink()
    found = one(attachments.jobs(desk))
    assert (found.state, found.facts["count"], found.facts["uncopied"]) == (State.FAIL, 1, 1)
    assert "通知.txt" in found.evidence
    path.write_text("原件", encoding="utf-8")
    assert main(["--home", str(home), "backup"]) == 0
    path.unlink()
    found = one(attachments.jobs(desk))
    assert found.facts["uncopied"] == 0
    assert str(desk.backups / "attachments") in found.action
    assert main(["--home", str(home), "restore", "--yes"]) == 0
    assert one(attachments.jobs(replace(desk, thorough=True))).state is State.OK
