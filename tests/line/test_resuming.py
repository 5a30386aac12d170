"""Which of several open calls has the line after a crash."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from dutyroom.clock import FrozenClock
from dutyroom.line.resuming import leftovers
from dutyroom.registers.calls import facts
from dutyroom.registers.calls.kinds import KnownBy
from dutyroom.registers.ledger import Ledger
from dutyroom.store.engine import Store
from dutyroom.store.facts import Fact, Place

AT = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
PLACE = Place("unit", "1")


def later(seconds: float) -> datetime:
    """Return a time after the beginning."""
    return AT + timedelta(seconds=seconds)


def segment(call: str, number: int, at: float) -> Fact:
    """Return that a segment of a call's recording began."""
    name = f"{call}-{number}"
    return facts.recording_begun(
        name, later(at), PLACE, call=call, segment=number, path=f"{name}.wav", rate=8000
    )


def test_the_talk_that_was_heard_last_then_the_held_one_then_who_knocks(store: Store) -> None:
    """A hook flash brought the first one back: its recording went on, not the second's."""
    told = [
        facts.begun("first", later(0), PLACE, direction="in"),
        facts.answered("first", later(5), PLACE, by=KnownBy.HOOK, seconds=5.0),
        segment("first", 1, 0),
        facts.begun("second", later(20), PLACE, direction="in", waiting=True),
        facts.answered("second", later(30), PLACE, by=KnownBy.HOOK, seconds=10.0),
        segment("second", 1, 30),
        segment("first", 2, 60),
        facts.begun("knocks", later(70), PLACE, direction="in", waiting=True),
    ]
    Ledger(store, FrozenClock(later(80))).record(*told)
    with store.read() as session:
        assert [each.id for each in leftovers(session)] == ["first", "second", "knocks"]
