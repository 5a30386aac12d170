"""The unit's profile, and its one number with its history."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dutyroom import config
from dutyroom.clock import FrozenClock
from dutyroom.registers.ledger import Ledger
from dutyroom.registers.unit import facts, reading
from dutyroom.registers.unit.facts import Profile
from dutyroom.registers.unit.register import UNIT
from dutyroom.store.engine import Store
from dutyroom.store.facts import Fact, Place
from tests.registers.projection_kit import BODY_VALUES, HOSTILE_TEXTS, disordered, rows_of
from tests.thorough import examples

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
PLACE = Place("yunling")


def day(days: int) -> datetime:
    """Return a time so many days later."""
    return NOW + timedelta(days=days)


@pytest.fixture
def ledger(store: Store) -> Ledger:
    """The ledger of this test's own database."""
    return Ledger(store, FrozenClock(NOW))


def changed(number: str, since: int, noted: int = 0) -> Fact:
    """Return the fact of another number."""
    return facts.number_changed(day(noted), PLACE, actor="李建国", number=number, since=day(since))


def number_on(store: Store, days: int) -> str:
    """Return the unit's number on a day; empty: it has none."""
    with store.read() as session:
        row = reading.number(session, "yunling", day(days))
    return row.number if row is not None else ""


def test_a_unit_has_one_number_at_a_time_and_keeps_the_earlier_ones(
    store: Store, ledger: Ledger
) -> None:
    ledger.record(changed("2210101", 0), changed("2219999", 30, noted=1))
    assert [number_on(store, days) for days in (-1, 0, 29, 30)] == [
        "", "2210101", "2210101", "2219999",
    ]  # fmt: skip
    with store.read() as session:
        rows = reading.number_history(session, "yunling")
        assert reading.number_history(session, "other") == []
    assert [(row.number, row.until) for row in rows] == [("2219999", None), ("2210101", day(30))]


def test_a_change_noted_by_mistake_counts_no_more_and_stays(store: Store, ledger: Ledger) -> None:
    wrong = changed("110", 10)
    ledger.record(
        changed("2210101", 0),
        wrong,
        facts.number_withdrawn(day(11), PLACE, actor="覃小梅", change=wrong.id, why="误填"),
    )
    assert number_on(store, 20) == "2210101"
    with store.read() as session:
        newest, oldest = reading.number_history(session, "yunling")
    assert (newest.number, newest.withdrawn_by, newest.withdrawn_why) == ("110", "覃小梅", "误填")
    assert oldest.until is None


def test_what_was_set_up_is_noted_once(store: Store, ledger: Ledger) -> None:
    unit = config.Unit("yunling", "云岭区总值班室", "district", "0480-2210101", "0480")
    for expected in (2, 0):
        with store.read() as session:
            made = reading.caught_up(session, unit, NOW, PLACE, actor="setup")
        assert len(made) == expected
        ledger.record(*made)
    with store.read() as session:
        known = reading.profile(session, "yunling", NOW)
        assert reading.profile(session, "yunling", day(-1)) is None
    assert known is not None
    assert (known.profile, known.name) == (Profile.DISTRICT, "云岭区总值班室")


@settings(
    max_examples=examples(20),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    changes=st.lists(st.tuples(st.integers(-9, 9), st.integers(-9, 9)), max_size=6), data=st.data()
)
def test_there_is_one_number_at_every_instant_in_any_order(
    store: Store, ledger: Ledger, changes: list[tuple[int, int]], data: st.DataObject
) -> None:
    unit = str(uuid4())
    place = Place(unit)
    sent = [
        facts.number_changed(day(noted), place, actor="x", number=f"{at}", since=day(since))
        for at, (since, noted) in enumerate(changes)
    ]
    ledger.record(*(data.draw(disordered(sent)) if sent else []))
    with store.read() as session:
        rows = reading.number_history(session, unit)
    assert len(rows) == len(sent)
    for days in range(-10, 11):
        at = day(days)
        holding = [row for row in rows if row.since <= at and (row.until is None or at < row.until)]
        assert len(holding) == (1 if any(since <= days for since, _noted in changes) else 0)


FACTS = st.builds(
    Fact,
    kind=st.sampled_from([facts.PROFILED, facts.NUMBER_CHANGED, facts.NUMBER_WITHDRAWN, "unit.x"]),
    subject=st.sampled_from(["yunling", ""]),
    occurred_at=st.just(NOW),
    place=st.just(PLACE),
    body=st.dictionaries(st.sampled_from(["since", "change", "profile"]), BODY_VALUES),
    texts=st.dictionaries(st.sampled_from(["number", "name", "why"]), HOSTILE_TEXTS),
    id=st.uuids(),
)


@settings(
    max_examples=examples(20),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(sent=st.lists(FACTS, max_size=8))
def test_no_facts_fail_and_a_rebuild_gives_the_same(store: Store, sent: list[Fact]) -> None:
    ledger = Ledger(store, FrozenClock(NOW), (UNIT,))
    ledger.record(*sent)
    before = rows_of(store, UNIT)
    with store.read() as session:
        reading.number_history(session, "yunling")
        reading.profile(session, "yunling", NOW)
    ledger.rebuild()
    assert rows_of(store, UNIT) == before
