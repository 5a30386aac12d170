"""Days and entries for the tests."""

from __future__ import annotations

from datetime import UTC, date, datetime

from dutyroom.clock import FrozenClock
from dutyroom.registers.calendar import facts, reading
from dutyroom.registers.calendar.changes import compare
from dutyroom.registers.calendar.entry import Entry
from dutyroom.registers.ledger import Ledger
from dutyroom.standard.calendar import Calendar, DayKind
from dutyroom.standard.calendar.seed import seed
from dutyroom.store.engine import Store
from dutyroom.store.facts import Fact, Place

NOW = datetime(2026, 11, 23, 8, 57, tzinfo=UTC)
PLACE = Place("yunling")


def entry(
    first: str, last: str = "", kind: DayKind = DayKind.STATUTORY, name: str = "元旦"
) -> Entry:
    """Return an entry."""
    return Entry(date.fromisoformat(first), date.fromisoformat(last or first), kind, name)


def noted(what: Entry, at: datetime = NOW, position: int = 0) -> Fact:
    """Return the fact that notes an entry."""
    return facts.noted(what, at, PLACE, actor="李建国", position=position)


def seeded(store: Store, *years: int, at: datetime = NOW) -> None:
    """Take the holidays that ship into the register."""
    for year in years:
        found = compare(seed(year), calendar_of(store, year))
        Ledger(store, FrozenClock(at)).record(*found.facts(at, PLACE, actor="李建国"))


def calendar_of(store: Store, first: int, last: int | None = None) -> Calendar:
    """Return the register's calendar."""
    with store.read() as session:
        return reading.calendar(session, first, last or first)
