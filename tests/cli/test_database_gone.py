"""A database that was here and is gone: no command makes another, and no number is given twice."""

from __future__ import annotations

import errno
import json
import os
from contextlib import closing
from pathlib import Path

import pytest

from dutyroom.cli import migrate
from dutyroom.cli.main import main
from dutyroom.clock import FrozenClock
from dutyroom.config import Settings, places, save_settings
from dutyroom.registers.ledger import Ledger
from dutyroom.registers.numbers.facts import Series, passed
from dutyroom.store import migrate as migrating
from dutyroom.store.backup import make_backup
from dutyroom.store.engine import DatabaseMissing, open_store
from dutyroom.store.known import note_made
from dutyroom.store.lock import Lock
from dutyroom.store.manifest import list_backups
from tests.databases import put_empty
from tests.registers.call_kit import NOON, PLACE, dump, life

CLOCK = FrozenClock(NOON)


def enter(database: Path, *calls: str) -> None:
    """Enter the whole life of some calls."""
    with closing(open_store(database)) as store:
        for call in calls:
            Ledger(store, CLOCK).record(*life(call, f"r{call}"))


def number(database: Path, call: str) -> int:
    """Return the running number of a call."""
    with closing(open_store(database)) as store:
        return next(int(row["running"]) for row in dump(store)["calls"] if row["id"] == call)


@pytest.fixture
def gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home whose database, with three calls, is gone; a backup holds two of them."""
    where = places(tmp_path)
    where.create()
    save_settings(where.config, Settings())
    enter(put_empty(where.database), "a", "b")
    make_backup(where.database, where.backups, NOON)
    enter(where.database, "c")
    for path in where.data.glob("dutyroom.db*"):
        path.unlink()
    monkeypatch.setattr(migrate, "clock_from_environment", lambda: CLOCK)
    return tmp_path


@pytest.mark.parametrize("told_by", ["mark", "backup"])
def test_no_command_makes_another_or_says_to(
    gone: Path, told_by: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Every one says what the console says: put it back, or restore."""
    if told_by == "mark":
        note_made(places(gone).database)
        for path in places(gone).backups.iterdir():
            path.unlink()
    sheet = tmp_path / "book.csv"
    sheet.write_text("单位,电话\n云岭镇,04802210101\n", "utf-8")
    for command in ("export", "backup", "migrate", f"contacts import {sheet} --yes", "people list"):
        assert main(["--home", str(gone), *command.split()]) == 2, command
        assert "dutyroom restore" in capsys.readouterr().err, command
    assert not places(gone).database.exists()


