"""A call by the number that somebody types beside a word that was heard."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dutyroom.clock import FrozenClock
from dutyroom.registers.calls import facts
from dutyroom.registers.calls.numbered import NoSuchCall, labels, meant, printed
from dutyroom.registers.ledger import Ledger
from dutyroom.store.engine import Store
from tests.registers.call_kit import NOON, PLACE


def test_a_number_that_no_call_bears_is_refused_and_not_lost(store: Store) -> None:
    ledger = Ledger(store, FrozenClock(NOON))
    for number, at in enumerate((NOON - timedelta(days=365), NOON, NOON + timedelta(minutes=1))):
        ledger.record(facts.begun(f"c{number}", at, PLACE, direction="in"))
    assert [printed(store, typed) for typed in ("1", " 2026-00002 ", "２０２５-1", "")] == [
        "2026-00001", "2026-00002", "2025-00001", ""
    ]  # fmt: skip
    call = meant(store, "2")
    assert call is not None
    assert call.id == "c2"
    for wrong in ("3", "2025-00002", "13800138000", "书记来电"):
        with pytest.raises(NoSuchCall, match=f"no call {wrong}"):
            meant(store, wrong)
    with store.read() as session:
        assert labels(session, {"c0", "nothing"}) == {"c0": "2025-00001"}
