"""Days and entries for the tests."""

from __future__ import annotations

from datetime import UTC, date, datetime

from dutyroom.clock import FrozenClock
from dutyroom.registers.calendar import acts, facts, reading
from dutyroom.registers.calendar.entry import Entry
from dutyroom.registers.ledger import Ledger
from dutyroom.standard.calendar import Calendar, DayKind
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
    with store.read() as session:
        made = acts.taken(session, years, at, PLACE, actor="李建国")
    Ledger(store, FrozenClock(at)).record(*made)


def calendar_of(store: Store, first: int, last: int | None = None) -> Calendar:
    """Return the register's calendar."""
    with store.read() as session:
        return reading.calendar(session, first, last or first)
