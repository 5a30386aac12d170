"""Drafts and passwords of a database that is set aside: the later ones, none that is damaged."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from dutyroom.clock import FrozenClock
from dutyroom.config import Places, places
from dutyroom.registers import drafts
from dutyroom.registers.accounts.roles import Purpose
from dutyroom.registers.accounts.secrets import keep
from dutyroom.registers.bringing_back import BroughtBack, Wanted, bring_back
from dutyroom.registers.ledger import Ledger
from dutyroom.store.backup import make_backup
from dutyroom.store.beside import LeftOut
from dutyroom.store.engine import open_store
from dutyroom.store.manifest import list_backups
from dutyroom.store.restoring import restore
from tests.damage import leaves, set_raw, spoil
from tests.databases import put_empty
from tests.registers.call_kit import NOON, life

CLOCK = FrozenClock(NOON + timedelta(hours=5))


@pytest.fixture
def desk(tmp_path: Path) -> Places:
    """A desk with a backup; afterwards a draft went on, one was signed, one was begun."""
    where = places(tmp_path)
    where.create()
    put_empty(where.database)
    write(where.database, 1, ("on", "early"), ("signed", "early"))
    make_backup(where.database, where.backups, NOON)
    write(where.database, 2, ("on", "late"), ("begun", "late"))
    with closing(open_store(where.database)) as store:
        Ledger(store, CLOCK).record(*life("c", "rc"))
        with store.write() as session:
            drafts.discard(session, "signed")
            for person in "pq":
                keep(session, person, Purpose.PIN, f"hash of {person}", NOON)
    return where


def write(path: Path, hours: int, *texts: tuple[str, str]) -> None:
    """Write drafts at an hour after noon."""
    with closing(open_store(path)) as store, store.write() as session:
        for key, text in texts:
            drafts.save(session, key, "王五", {"text": text}, NOON + timedelta(hours=hours))


def go_back(desk: Places) -> BroughtBack:
    """Go back to the backup."""
    [backup] = list_backups(desk.backups)
    wanted = Wanted(backup, desk.database, desk.backups, True, "王五")
    found: list[BroughtBack] = []
    put = lambda arriving: found.append(bring_back(arriving, wanted, CLOCK))  # noqa: E731
    restore(backup, desk.database, CLOCK.now(), [], put)
    return found[0]


def texts(desk: Places) -> dict[str, str]:
    """Return the text of each draft."""
    with closing(open_store(desk.database)) as store, store.read() as session:
        return {each.key: each.fields["text"] for each in drafts.everybodys(session)}


def people(desk: Places) -> Iterable[str]:
    """Return who has a password."""
    with closing(open_store(desk.database)) as store, store.read() as session:
        chosen = "SELECT person FROM account_secrets ORDER BY person"
        return [*session.connection().exec_driver_sql(chosen).scalars()]


def test_the_later_drafts_come_back_and_no_finished_one(desk: Places) -> None:
    assert go_back(desk).lost == 0
    assert texts(desk) == {"on": "late", "begun": "late"}


@pytest.mark.parametrize("value", [b'{"text": "\xff"}', None, '{"text": "'])
def test_a_damaged_draft_is_left_out_and_stops_nothing(desk: Places, value: object) -> None:
    """Not UTF-8, nothing, not what a draft is: the older text is better than none."""
    set_raw(desk.database, "draft", "body", "key = 'begun'", value)
    found = go_back(desk)
    assert (found.whole, found.lost) == (12, 0)
    assert found.left_out == (LeftOut("draft", 1),)
    assert texts(desk) == {"on": "late", "signed": "early"}


def test_a_damaged_password_is_left_out_and_stops_nothing(desk: Places) -> None:
    set_raw(desk.database, "account_secrets", "hash", "person = 'p'", b"\xff")
    assert go_back(desk).left_out == (LeftOut("account_secrets", 1),)
    assert people(desk) == ["q"]


def test_drafts_on_a_damaged_page_are_those_of_the_backup(desk: Places) -> None:
    spoil(desk.database, *leaves(desk.database, "draft"))
    assert go_back(desk).left_out == (LeftOut("draft", 0),)
    assert texts(desk) == {"on": "early", "signed": "early"}


def test_a_draft_stays_where_what_was_signed_of_it_may_be_lost(desk: Places) -> None:
    with closing(open_store(desk.database)) as store:
        Ledger(store, CLOCK).record(*life("d", "rd"))
    set_raw(desk.database, "journal", "actor", "seq = 4", "nobody")
    assert go_back(desk).lost == 1
    assert texts(desk) == {"on": "late", "begun": "late", "signed": "early"}
