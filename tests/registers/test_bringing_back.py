"""What was entered after the backup comes back, and no running number is given twice."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from dutyroom.cli.main import main
from dutyroom.config import Places
from dutyroom.registers.accounts.roles import Purpose
from dutyroom.registers.accounts.secrets import keep, known
from dutyroom.registers.beginning_empty import Gone, begin_empty
from dutyroom.registers.bringing_back import BroughtBack
from dutyroom.registers.ledger import Ledger
from dutyroom.registers.numbers.facts import VERSIONS_LOST, Series, passed
from dutyroom.registers.passing_over import Jump
from dutyroom.store.backup import make_backup
from dutyroom.store.engine import open_store
from dutyroom.store.facts import Fact
from dutyroom.store.reading import entries
from dutyroom.store.sqlite import dbapi
from tests.damage import leaves, spoil
from tests.databases import put_empty
from tests.registers.call_kit import NOON, PLACE
from tests.registers.restore_kit import (
    CALLS,
    CLOCK,
    enter,
    everything,
    go_back,
    numbers,
    unreadable,
    with_backup,
)


@pytest.fixture
def desk(tmp_path: Path) -> Places:
    """A desk with a backup that holds the calls a and b; c, d and e came after it."""
    return with_backup(tmp_path)


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
    """In plain sentences; a second restore has nothing left to bring, a third knows of its gap."""
    restoring = ["--home", str(desk.data), "restore", "--yes"]
    assert main(["--lang", "zh", *restoring]) == 0
    assert "36 条" in capsys.readouterr().out
    desk.database.unlink()
    assert main(["--lang", "zh", *restoring]) == 0
    assert "3 至 " in capsys.readouterr().out
    enter(desk.database, "d")
    given = numbers(desk)["d"]
    desk.database.unlink()  # before the next daily backup
    assert main(restoring) == 0
    enter(desk.database, "e")
    assert numbers(desk)["e"] > given
