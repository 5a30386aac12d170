"""The benchmark's fast path makes the same rows as the ledger."""

from __future__ import annotations

import random
from datetime import timedelta
from pathlib import Path

from benchmarks import million_calls
from dutyroom.clock import FrozenClock
from dutyroom.registers.calls import facts
from dutyroom.registers.ledger import Ledger
from dutyroom.store.engine import Store, open_store
from tests.registers.call_kit import NOON, PLACE, dump, found


def test_the_fast_path_makes_the_same_rows_as_the_ledger(store: Store, tmp_path: Path) -> None:
    fast = open_store(tmp_path / "fast.db", migrate=True)
    million_calls.fill(fast, 30)
    chance = random.Random(20261123)  # noqa: S311 - the same rows as the fast path makes
    ledger = Ledger(store, FrozenClock(NOON))
    for number in range(30):
        at = million_calls.LAST - (29 - number) * timedelta(seconds=90)
        ledger.record(*million_calls.call_facts(chance, at))
    assert dump(fast) == dump(store)
    for word in ("停水", "13", "应急管理局", "李"):
        assert found(fast, word) == found(store, word)
    Ledger(fast, FrozenClock(NOON)).record(facts.begun("next", NOON, PLACE, direction="in"))
    assert dump(fast)["calls"][-1]["running"] == 31
    fast.close()
