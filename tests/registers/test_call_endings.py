"""Calls are found by the last digits of their number and a word together."""

from __future__ import annotations

from dutyroom.clock import FrozenClock
from dutyroom.registers.calls import facts, reading
from dutyroom.registers.calls.reading import CallFilter
from dutyroom.registers.ledger import Ledger
from dutyroom.store.engine import Store
from tests.registers.call_kit import NOON, PLACE


def found(store: Store, typed: str) -> list[str]:
    """Return which calls are found, newest first."""
    with store.read() as session:
        return [row.id for row in reading.page(session, CallFilter.ALL, query=typed, now=NOON)]


def test_numbers_whose_last_four_digits_are_alike_are_told_apart(store: Store) -> None:
    for call, number in (("a", "13800051234"), ("b", "13800061234")):
        Ledger(store, FrozenClock(NOON)).record(
            facts.begun(call, NOON, PLACE, direction="in"),
            facts.numbered(call, NOON, PLACE, number=number),
            facts.written_up(call, NOON, PLACE, actor="李四", fields={"content": "道路塌方"}),
        )
    assert found(store, "1234 塌方") == ["b", "a"]
    assert found(store, "61234 塌方") == ["b"]
