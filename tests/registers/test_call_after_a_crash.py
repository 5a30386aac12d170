"""What stands of a call whose keeper was killed: the answer that was seen, and what was cut."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dutyroom.clock import FrozenClock
from dutyroom.registers.calls import facts
from dutyroom.registers.calls.kinds import KnownBy, Outcome
from dutyroom.registers.ledger import Ledger
from dutyroom.store.engine import Store
from dutyroom.store.facts import Fact
from tests.registers.call_kit import NOON, PLACE, dump


@pytest.mark.parametrize("by", [KnownBy.NOTHING, KnownBy.DEVICE_LOST])
def test_an_end_that_nobody_saw_leaves_the_answer_known(store: Store, by: KnownBy) -> None:
    ledger = Ledger(store, FrozenClock(NOON))
    ledger.record(
        facts.begun("c", NOON, PLACE, direction="in"),
        facts.answered("c", NOON, PLACE, by=KnownBy.HOOK, seconds=1),
        facts.ended("c", NOON, PLACE, outcome=Outcome.ANSWERED, by=by, seconds=None),
    )
    before = dump(store)
    (row,) = before["calls"]
    assert (row["outcome"], row["known_by"], row["owed"]) == ("answered", "hook", "write_up")
    ledger.rebuild()
    assert dump(store) == before


@pytest.mark.parametrize("resumed_first", [True, False])
@pytest.mark.parametrize(("repaired", "missing"), [(True, [(80_000, 16_800)]), (False, [])])
def test_what_a_crash_cut_between_two_segments_is_a_gap(
    store: Store, resumed_first: bool, repaired: bool, missing: list[object]
) -> None:
    """The keeper closes the old segment before or after it has begun the next one."""

    def begun(segment: int, seconds: float) -> Fact:
        at, name = NOON + timedelta(seconds=seconds), f"c-{segment}"
        return facts.recording_begun(
            name, at, PLACE, call="c", segment=segment, path=name, rate=8000
        )

    ledger = Ledger(store, FrozenClock(NOON))
    closed = facts.recording_finished(
        "c-1", NOON, PLACE, frames=80_000, sha256="ab", peak=-3.0, clipped=0, repaired=repaired
    )
    two = [begun(2, 12.1), closed] if resumed_first else [closed, begun(2, 12.1)]
    ledger.record(begun(1, 0.0), *two, begun(3, 30.0))
    before = dump(store)
    found = [(row["offset"], row["frames"]) for row in before["recording_gaps"]]
    assert found == missing
    ledger.rebuild()
    assert dump(store) == before
