"""`dutyroom restore`: whoever is in the way is named before anything is asked."""

from __future__ import annotations

import errno
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dutyroom.cli.checks import set_aside as doctor_check
from dutyroom.cli.checks.result import State
from dutyroom.cli.main import main
from dutyroom.config import Places, places
from dutyroom.store.backup import make_backup
from dutyroom.store.errors import BackupFailed
from dutyroom.store.lock import Lock
from dutyroom.store.setting_aside import set_aside
from tests.cli.doctor_kit import desk_at, one
from tests.databases import put_empty

NIGHT = datetime(2026, 11, 24, tzinfo=UTC)


@pytest.fixture
def backed_up(tmp_path: Path) -> Places:
    """Where a desk with a backup keeps its things."""
    where = places(tmp_path)
    where.create()
    put_empty(where.database)
    make_backup(where.database, where.backups, datetime(2026, 11, 23, tzinfo=UTC))
    return where


def test_a_running_keeper_is_named_before_the_question(
    backed_up: Places, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody says yes to what cannot be done."""
    monkeypatch.setattr("builtins.input", lambda _question: pytest.fail("it asked"))
    with Lock(backed_up.keeper_lock, "keeper"):
        assert main(["--home", str(backed_up.database.parent), "restore"]) == 2
    assert str(os.getpid()) in capsys.readouterr().err


@pytest.mark.parametrize(("answer", "code"), [("no", 2), ("yes", 0)])
def test_it_is_done_on_a_yes_alone(
    backed_up: Places, monkeypatch: pytest.MonkeyPatch, answer: str, code: int
) -> None:
    """What was there stays beside it."""
    monkeypatch.setattr("builtins.input", lambda _question: answer)
    home = backed_up.database.parent
    assert main(["--home", str(home), "restore"]) == code
    assert any(home.glob("*.set-aside-*")) == (code == 0)


@pytest.mark.parametrize("other", ["restore", "rebuild"])
def test_a_command_that_waits_for_its_answer_keeps_its_database(
    backed_up: Places,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    other: str,
) -> None:
    """What it is told to import must not go into the one that was set aside."""
    home = ["--home", str(backed_up.database.parent)]
    codes: list[int] = []

    def meanwhile(_for_programs: bool) -> bool:
        codes.append(main([*home, other, "--yes"]))
        return True

    monkeypatch.setattr("dutyroom.cli.importing._agreed", meanwhile)
    sheet = backed_up.database.with_name("book.csv")
    sheet.write_text("单位,电话\n云岭镇,04802210101\n", "utf-8")
    assert main([*home, "contacts", "import", str(sheet)]) == 0
    assert codes == [2]
    assert str(os.getpid()) in capsys.readouterr().err
    assert main([*home, "contacts", "search", "云岭镇"]) == 0


@pytest.mark.parametrize("command", ["restore", "rebuild"])
def test_a_disk_that_takes_no_file_is_a_sentence(
    backed_up: Places,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    command: str,
) -> None:
    """As one that the system has made read-only."""

    def refuse(path: object, *_flags: int) -> int:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(path))

    monkeypatch.setattr("dutyroom.store.lock.os.open", refuse)
    assert main(["--home", str(backed_up.database.parent), command, "--yes"]) == 2
    assert "只读" in capsys.readouterr().err


def test_backups_are_looked_for_where_the_unit_keeps_them(
    backed_up: Places, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    elsewhere = tmp_path / "elsewhere"
    backed_up.backups.rename(elsewhere)
    backed_up.config.write_text(f'[backup]\nfolder = "{elsewhere}"\n', encoding="utf-8")
    home = str(backed_up.database.parent)
    assert main(["--home", home, "restore", "--list"]) == 0
    assert str(elsewhere) in capsys.readouterr().out
    assert main(["--home", home, "restore", "--yes"]) == 0
    backed_up.config.write_text("not settings", encoding="utf-8")
    assert main(["--home", home, "restore", "--list"]) == 0


def test_what_was_set_aside_and_what_rebuild_kept_is_named(
    backed_up: Places, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where backups are kept elsewhere, too; nothing is deleted by itself."""
    home = ["--lang", "en", "--home", str(backed_up.data)]
    backed_up.config.write_text(f'[backup]\nfolder = "{tmp_path / "usb"}"\n', encoding="utf-8")
    kept = make_backup(backed_up.database, backed_up.backups, NIGHT, "rebuild")
    set_aside(backed_up.database, NIGHT)
    set_aside(backed_up.database, NIGHT)  # nothing was there any more
    assert main([*home, "restore", "--yes"]) == 0
    assert f"{tmp_path / 'usb'}, where the unit keeps" in capsys.readouterr().err
    (tmp_path / "usb").mkdir()
    assert main([*home, "restore", "--list"]) == 0
    told, wrong = capsys.readouterr()
    assert not wrong
    (aside,) = backed_up.data.glob("*.set-aside-*Z")
    assert f"2026-11-24 08:00  0 facts  {kept.path}" in told
    assert "1 database was set aside by restore or rebuild, 2026-11-24 08:00" in told
    size = sum(part.stat().st_size for part in backed_up.data.glob(f"{aside.name}*"))
    assert f"2026-11-24 08:00  {size / 1e6:.1f} MB  {aside}" in told
    looked = one(doctor_check.jobs(desk_at(backed_up.data)))
    assert looked.state is State.OK
    assert looked.facts["files"] == [str(aside)]


def test_a_backup_that_went_bad_is_passed_over(
    backed_up: Places, capsys: pytest.CaptureFixture[str]
) -> None:
    """For the newest that is sound; one that is named is not exchanged for another."""
    home = str(backed_up.database.parent)
    newer = make_backup(backed_up.database, backed_up.backups, datetime(2026, 11, 24, tzinfo=UTC))
    raw = bytearray(newer.path.read_bytes())
    raw[-1] ^= 1
    newer.path.write_bytes(raw)
    assert main(["--home", home, "restore", "--yes", "--from", str(newer.path)]) == 2
    assert main(["--home", home, "restore", "--yes"]) == 0
    told = capsys.readouterr()
    assert str(newer.path) in told.err
    assert "20261123" in told.out


def test_no_older_backup_is_taken_where_the_disk_refuses(
    backed_up: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only one that is not as it was made is passed over."""
    make_backup(backed_up.database, backed_up.backups, datetime(2026, 11, 24, tzinfo=UTC))
    tried: list[object] = []

    def refuse(backup: object, *_others: object) -> None:
        tried.append(backup)
        raise BackupFailed("the disk is nearly full")

    monkeypatch.setattr("dutyroom.cli.restore.restore", refuse)
    assert main(["--home", str(backed_up.database.parent), "restore", "--yes"]) == 2
    assert len(tried) == 1
