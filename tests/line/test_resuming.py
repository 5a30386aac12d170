"""Which of several open calls has the line after a crash."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from dutyroom.clock import FrozenClock
from dutyroom.devices.events import EventKind, LineEvent
from dutyroom.line.resuming import leftovers, over, resumed
from dutyroom.line.tracking.calls import SOUND
from dutyroom.line.tracking.rules import TrackingRules
from dutyroom.line.tracking.steps import Moment
from dutyroom.line.tracking.tracker import Tracker
from dutyroom.registers.calls import facts, reading
from dutyroom.registers.calls.kinds import FirstSign, KnownBy, Outcome
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


def test_a_call_that_perhaps_nobody_answered_stays_so_after_a_crash(store: Store) -> None:
    """And the officer is asked, by whichever way it ends, and says what it was."""
    ledger = Ledger(store, FrozenClock(later(200)))
    for call in ("over", "goes on"):
        ledger.record(
            facts.begun(call, later(0), PLACE, direction="in", sign=FirstSign.IN_SILENCE),
            facts.numbered(call, later(0), PLACE, number="13800000001"),
            facts.answered(call, later(5), PLACE, by=KnownBy.NOTHING, seconds=None),
        )
    with store.read() as session:
        found = leftovers(session)
    assert [each.doubted for each in found] == [True, True]
    tracker = Tracker(PLACE, TrackingRules(hooks=False, sound=True))
    now = Moment(later(100), 100.0)
    tracker.resume(resumed(found[0], now), now)
    busy = LineEvent(EventKind.BUSY, SOUND, 0, b"")
    steps = tracker.event(busy, Moment(later(120), 120.0))
    ledger.record(over(found[1], later(90), PLACE), *(s for s in steps if isinstance(s, Fact)))
    with store.read() as session:
        rows = reading.page(session, "all", limit=2)
    assert {(row.outcome, row.known_by) for row in rows} <= {
        ("unknown", "nothing"), ("unknown", "device_lost")
    }  # fmt: skip
    ledger.record(
        facts.outcome_stated("over", later(150), PLACE, actor="张三", outcome=Outcome.MISSED)
    )
    with store.read() as session:
        stated = next(row for row in reading.page(session, "all", limit=2) if row.id == "over")
    assert (stated.outcome, stated.known_by, stated.owed) == ("missed", "officer", "call_back")