def test_none_is_begun_beside_a_console_that_shows_the_one_that_is_gone(
    gone: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It would show that one on and on, and nobody at it would know."""
    where = places(gone)
    with Lock(where.consoles_lock, "console", shared=True):
        assert main(["--lang", "en", "--home", str(gone), "migrate", "--empty", "--yes"]) == 2
    assert "(console, process" in capsys.readouterr().err
    assert not where.database.exists()


def test_the_doctor_calls_it_a_fault(gone: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is not about to be made by itself."""
    assert main(["--home", str(gone), "doctor", "--json"]) == 1
    checks = json.loads(capsys.readouterr().out)["checks"]
    [found] = [check for check in checks if check["name"] == "database"]
    assert found["state"] == "fail"
    assert found["facts"]["error"] == "DatabaseMissing"
    assert "dutyroom restore" in found["evidence"]


def test_where_one_insists_no_number_is_given_twice(
    gone: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It asks first; then the next call comes behind all that may have been given."""
    database, asked = places(gone).database, list[str]()

    def no(question: str) -> str:
        asked.append(question)
        return ""

    monkeypatch.setattr("builtins.input", no)
    assert main(["--home", str(gone), "migrate", "--empty"]) == 2
    assert not database.exists()
    assert "dutyroom restore" in asked[0]
    assert main(["--home", str(gone), "migrate", "--empty", "--yes"]) == 0
    assert "dutyroom.db" in capsys.readouterr().out
    assert not list(database.parent.glob("*.beginning*"))
    assert list_backups(places(gone).backups)[0].manifest.kind == migrate.EMPTY
    enter(database, "c")
    assert number(database, "c") == 601  # two, and 500 for a day begun, rounded up


def test_numbers_of_earlier_years_and_behind_an_earlier_gap_are_left_out(
    gone: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A call of December is entered from paper in January; the backup may know of a gap."""
    where = places(gone)
    with closing(open_store(put_empty(where.database))) as store:
        gap = passed(Series.CALLS, 2026, 600, {}, place=PLACE, at=NOON, actor="王五")
        Ledger(store, CLOCK).record(*gap)
    january = FrozenClock(NOON.replace(year=2027, month=1, day=1))
    make_backup(where.database, where.backups, january.now())
    where.database.unlink()
    monkeypatch.setattr(migrate, "clock_from_environment", lambda: january)
    assert main(["--home", str(gone), "migrate", "--empty", "--yes"]) == 0
    enter(where.database, "d")
    assert number(where.database, "d") == 1101  # behind 600, and 500 for a day begun


@pytest.mark.parametrize("when", ["it was asked", "it was made"])
def test_a_database_that_came_back_meanwhile_stays(
    gone: Path, monkeypatch: pytest.MonkeyPatch, when: str
) -> None:
    """Though it was gone when the command was given."""
    database = places(gone).database

    def back(*_all: object, **_named: object) -> str:
        enter(put_empty(database), "a", "b", "c")
        return "y"

    if when == "it was asked":
        monkeypatch.setattr("builtins.input", back)
    else:
        monkeypatch.setattr("builtins.input", lambda _question: "y")
        monkeypatch.setattr("dutyroom.registers.beginning_empty.leave_gap", back)
    assert main(["--home", str(gone), "migrate", "--empty"]) == 2
    assert number(database, "c") == 3
    assert not [*database.parent.glob("*.set-aside-*"), *database.parent.glob("*.beginning*")]


def test_without_a_backup_the_whole_year_is_left_out(gone: Path) -> None:
    """Nobody knows how many were given; an empty database of a new desk leaves out none."""
    where = places(gone)
    note_made(where.database)
    for path in where.backups.iterdir():
        path.unlink()
    assert main(["--home", str(gone), "migrate", "--empty", "--yes"]) == 0
    enter(where.database, "c")
    assert number(where.database, "c") == 327 * 500 + 1  # noon of the 327th day of the year
    new = gone / "new"
    assert main(["--home", str(new), "migrate", "--empty", "--yes"]) == 0
    enter(places(new).database, "c")
    assert number(places(new).database, "c") == 1


def test_opening_makes_none_either(gone: Path) -> None:
    """Whoever asks for one to be made, as the keeper of a desk that has none yet does."""
    database = places(gone).database
    with pytest.raises(DatabaseMissing, match="restore"):
        open_store(database, migrate=True)
    assert not database.exists()


def test_a_database_that_a_command_made_is_known(tmp_path: Path) -> None:
    """Also where neither console nor keeper has ever opened it."""
    assert main(["--home", str(tmp_path), "migrate"]) == 0
    places(tmp_path).database.unlink()
    assert main(["--home", str(tmp_path), "migrate"]) == 2


@pytest.mark.parametrize("part", ["-wal", "-journal"])
def test_a_log_without_its_database_has_a_way_out(
    gone: Path, part: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every command says the same three ways, the last for where there is no backup either."""
    where = places(gone)
    log = where.database.with_name(f"dutyroom.db{part}")
    log.write_bytes(b"what was entered last")
    kept = [(path, path.rename(gone / path.name)) for path in [*where.backups.iterdir()]]
    for command in ("rebuild --yes", "migrate", "migrate --empty --yes", "backup"):
        assert main(["--home", str(gone), *command.split()]) == 2, command
        told = capsys.readouterr().err
        assert str(log) in told
        assert "dutyroom migrate --empty" in told
    log.rename(gone / "kept")
    assert main(["--home", str(gone), "migrate", "--empty", "--yes"]) == 0
    for path, away in kept:
        away.rename(path)
    where.database.unlink()
    (gone / "kept").rename(log)
    assert main(["--home", str(gone), "restore", "--yes"]) == 0
    assert [*gone.glob(f"*.set-aside-*{part}")]


@pytest.mark.parametrize("command", ["migrate", "people import x.csv"])
def test_a_folder_that_cannot_be_made_is_a_sentence(
    tmp_path: Path, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").touch()
    home = tmp_path / "file" / "home"
    assert main(["--home", str(home), *command.split()]) == 2
    assert str(home) in capsys.readouterr().err


def test_a_disk_that_refuses_the_migration_is_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """In its own process, which is no fault of the program to be sent to anybody."""

    def refuse(*_all: object) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.setattr("dutyroom.store.migrate.migrate", refuse)
    assert migrating.main([str(tmp_path / "a.db"), str(tmp_path), "--lang", "zh"]) == 2
    assert "磁盘只读" in capsys.readouterr().err
