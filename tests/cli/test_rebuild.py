"""`dutyroom rebuild` of a damaged database, and the doctor that says whether it helps."""

from __future__ import annotations

import re
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dutyroom.cli.checks import database
from dutyroom.cli.checks.result import State
from dutyroom.cli.main import main
from dutyroom.clock import FrozenClock
from dutyroom.config import Places, places
from dutyroom.registers import drafts
from dutyroom.registers.accounts.roles import Purpose
from dutyroom.registers.accounts.secrets import keep, known
from dutyroom.registers.anew import beside
from dutyroom.registers.ledger import Ledger
from dutyroom.store import journal
from dutyroom.store.backup import make_backup
from dutyroom.store.beside import LeftOut
from dutyroom.store.engine import open_store
from dutyroom.store.errors import SourceDamaged
from dutyroom.store.quick_check import faults
from dutyroom.store.renewing import carry_over
from dutyroom.store.sqlite import Library, read_only
from tests.cli.doctor_kit import desk_at, one
from tests.damage import leaves, set_raw, spoil
from tests.databases import put_empty
from tests.registers.call_kit import NOON, dump, found, life

CLOCK = FrozenClock(NOON)
PAGES = ["call_search_data", "calls", "ix_calls_started_at", "draft"]


@pytest.fixture
def desk(tmp_path: Path) -> Places:
    """A desk that has had some calls, and a secret that no fact holds."""
    where = places(tmp_path)
    where.create()
    put_empty(where.database)
    with closing(open_store(where.database)) as store:
        for call in "abcdefgh":
            Ledger(store, CLOCK).record(*life(call, f"r{call}"))
        with store.write() as session:
            keep(session, "p1", Purpose.PIN, "the hash", NOON)
    return where


def held(desk: Places) -> tuple[Any, ...]:
    """Return what the call log, its search, the journal and the secrets hold."""
    with closing(open_store(desk.database)) as store:
        with store.read() as session:
            secret = session.connection().exec_driver_sql("SELECT id FROM account_secrets")
            kept = known(session, str(secret.scalar_one()))
            chain = journal.verify(session), journal.head(session)
        return dump(store), found(store, "燃气"), *chain, kept


def advice(desk: Places, *, thorough: bool) -> str:
    """Return what the doctor says of the pages."""
    answer = one(database.jobs(replace(desk_at(desk.data), thorough=thorough)), "pages")
    assert answer.state is State.FAIL
    return answer.action


@pytest.mark.parametrize("damaged", PAGES)
def test_what_is_no_journal_is_made_anew(
    desk: Places, damaged: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Table, index or search; the doctor has named the command, and nothing is lost."""
    before = held(desk)
    spoil(desk.database, *leaves(desk.database, damaged))
    for thorough in (False, True):
        assert "dutyroom rebuild" in advice(desk, thorough=thorough)
    spoilt = desk.database.read_bytes()
    assert main(["--lang", "zh", "--home", str(desk.data), "rebuild", "--yes"]) == 0
    assert not re.search("malformed|tree|page|fts5", capsys.readouterr().out, re.IGNORECASE)
    assert held(desk) == before
    assert one(database.jobs(desk_at(desk.data)), "pages").state is State.OK
    (aside,) = desk.data.glob("dutyroom.db.set-aside-*Z")
    assert aside.read_bytes() == spoilt
    assert desk.database.stat().st_mode & 0o777 == 0o600
    assert not list(desk.data.glob("*.rebuilding*"))


def test_a_journal_with_a_damaged_page_sends_back_to_a_backup(
    desk: Places, capsys: pytest.CaptureFixture[str]
) -> None:
    """The doctor does not name what would then refuse."""
    spoil(desk.database, leaves(desk.database, "journal")[3])
    assert "dutyroom restore" in advice(desk, thorough=True)
    spoilt = desk.database.read_bytes()
    assert main(["--home", str(desk.data), "rebuild", "--yes"]) == 2
    assert "dutyroom restore" in capsys.readouterr().err
    assert desk.database.read_bytes() == spoilt


def test_a_long_journal_is_verified_where_there_is_time(
    desk: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The quick look names the long one, and no command that may be the wrong one."""
    monkeypatch.setattr(database, "_AT_ONCE", 10)
    spoil(desk.database, *leaves(desk.database, "call_search_data"))
    assert "doctor --thorough" in advice(desk, thorough=False)
    assert "dutyroom rebuild" in advice(desk, thorough=True)


def test_nothing_is_changed_without_a_yes(desk: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor where the disk is too full for a second database."""
    spoil(desk.database, *leaves(desk.database, "calls"))
    spoilt = desk.database.read_bytes()
    monkeypatch.setattr("builtins.input", lambda _question: "no")
    assert main(["--home", str(desk.data), "rebuild"]) == 2
    monkeypatch.setattr("dutyroom.store.backup._SPARE_BYTES", 2**62)
    assert main(["--home", str(desk.data), "rebuild", "--yes"]) == 2
    assert desk.database.read_bytes() == spoilt
    assert not list(desk.data.glob("*.rebuilding*"))


def test_a_damaged_draft_is_found_and_left_out(
    desk: Places, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """SQLite finds nothing wrong with it; whoever reads it would stumble."""
    with closing(open_store(desk.database)) as store, store.write() as session:
        for key in ("one", "other"):
            drafts.save(session, key, "王五", {"text": "燃气"}, NOON)
    set_raw(desk.database, "draft", "body", "key = 'one'", b'{"text": "\xff"}')
    assert "dutyroom rebuild" in advice(desk, thorough=False)
    monkeypatch.setattr("builtins.input", lambda _question: "no")
    assert main(["--home", str(desk.data), "rebuild"]) == 2
    assert "草稿：1" in capsys.readouterr().out
    anew = put_empty(desk.data / "anew.db")
    assert carry_over(desk.database, anew, beside()) == (LeftOut("draft", 1),)
    with closing(open_store(anew)) as store, store.read() as session:
        assert [each.key for each in drafts.everybodys(session)] == ["other"]
        assert session.connection().exec_driver_sql("SELECT hash FROM account_secrets").scalar()


@pytest.mark.parametrize("version", [(3, 40, 1), (3, 53, 4)])
def test_a_damaged_search_is_found_and_gives_no_backup(
    desk: Places, version: tuple[int, int, int]
) -> None:
    """Whether or not the linked SQLite looks into a search index by itself."""
    page = leaves(desk.database, "call_search_data")[-1]
    raw = bytearray(desk.database.read_bytes())
    raw[page * 4096 - 600 : page * 4096 - 500] = bytes(100)  # within a blob: the page is sound
    desk.database.write_bytes(raw)
    with closing(read_only(desk.database)) as connection:
        assert faults(connection, Library(version))
    with pytest.raises(SourceDamaged, match="doctor --thorough"):
        make_backup(desk.database, desk.backups, NOON)


def test_the_search_is_read_by_us_where_sqlite_does_not(
    desk: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every full-text index, from end to end."""
    seen: list[str] = []
    monkeypatch.setattr(
        "dutyroom.store.quick_check._read_search", lambda _c, name: seen.append(name)
    )
    with closing(read_only(desk.database)) as connection:
        assert faults(connection, Library((3, 53, 4))) == []
        assert seen == []
        assert faults(connection, Library((3, 40, 1))) == []
    assert sorted(seen) == ["call_search", "matter_search"]
