"""A closing record that comes late tells what nobody knew when the call ended."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from dutyroom.clock import FrozenClock
from dutyroom.registers.calls import facts, reading
from dutyroom.registers.calls.kinds import KnownBy, Outcome
from dutyroom.registers.ledger import Ledger
from dutyroom.store.engine import Store
from dutyroom.store.facts import Place

AT = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
PLACE = Place("unit", "1")


@pytest.mark.parametrize(
    ("first", "second", "shown"),
    [
        (Outcome.UNKNOWN, Outcome.ANSWERED, "answered"),
        (Outcome.UNKNOWN, Outcome.MISSED, "missed"),
        (Outcome.ANSWERED, Outcome.MISSED, "answered"),
        (Outcome.MISSED, Outcome.UNKNOWN, "missed"),
    ],
)
def test_only_an_unknown_outcome_is_told_later(
    store: Store, first: Outcome, second: Outcome, shown: str
) -> None:
    call = facts.new_id()
    later = AT + timedelta(seconds=30)
    Ledger(store, FrozenClock(later)).record(
        facts.begun(call, AT, PLACE, direction="in"),
        facts.ended(call, AT, PLACE, outcome=first, by=KnownBy.NOTHING, seconds=None),
        facts.ended(call, later, PLACE, outcome=second, by=KnownBy.RECORD, seconds=20.0),
    )
    with store.read() as session:
        row = reading.page(session, "all")[0]
    assert row.outcome == shown
    assert row.ended_at == AT
