"""The keeper's writer: the log of the database is shortened while nobody waits."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from dutyroom.clock import FrozenClock
from dutyroom.line.upkeep import BATCHES
from dutyroom.line.writer import Listener, RegisterWriter, Spooled
from dutyroom.registers.calls import facts
from dutyroom.store.engine import Store
from dutyroom.store.facts import Place
from dutyroom.store.sqlite import read_only
from tests.e2e.keeper_desk import until

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
PLACE = Place("unit", "1")


def begun(count: int) -> Spooled:
    return Spooled(facts.begun(f"c{count}", NOW, PLACE, direction="in"), None)


def in_file(database: Path) -> int:
    """Return how many facts stand in the database's file itself, its log left aside."""
    reading = read_only(database, immutable=True)
    try:
        return int(reading.execute("SELECT count(*) FROM journal").fetchone()[0])
    finally:
        reading.close()


def test_the_log_is_brought_into_the_file_while_nobody_waits(store: Store) -> None:
    """Else every sixtieth call waits for it in its own commit."""
    written: list[int] = []
    listener = Listener(
        written=lambda done, _touched: written.append(len(done)),
        trouble=lambda _trouble: None,
        refused=lambda _fact, _why: False,
    )
    writer = RegisterWriter(store.path, FrozenClock(NOW), listener, new_desk=False)
    writer.start()
    try:
        for count in range(BATCHES):
            assert in_file(store.path) == 0
            writer.put(begun(count))
            until(lambda: len(written) > count, what="a fact in the register")  # noqa: B023
        until(lambda: in_file(store.path) == BATCHES, what="the facts in the file itself")
    finally:
        writer.close()
