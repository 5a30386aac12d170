"""What was changed in the registers alone is found, and put right from the journal."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from dutyroom.cli.checks import database
from dutyroom.cli.checks.result import State
from dutyroom.cli.main import main
from dutyroom.clock import FrozenClock
from dutyroom.config import Places, places
from dutyroom.registers.calls.findable import INDEX
from dutyroom.registers.ledger import Ledger
from dutyroom.registers.retelling import strayed
from dutyroom.store.engine import open_store
from dutyroom.store.manifest import list_backups
from tests.cli.doctor_kit import desk_at, one
from tests.databases import put_empty
from tests.registers.call_kit import NOON, life

CLOCK = FrozenClock(NOON)


@pytest.fixture
def desk(tmp_path: Path) -> Places:
    """A desk that has had some calls."""
    where = places(tmp_path)
    where.create()
    put_empty(where.database)
    with closing(open_store(where.database)) as store:
        for call in ("a", "b", "c"):
            Ledger(store, CLOCK).record(*life(call, f"r{call}"))
    return where


def found(desk: Places) -> dict[str, int]:
    """Return what is not as the journal has it; no copy may be left behind."""
    rows = strayed(desk.database, desk.backups, CLOCK)
    assert not list(desk.backups.glob(".*"))
    return rows


def damage(desk: Places) -> None:
    """Change a number, lose a call and forget a word, past the program."""
    with closing(sqlite3.connect(desk.database)) as connection, connection:
        connection.execute("UPDATE calls SET number = '110' WHERE id = 'a'")
        connection.execute("DELETE FROM calls WHERE id = 'b'")
    with closing(open_store(desk.database)) as store, store.write() as session:
        INDEX.put(session, 99, "山洪")


def test_what_the_journal_made_is_as_the_journal_has_it(desk: Places) -> None:
    assert found(desk) == {}


def test_rows_that_were_changed_lost_or_added_are_counted(desk: Places) -> None:
    damage(desk)
    assert found(desk) == {"calls": 2, "call_search": 2}  # 山洪, 洪


def test_the_thorough_doctor_says_so(desk: Places) -> None:
    thorough = replace(desk_at(desk.data), thorough=True)
    assert one(database.jobs(thorough), "registers").state is State.OK
    damage(desk)
    answer = one(database.jobs(thorough), "registers")
    assert answer.state is State.FAIL
    assert "rebuild" in answer.action


def test_rebuilding_puts_right_what_the_journal_knows(
    desk: Places, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    rebuild = ["--home", str(desk.data), "rebuild"]
    assert main(rebuild) == 0  # nothing is asked where nothing is wrong
    damage(desk)
    monkeypatch.setattr("builtins.input", lambda _question: "no")
    assert main(rebuild) == 2
    assert found(desk) != {}
    assert not list_backups(desk.backups)
    assert main([*rebuild, "--yes"]) == 0
    assert found(desk) == {}
    [kept] = list_backups(desk.backups)
    assert str(kept.path) in capsys.readouterr().out


def test_nothing_is_computed_from_a_journal_that_was_changed(
    desk: Places, capsys: pytest.CaptureFixture[str]
) -> None:
    with closing(sqlite3.connect(desk.database)) as connection, connection:
        [trigger] = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'journal_no_upd%'"
        ).fetchone()
        connection.execute(f"DROP TRIGGER {trigger}")
        connection.execute("UPDATE journal SET actor = 'x' WHERE seq = 2")
    damage(desk)
    assert main(["--home", str(desk.data), "rebuild", "--yes"]) == 2
    assert "2" in capsys.readouterr().err
    assert not list_backups(desk.backups)
