"""What was entered after the backup comes back, and no running number is given twice."""

from __future__ import annotations

import signal
import subprocess
import sys
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from dutyroom.cli.main import main
from dutyroom.clock import FrozenClock
from dutyroom.config import Places, places
from dutyroom.registers.accounts.roles import Purpose
from dutyroom.registers.accounts.secrets import keep, known
from dutyroom.registers.beginning_empty import Gone, begin_empty
from dutyroom.registers.bringing_back import BroughtBack, Wanted, bring_back
from dutyroom.registers.ledger import Ledger
from dutyroom.registers.numbers.facts import VERSIONS_LOST, Series, passed
from dutyroom.registers.passing_over import Jump
from dutyroom.registers.retelling import strayed
from dutyroom.store import journal
from dutyroom.store.backup import make_backup
from dutyroom.store.engine import open_store
from dutyroom.store.facts import Fact
from dutyroom.store.manifest import list_backups
from dutyroom.store.reading import entries
from dutyroom.store.restoring import restore
from dutyroom.store.sqlite import dbapi
from tests.damage import leaves, spoil
from tests.databases import put_empty
from tests.registers.call_kit import NOON, PLACE, dump, life

CLOCK = FrozenClock(NOON + timedelta(hours=5))
CALLS = {call: life(call, f"r{call}") for call in "abcdefgh"}

KILLED = """
import os, signal, sys
from pathlib import Path
from dutyroom.cli.main import main
moves = [int(sys.argv[1])]
for name in ("rename", "replace"):
    def moving(self, target, real=getattr(Path, name)):
        moves[0] -= self.name.startswith("dutyroom.db")
        if moves[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(self, target)
    setattr(Path, name, moving)
main(sys.argv[2:])
"""


def enter(path: Path, *calls: str) -> None:
    """Enter the whole life of some calls."""
    with closing(open_store(path)) as store:
        for call in calls:
            Ledger(store, CLOCK).record(*CALLS[call])


@pytest.fixture
def desk(tmp_path: Path) -> Places:
    """A desk with a backup that holds the calls a and b; c, d and e came after it."""
    where = places(tmp_path)
    where.create()
    put_empty(where.database)
    enter(where.database, "a", "b")
    make_backup(where.database, where.backups, NOON)
    enter(where.database, "c", "d", "e")
    return where


def go_back(desk: Places, *, newer: bool = True) -> BroughtBack:
    """Go back to the newest backup; the registers must be as the journal has them."""
    backup = list_backups(desk.backups)[0]
    wanted = Wanted(backup, desk.database, desk.backups, newer, "王五")
    found: list[BroughtBack] = []
    restore(
        backup,
        desk.database,
        CLOCK.now(),
        [],
        lambda arriving: found.append(bring_back(arriving, wanted, CLOCK)),
    )
    assert not strayed(desk.database, desk.backups, CLOCK)
    assert not list(desk.data.glob("*.restoring*"))
    with closing(open_store(desk.database)) as store, store.read() as session:
        assert journal.verify(session).sound
    return found[0]


def numbers(desk: Places) -> dict[str, int]:
    """Return the running number of each call."""
    with closing(open_store(desk.database)) as store:
        return {row["id"]: row["running"] for row in dump(store)["calls"]}


def everything(path: Path) -> tuple[Any, ...]:
    """Return what the call log and the journal hold."""
    with closing(open_store(path)) as store, store.read() as session:
        return dump(store), journal.head(session)


def unreadable(desk: Places, *lost: Fact) -> None:
    """Damage the pages of the journal that hold some facts."""
    pages = {
        page
        for page in leaves(desk.database, "journal")
        if any(str(fact.id).encode() in _page(desk.database, page) for fact in lost)
    }
    assert pages
    spoil(desk.database, *pages)


def _page(path: Path, page: int) -> bytes:
    return path.read_bytes()[(page - 1) * 4096 : page * 4096]


def test_all_comes_back_where_the_journal_is_whole(desk: Places) -> None:
    """Entry by entry, hash by hash and number by number, whatever else is damaged."""
    before = everything(desk.database)
    spoil(
        desk.database, *leaves(desk.database, "call_search_data"), *leaves(desk.database, "calls")
    )
    assert go_back(desk) == BroughtBack(36, 0, 0, ())
    assert everything(desk.database) == before


