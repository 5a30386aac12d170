"""What the keeper puts in order in its database while nothing else is due."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from dutyroom.clock import FrozenClock
from dutyroom.line.upkeep import BATCHES, BUSY_BATCHES, Upkeep
from dutyroom.registers.calls import facts
from dutyroom.registers.index import ALL
from dutyroom.registers.ledger import Ledger
from dutyroom.store.engine import DatabaseBusy, Store, open_store
from dutyroom.store.facts import Place

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
PLACE = Place("unit", "1")


def parts(store: Store) -> int:
    """Return of how many parts the search index of the calls consists."""
    counted = "SELECT count(DISTINCT segid) FROM call_search_idx"
    with store.read() as session:
        return int(session.connection().exec_driver_sql(counted).scalar_one())


def test_the_search_index_is_merged_after_some_batches_and_not_before(store: Store) -> None:
    """Else each search would look into more and more of its parts."""
    ledger, upkeep, calls = Ledger(store, FrozenClock(NOW)), Upkeep(ALL), 12
    for call in range(calls):
        ledger.record(facts.numbered(f"c{call}", NOW, PLACE, number=f"0571{call:08d}"))
    for _batch in range(BATCHES):
        assert not upkeep.due
        assert parts(store) == calls
        upkeep.written()
    while upkeep.due:
        upkeep.step(store)
    assert parts(store) == 1


def test_while_a_call_is_on_a_line_it_waits_but_not_for_ever(store: Store) -> None:
    """At 64 parts they are merged within the commit of some fact; no busy desk must get there."""
    upkeep = Upkeep(ALL)

    def batches_until_due() -> int:
        count = 0
        while not upkeep.due:
            upkeep.written()
            count += 1
        return count

    upkeep.busy = True
    assert batches_until_due() == BUSY_BATCHES
    upkeep.step(store)
    assert batches_until_due() == BUSY_BATCHES
    upkeep.step(store)
    upkeep.busy = False
    assert batches_until_due() == BATCHES


def test_what_fails_is_put_off_and_not_tried_again_at_once(store: Store) -> None:
    """Else a keeper with nothing to write would raise and take back an alarm for ever."""
    upkeep, other = Upkeep(ALL), open_store(store.path, busy_seconds=0.0)
    for _batch in range(BATCHES):
        upkeep.written()
    try:
        with store.write(), pytest.raises(DatabaseBusy):
            upkeep.step(other)
    finally:
        other.close()
    assert not upkeep.due
