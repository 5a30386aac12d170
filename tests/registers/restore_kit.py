"""A desk that goes back to a backup, for the tests."""

from __future__ import annotations

from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

from dutyroom.clock import FrozenClock
from dutyroom.config import Places, places
from dutyroom.registers.bringing_back import BroughtBack, Wanted, bring_back
from dutyroom.registers.ledger import Ledger
from dutyroom.registers.retelling import strayed
from dutyroom.store import journal
from dutyroom.store.backup import make_backup
from dutyroom.store.engine import open_store
from dutyroom.store.facts import Fact
from dutyroom.store.manifest import list_backups
from dutyroom.store.restoring import restore
from tests.damage import leaves, spoil
from tests.databases import put_empty
from tests.registers.call_kit import NOON, dump, life

CLOCK = FrozenClock(NOON + timedelta(hours=5))
CALLS = {call: life(call, f"r{call}") for call in "abcdefgh"}


def enter(path: Path, *calls: str) -> None:
    """Enter the whole life of some calls."""
    with closing(open_store(path)) as store:
        for call in calls:
            Ledger(store, CLOCK).record(*CALLS[call])


def with_backup(home: Path) -> Places:
    """Make a desk with a backup that holds the calls a and b; c, d and e came after it."""
    where = places(home)
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
