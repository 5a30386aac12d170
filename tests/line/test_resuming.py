"""Which of several open calls has the line after a crash."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from dutyroom.clock import FrozenClock
from dutyroom.line.resuming import leftovers, over, resumed
from dutyroom.line.tracking.steps import Moment
from dutyroom.registers.calls import facts
from dutyroom.registers.calls.kinds import KnownBy, Outcome
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


def test_a_call_that_went_on_is_ended_after_a_crash_by_any_clock(store: Store) -> None:
    """The end that the next keeper enters is not one of those that were taken back."""
    ledger = Ledger(store, FrozenClock(later(200)))
    guess = facts.ended(
        "call",
        later(60),
        PLACE,
        outcome=Outcome.ANSWERED,
        by=KnownBy.SOUND,
        seconds=55.0,
        after=0,
    )
    ledger.record(
        facts.begun("call", later(0), PLACE, direction="in"),
        facts.answered("call", later(5), PLACE, by=KnownBy.SOUND, seconds=5.0),
        guess,
        facts.went_on("call", later(100), PLACE, seconds=40.0),
    )
    with store.read() as session:
        (open_still,) = leftovers(session)
    assert resumed(open_still, Moment(later(150), 150.0)).went_on == 1
    ledger.record(over(open_still, later(50), PLACE))  # the clock was set back by then
    with store.read() as session:
        assert leftovers(session) == []
