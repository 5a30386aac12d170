"""Calls are found by the last digits of their number and a word together."""

from __future__ import annotations

import pytest

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


@pytest.mark.parametrize("more", ["", " 塌方", " 塌方 00003", " 2026-11-23 塌方"])
def test_a_few_digits_begin_a_word_or_end_the_number(store: Store, more: str) -> None:
    """Beside a common word, a rare one, and a day; `00003` is looked for among few calls."""
    told = (
        ("a", "57188881230", "塌方"),
        ("b", "57188880123", "塌方"),
        ("c", "57188889999", "123号塌方"),
    )
    for call, number, content in told:
        Ledger(store, FrozenClock(NOON)).record(
            facts.begun(call, NOON, PLACE, direction="in"),
            facts.numbered(call, NOON, PLACE, number=number),
            facts.written_up(call, NOON, PLACE, actor="李四", fields={"content": content}),
        )
    assert found(store, f"123{more}") == (["c"] if "00003" in more else ["c", "b"])
    assert found(store, f"0123{more}") == ([] if "00003" in more else ["b"])
