"""The board of the units that report: its acts, its rows, two consoles at once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dutyroom.clock import FrozenClock
from dutyroom.registers.accounts.access import Access
from dutyroom.registers.board import acts, facts, reading
from dutyroom.registers.board.acts import BoardRefused
from dutyroom.registers.board.register import BOARD
from dutyroom.registers.ledger import Ledger
from dutyroom.registers.noting import Noted
from dutyroom.store.engine import Store
from dutyroom.store.facts import Fact, Place
from tests.registers.accounts.account_kit import door
from tests.registers.at_once import at_once
from tests.registers.projection_kit import (
    BODY_VALUES,
    HOSTILE_TEXTS,
    disordered,
    migrated_differences,
    rows_of,
)
from tests.registers.reports.report_kit import AFTERNOON, FIRST

NEXT = FIRST + timedelta(days=1)


@pytest.fixture
def clock() -> FrozenClock:
    """National Day in the afternoon."""
    return FrozenClock(AFTERNOON)


@pytest.fixture
def access(store: Store, clock: FrozenClock) -> Access:
    """The door of a district's desk."""
    return door(store, clock)


def standing(access: Access, query: str = "") -> list[tuple[str, str]]:
    """Return the units of National Day, and who noted their report."""
    with access.store.read() as session:
        found = reading.board(session, FIRST, query=query)
    return [(row.name, row.received_by) for row in found]


def test_units_are_missing_until_their_report_is_received(access: Access) -> None:
    town = acts.add(access, " 清河镇 ", actor="黄丽")
    acts.add(access, "石桥乡", actor="黄丽")
    with pytest.raises(BoardRefused, match="already"):
        acts.add(access, "清河镇", actor="黄丽")
    with pytest.raises(BoardRefused, match="name"):
        acts.add(access, " ", actor="黄丽")
    acts.receive(access, town, FIRST, actor="黄丽")
    assert standing(access) == [("石桥乡", ""), ("清河镇", "黄丽")]
    assert standing(access, "清河") == [("清河镇", "黄丽")]
    with pytest.raises(BoardRefused, match="received already"):
        acts.receive(access, town, FIRST, actor="单明")
    with pytest.raises(BoardRefused, match="not come yet"):
        acts.receive(access, town, NEXT, actor="单明")
    with access.store.read() as session:
        assert reading.board(session, FIRST - timedelta(days=1)) == []  # they did not report then
        assert all(row.missing for row in reading.board(session, NEXT))


def test_a_mistake_is_taken_back_and_a_unit_taken_off_with_a_reason(
    access: Access, clock: FrozenClock
) -> None:
    town = acts.add(access, "清河镇", actor="黄丽")
    acts.receive(access, town, FIRST, actor="黄丽")
    with pytest.raises(BoardRefused, match="why"):
        acts.take_back(access, town, FIRST, " ", actor="单明")
    acts.take_back(access, town, FIRST, "记错单位", actor="单明")
    with pytest.raises(BoardRefused, match="No report"):
        acts.take_back(access, town, FIRST, "再退", actor="单明")
    assert standing(access) == [("清河镇", "")]
    acts.receive(access, town, FIRST, actor="单明")
    kept = rows_of(access.store, BOARD)["received_reports"]
    assert sorted(str(row["back_why"]) for row in kept) == ["", "记错单位"]
    clock.advance(86_400)
    acts.remove(access, town, "撤并", actor="单明")
    assert standing(access) == [("清河镇", "单明")]  # that day it reported
    clock.advance(86_400)
    with access.store.read() as session:
        assert reading.board(session, NEXT + timedelta(days=1)) == []
    with pytest.raises(BoardRefused, match="not on the board"):
        acts.receive(access, town, NEXT, actor="单明")
    acts.add(access, "清河镇", actor="单明")  # it may come back
    before = rows_of(access.store, BOARD)
    access.ledger.rebuild()
    assert rows_of(access.store, BOARD) == before


def test_two_consoles_note_one_report_once(access: Access) -> None:
    town = acts.add(access, "清河镇", actor="黄丽")

    def come(each: Access) -> None:
        acts.receive(each, town, FIRST, actor="黄丽")

    def new(each: Access) -> None:
        acts.add(each, "石桥乡", actor="黄丽")

    assert [type(each) for each in at_once(access, come, come)] == [BoardRefused]
    assert [type(each) for each in at_once(access, new, new)] == [BoardRefused]


def test_the_tables_are_those_of_the_migrations(store: Store) -> None:
    assert migrated_differences(store, BOARD) == []


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_no_fact_makes_it_fail_and_no_order_matters(store: Store, data: st.DataObject) -> None:
    ledger, made = Ledger(store, FrozenClock(AFTERNOON)), facts.new_id()
    noted = Noted(AFTERNOON, Place("yunling"), "x")
    life = [
        facts.added(made, noted, "清河镇"),
        facts.received(made, noted, FIRST, revision=1),
        facts.taken_back(made, noted, FIRST, revision=2, why="错"),
        facts.received(made, noted, FIRST, revision=3),
    ]
    ledger.record(*data.draw(disordered(life)))
    with store.read() as session:
        (row,) = (each for each in reading.board(session, FIRST) if each.id == made)
    assert (row.name, row.missing) == ("清河镇", False)
    kind = data.draw(st.sampled_from(facts.KINDS))
    body = data.draw(st.dictionaries(st.sampled_from(["day", "revision"]), BODY_VALUES))
    texts = data.draw(st.dictionaries(st.sampled_from(["name", "why"]), HOSTILE_TEXTS))
    for subject in (made, facts.new_id()):
        ledger.record(Fact(kind, subject, AFTERNOON, noted.place, body=body, texts=texts))
    with store.read() as session:
        reading.board(session, FIRST)
    before = rows_of(store, BOARD)
    ledger.rebuild()
    assert rows_of(store, BOARD) == before