def test_behind_a_damaged_place_calls_come_back_under_their_numbers(desk: Places) -> None:
    """What cannot be read leaves a gap that nobody fills."""
    unreadable(desk, CALLS["c"][5])
    found = go_back(desk)
    assert found.lost
    assert found.anew
    assert found.whole + found.anew + found.lost == 36
    assert found.jumps == (Jump(Series.CALLS, "unit", 2026, 3, 5, known=True),)
    enter(desk.database, "f")
    assert numbers(desk).items() >= {"d": 4, "e": 5, "f": 6}.items()


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE journal SET hash = 'x' || substr(hash, 2) WHERE seq = 24",
        "UPDATE journal SET hash = 'x' || substr(hash, 2) WHERE seq < 26",
        "UPDATE sqlite_sequence SET seq = 9000000000000000 WHERE name = 'journal'",
        "UPDATE sqlite_sequence SET seq = 'many' WHERE name = 'journal'",
    ],
)
def test_one_damaged_value_parts_the_old_database_from_no_backup(desk: Places, damage: str) -> None:
    """A row whose own hash is wrong proves no other desk; a count that cannot be counts nothing."""
    with closing(dbapi.connect(desk.database)) as connection:
        connection.execute("DROP TRIGGER journal_no_update")
        connection.execute(damage)
        connection.commit()
    found = go_back(desk)
    assert (found.whole + found.anew, found.lost) in {(36, 0), (35, 1)}
    assert not found.other


def test_numbers_are_passed_over_where_all_was_left_out(desk: Places) -> None:
    """A call of the spool that comes after all has the number that it had."""
    assert go_back(desk, newer=False).jumps == (Jump(Series.CALLS, "unit", 2026, 3, 5, known=True),)
    enter(desk.database, "f", "d")
    assert numbers(desk) == {"a": 1, "b": 2, "f": 6, "d": 4}


@pytest.mark.parametrize("gone", [True, False])
def test_a_gap_is_left_where_nothing_can_be_read(desk: Places, gone: bool) -> None:
    """As where the disk died, or its first page did."""
    desk.database.unlink() if gone else spoil(desk.database, 1)
    found = go_back(desk)
    assert (found.whole, found.anew, found.lost) == (0, 0, None)
    assert Jump(Series.CALLS, "unit", 2026, 3, 600, known=False) in found.jumps
    assert {jump.series for jump in found.jumps} == set(Series)
    assert found.versions
    with closing(open_store(desk.database)) as store, store.read() as session:
        assert [*entries(session, subject=VERSIONS_LOST)]
    enter(desk.database, "f")
    assert numbers(desk) == {"a": 1, "b": 2, "f": 601}


def test_no_number_behind_an_earlier_gap_is_given_twice(desk: Places) -> None:
    """Neither where all behind it is left out, nor where nothing can be read once more."""
    desk.database.unlink()
    go_back(desk)
    enter(desk.database, "d")
    assert Jump(Series.CALLS, "unit", 2026, 3, 601, known=True) in go_back(desk, newer=False).jumps
    enter(desk.database, "e")
    make_backup(desk.database, desk.backups, CLOCK.now())
    enter(desk.database, "f")
    found = go_back(desk, newer=False)
    assert found.jumps == (Jump(Series.CALLS, "unit", 2026, 603, 603, known=True),)
    enter(desk.database, "g", "f")
    assert numbers(desk) == {"a": 1, "b": 2, "e": 602, "f": 603, "g": 604}
    desk.database.unlink()
    assert Jump(Series.CALLS, "unit", 2026, 603, 1200, known=False) in go_back(desk).jumps


def test_calls_behind_a_gap_and_a_damaged_place_keep_their_numbers(desk: Places) -> None:
    """Though the newest of them is far above what the backup and the facts since make up."""
    desk.database.unlink()
    go_back(desk)
    enter(desk.database, "d", "e", "f", "g")
    unreadable(desk, *CALLS["d"])
    assert go_back(desk).lost
    enter(desk.database, "h")
    assert numbers(desk).items() >= {"g": 604, "h": 605}.items()


