"""Whatever puts another database in place is killed at every step, once and twice."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from dutyroom.cli.main import main
from dutyroom.config import Places, places
from dutyroom.registers.retelling import strayed
from dutyroom.store.manifest import list_backups
from dutyroom.store.setting_aside import PARTS
from dutyroom.store.sqlite import dbapi
from tests.damage import leaves, spoil
from tests.registers.killed_kit import killed_at
from tests.registers.restore_kit import CALLS, CLOCK, everything, numbers, unreadable, with_backup

RESTORE = ("restore", "--damaged", "--yes")
REBUILD = ("rebuild", "--yes")


def a_spoilt_register(desk: Places) -> None:
    """Damage the search, which the journal makes anew."""
    spoil(desk.database, *leaves(desk.database, "call_search_data"))


def rows_that_strayed(desk: Places) -> None:
    """Change rows of the register behind the back of the journal."""
    with closing(dbapi.connect(desk.database)) as connection:
        connection.execute("UPDATE calls SET outcome = 'missed'")
        connection.commit()


def all_is_damaged(desk: Places) -> None:
    """Damage the only backup beside its journal, and the journal of the database."""
    path = list_backups(desk.backups)[0].path
    spoil(path, *leaves(path, "call_search_data"))
    unreadable(desk, CALLS["c"][5])


def left_over(desk: Places) -> set[str]:
    """Return what stands in the folder beside the database, what was set aside, and locks."""
    names = {path.name for path in desk.data.iterdir() if path.is_file()}
    known = {f"{desk.database.name}{part}" for part in PARTS}
    return {n for n in names - known if ".set-aside-" not in n and not n.endswith(".lock")}


def aside(desk: Places) -> list[Path]:
    """Return the databases that were set aside."""
    return sorted(desk.data.glob("dutyroom.db.set-aside-*Z"))


def says_the_truth(desk: Places, capsys: pytest.CaptureFixture[str]) -> None:
    """The next command works, or says what to do again; it makes no other database."""
    there = desk.database.exists()
    code = main(["--lang", "en", "--home", str(desk.data), "contacts", "search", "x"])
    told = capsys.readouterr().err
    assert ("Nobody found" in told) if code == 1 else ("dutyroom re" in told), told
    assert there or "Do again what was begun" in told
    assert desk.database.exists() == there


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize(
    ("harm", "words", "times"),
    [
        (a_spoilt_register, REBUILD, 1),
        (a_spoilt_register, REBUILD, 2),
        (rows_that_strayed, REBUILD, 1),
        (all_is_damaged, RESTORE, 1),
        (all_is_damaged, RESTORE, 2),
    ],
)
def test_killed_at_any_step_nothing_is_lost_or_left(
    tmp_path: Path,
    harm: Callable[[Places], None],
    words: tuple[str, ...],
    times: int,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Doing it again comes to the same as if nobody had been killed."""
    template = with_backup(tmp_path / "template")
    before = everything(template.database)
    harm(template)
    spoilt = template.database.read_bytes()
    step = 0
    while True:
        step += 1
        desk = places(tmp_path / f"killed-{step}")
        shutil.copytree(template.data, desk.data)
        if killed_at(step, desk.data, *words) is None:
            break
        says_the_truth(desk, capsys)
        if times == 2:
            killed_at(step, desk.data, *words)
            says_the_truth(desk, capsys)
        code = main(["--lang", "en", "--home", str(desk.data), *words])
        told = capsys.readouterr()
        assert code == 0 or "so it needs none" in told.err, told.err
        assert not strayed(desk.database, desk.backups, CLOCK)
        assert not left_over(desk)
        if harm is all_is_damaged:
            assert numbers(desk) == {call: at for at, call in enumerate("abcde", 1)}
        else:
            assert everything(desk.database) == before
        if harm is not rows_that_strayed:
            (kept,) = aside(desk)
            assert kept.read_bytes() == spoilt
        shutil.rmtree(desk.data)
    assert step > 5


def test_what_is_lost_was_said_before_anybody_could_be_killed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nobody could tell afterwards; and doing it again makes no second one of the damaged."""
    desk = with_backup(tmp_path)
    all_is_damaged(desk)
    told = killed_at(9, desk.data, *RESTORE)  # the new one stands, the note of it as well
    assert told is not None
    assert "6 facts after 2026-11-23 12:00 cannot be read" in told
    assert [path.name for path in desk.data.glob("*.setting-aside")]
    assert main(["--lang", "en", "--home", str(desk.data), *RESTORE]) == 2
    assert "is sound and holds all that the backups hold" in capsys.readouterr().err
    assert not left_over(desk)
    assert len(aside(desk)) == 1
