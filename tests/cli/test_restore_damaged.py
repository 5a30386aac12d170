"""`dutyroom restore` where no backup is as it was made any more."""

from __future__ import annotations

from pathlib import Path

import pytest

from dutyroom.cli.main import main
from dutyroom.config import Places
from dutyroom.store.manifest import list_backups
from dutyroom.store.setting_aside import set_aside
from tests.damage import leaves, spoil
from tests.registers.restore_kit import CALLS, CLOCK, everything, numbers, unreadable, with_backup


@pytest.fixture
def desk(tmp_path: Path) -> Places:
    """A desk with a backup that holds the calls a and b; c, d and e came after it."""
    return with_backup(tmp_path)


def run(desk: Places, *words: str) -> int:
    """Run the command without a question."""
    return main(["--lang", "en", "--home", str(desk.data), "restore", "--yes", *words])


def backup_of(desk: Places) -> Path:
    """Return the only backup."""
    (found,) = list_backups(desk.backups)
    return found.path


def test_a_backup_whose_journal_is_whole_is_as_good_as_a_sound_one(
    desk: Places, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is offered first; then all comes back, what came after it from the database as well."""
    before = everything(desk.database)
    spoil(desk.database, *leaves(desk.database, "calls"))
    spoil(backup_of(desk), *leaves(backup_of(desk), "call_search_data"))
    spoilt = desk.database.read_bytes()
    assert run(desk) == 2
    told = capsys.readouterr().out
    assert f"{backup_of(desk)}: all 24 entries" in told
    assert "restore --damaged" in told
    assert desk.database.read_bytes() == spoilt
    assert run(desk, "--damaged") == 0
    assert "36 facts that were entered after the backup came back" in capsys.readouterr().out
    assert everything(desk.database) == before
    assert [*desk.data.glob("dutyroom.db.set-aside-*")]
    assert list_backups(desk.backups)[0].manifest.kind == "restore"


def test_an_entry_that_cannot_be_read_is_named_and_its_number_left_out(
    desk: Places, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where the database is gone, what came after the backup is missing besides."""
    desk.database.unlink()
    path = backup_of(desk)
    page = next(
        page
        for page in leaves(path, "journal")
        if str(CALLS["b"][3].id).encode() in path.read_bytes()[(page - 1) * 4096 : page * 4096]
    )
    spoil(path, page)
    assert run(desk) == 2
    assert "of 24 entries can be read" in (told := capsys.readouterr().out)
    assert "Not entries " in told
    assert run(desk, "--damaged") == 0
    assert "cannot be read: compare with the paper" in capsys.readouterr().out
    assert numbers(desk)["a"] == 1


def test_the_database_itself_is_taken_where_more_of_it_can_be_read(
    desk: Places, capsys: pytest.CaptureFixture[str]
) -> None:
    """All but what was on the damaged page of either."""
    unreadable(desk, CALLS["c"][5])
    path = backup_of(desk)
    spoil(path, leaves(path, "journal")[1])
    assert run(desk, "--damaged") == 0
    assert f"entries came from {desk.database}" in capsys.readouterr().out
    assert numbers(desk).items() >= {"a": 1, "b": 2, "d": 4, "e": 5}.items()


def test_what_came_after_a_backup_with_a_hole_comes_back_as_well(
    desk: Places, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is missing in between does not make another journal of the database."""
    spoil(backup_of(desk), leaves(backup_of(desk), "journal")[1])
    first, _readable, *more, _last = leaves(desk.database, "journal")
    spoil(desk.database, first, *more)
    path = backup_of(desk)
    assert run(desk, "--damaged") == 0
    told = capsys.readouterr().out
    assert f"entries came from {path}" in told
    assert "1 fact that was entered after the backup came back" in told


def test_where_nothing_can_be_read_it_says_so(
    desk: Places, capsys: pytest.CaptureFixture[str]
) -> None:
    """And changes nothing."""
    for path in (desk.database, backup_of(desk)):
        path.write_bytes(b"nothing")
    assert run(desk, "--damaged") == 2
    assert "dutyroom migrate --empty" in capsys.readouterr().err
    assert desk.database.read_bytes() == b"nothing"


def test_without_a_backup_the_database_itself_is_looked_at(
    desk: Places, capsys: pytest.CaptureFixture[str]
) -> None:
    """One whose journal is whole needs no backup; of another all is had that can be read."""
    for path in desk.backups.iterdir():
        path.unlink()
    spoil(desk.database, *leaves(desk.database, "call_search_data"))
    assert run(desk, "--damaged") == 2
    assert "dutyroom rebuild" in capsys.readouterr().err
    unreadable(desk, CALLS["c"][5])
    assert run(desk, "--damaged") == 0
    assert numbers(desk).items() >= {"a": 1, "b": 2, "d": 4, "e": 5}.items()


def test_what_a_killed_restore_had_half_set_aside_is_looked_at_as_well(desk: Places) -> None:
    """Without a backup it is all there is, and doing it again is what every command says."""
    for path in desk.backups.iterdir():
        path.unlink()
    unreadable(desk, CALLS["c"][5])
    set_aside(desk.database, CLOCK.now())
    assert not desk.database.exists()
    assert run(desk, "--damaged") == 0
    assert numbers(desk).items() >= {"a": 1, "b": 2, "d": 4, "e": 5}.items()