def test_numbers_given_after_beginning_empty_stay_given(desk: Places) -> None:
    """Going back to a backup of before, the journal is another one; its numbers lie on paper."""
    desk.database.unlink()
    begin_empty(Gone(desk.database, desk.backups, "unit"), CLOCK, "王五")
    enter(desk.database, "d")
    assert go_back(desk).whole == 0
    enter(desk.database, "e")
    assert numbers(desk)["e"] > 601


def test_nothing_comes_back_from_the_journal_of_another_desk(desk: Places, tmp_path: Path) -> None:
    """It does not go on from the backup."""
    put_empty(desk.database)
    enter(desk.database, "f", "e", "d")
    found = go_back(desk)
    assert found.other
    assert (found.whole, found.anew, found.lost) == (0, 0, None)
    assert set(numbers(desk)) == {"a", "b"}


def test_a_password_set_after_the_backup_still_opens(desk: Places) -> None:
    """Its hash is no fact, and would be missing beside the fact that names it."""
    with closing(open_store(desk.database)) as store, store.write() as session:
        secret = keep(session, "p1", Purpose.PIN, "the hash", NOON)
    go_back(desk)
    with closing(open_store(desk.database)) as store, store.read() as session:
        assert known(session, secret) == "the hash"


def killed(desk: Places, command: str, at_move: int) -> None:
    """Run a command that is killed just before it gives a file another name."""
    words = ["--home", str(desk.data), command, "--yes"]
    ran = subprocess.run(
        [sys.executable, "-c", KILLED, str(at_move), *words], check=False, capture_output=True
    )
    assert ran.returncode == -signal.SIGKILL, ran.stderr.decode()


@pytest.mark.slow
@pytest.mark.parametrize("at_move", [1, 2, 3])
def test_a_restore_that_is_killed_in_between_loses_nothing(desk: Places, at_move: int) -> None:
    """Not the log of the database either, in which what came last may stand alone."""
    parts = [desk.database, desk.database.with_name("dutyroom.db-wal")]
    with closing(open_store(desk.database)) as store:
        Ledger(store, CLOCK).record(*CALLS["f"])
        as_after_a_power_cut = [path.read_bytes() for path in parts]
    before = everything(desk.database)
    for path, content in zip(parts, as_after_a_power_cut, strict=True):
        path.write_bytes(content)
    killed(desk, "restore", at_move)
    assert go_back(desk) == BroughtBack(48, 0, 0, ())
    assert everything(desk.database) == before


@pytest.mark.slow
def test_a_rebuild_that_is_killed_in_between_loses_nothing(
    desk: Places, capsys: pytest.CaptureFixture[str]
) -> None:
    """Until it is done again every command says so, and none begins anew."""
    before = everything(desk.database)
    spoil(desk.database, *leaves(desk.database, "call_search_data"))
    killed(desk, "rebuild", 2)
    assert not desk.database.exists()
    assert main(["--home", str(desk.data), "migrate", "--empty", "--yes"]) == 2
    assert "dutyroom rebuild" in capsys.readouterr().err
    assert main(["--home", str(desk.data), "rebuild", "--yes"]) == 0
    assert everything(desk.database) == before


def test_many_numbers_are_kept_in_facts_of_a_size(desk: Places) -> None:
    """And a number that damage made up is not believed."""
    kept = {f"call-{number}": number for number in range(3, 1203)}
    made = list(passed(Series.CALLS, 2026, 1202, kept, place=PLACE, at=NOON, actor="王五"))
    assert len(made) == 3
    far = [Fact("numbers.passed", "calls", NOON, PLACE, body={"year": 2026, "last": 10**9})]
    with closing(open_store(desk.database)) as store:
        Ledger(store, CLOCK).record(*made, *far)
    enter(desk.database, "f")
    assert numbers(desk)["f"] == 1203


def test_the_officer_is_told_what_came_back(
    desk: Places, capsys: pytest.CaptureFixture[str]
) -> None:
    """In plain sentences; a second restore has nothing left to bring."""
    restoring = ["--home", str(desk.data), "restore", "--yes"]
    assert main(["--lang", "zh", *restoring]) == 0
    assert "36 条" in capsys.readouterr().out
    desk.database.unlink()
    assert main(["--lang", "zh", *restoring]) == 0
    assert "3 至 " in capsys.readouterr().out
