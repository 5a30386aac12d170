"""A call whose end was a guess: the rows are the same in whatever order the facts come."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime, timedelta

from dutyroom.clock import FrozenClock
from dutyroom.registers.calls import facts, reading
from dutyroom.registers.calls.detail import detail
from dutyroom.registers.calls.kinds import KnownBy, Outcome
from dutyroom.registers.ledger import Ledger
from dutyroom.store.engine import Store
from dutyroom.store.facts import Fact, Place

AT = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
PLACE = Place("unit", "1")


def later(seconds: float) -> datetime:
    """Return a time after the beginning."""
    return AT + timedelta(seconds=seconds)


def over(call: str, seconds: float, after: int | None = None, at: float | None = None) -> Fact:
    """Return that silence ended a call."""
    return facts.ended(
        call,
        later(seconds if at is None else at),
        PLACE,
        outcome=Outcome.ANSWERED,
        by=KnownBy.SOUND,
        seconds=float(seconds),
        after=after,
    )


def course(call: str) -> list[Fact]:
    """Return ends and voices of a call that went on twice."""
    return [
        over(call, 60),
        facts.went_on(call, later(100), PLACE, seconds=40.0),
        over(call, 200),
        facts.went_on(call, later(250), PLACE, seconds=50.0),
        over(call, 300),
    ]


def test_the_row_is_the_same_in_every_order(store: Store) -> None:
    ledger = Ledger(store, FrozenClock(later(400)))
    orders = list(itertools.permutations(range(5)))
    for order in orders:
        call = facts.new_id()
        told = course(call)
        ledger.record(
            facts.begun(call, AT, PLACE, direction="in"),
            facts.answered(call, AT, PLACE, by=KnownBy.SOUND, seconds=0.0),
            *(told[index] for index in order),
        )
    with store.read() as session:
        rows = reading.page(session, "all", limit=len(orders))
        found = [detail(session, row.id) for row in rows[:3]]
    assert {(row.ended_at, row.talk_seconds, row.outcome, row.owed) for row in rows} == {
        (later(300), 300.0, "answered", "write_up")
    }
    assert len(rows) == len(orders)
    assert all(each and (each.went_on, each.quiet_seconds) == (2, 90.0) for each in found)


def test_a_clock_that_is_set_back_leaves_no_call_open_and_takes_no_end_for_the_last(
    store: Store,
) -> None:
    """The first end has the latest time, and the last one the earliest."""
    ledger = Ledger(store, FrozenClock(later(400)))
    orders = list(itertools.permutations(range(3)))
    for order in orders:
        call = facts.new_id()
        told = [
            over(call, 60, 0),
            facts.went_on(call, later(100 - 3600), PLACE, seconds=40.0),
            over(call, 300, 1, at=300 - 7200),
        ]
        ledger.record(
            facts.begun(call, AT, PLACE, direction="in"),
            facts.answered(call, AT, PLACE, by=KnownBy.SOUND, seconds=0.0),
            *(told[index] for index in order),
        )
    with store.read() as session:
        rows = reading.page(session, "all", limit=len(orders))
    assert {(row.talk_seconds, row.outcome, row.owed) for row in rows} == {
        (300.0, "answered", "write_up")
    }


def test_while_it_goes_on_it_is_a_talk_and_nothing_is_owed(store: Store) -> None:
    call = facts.new_id()
    ledger = Ledger(store, FrozenClock(later(400)))
    ledger.record(
        facts.begun(call, AT, PLACE, direction="in"),
        facts.answered(call, AT, PLACE, by=KnownBy.SOUND, seconds=0.0),
        *course(call)[:2],
    )
    with store.read() as session:
        (row,) = reading.current(session)
    assert (row.outcome, row.ended_at, row.talk_seconds, row.owed) == ("talking", None, None, "")
