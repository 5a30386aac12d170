"""The projector of leave: total, the same in any order, and the same after a rebuild."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dutyroom.clock import FrozenClock
from dutyroom.registers.accounts.assent import Assent
from dutyroom.registers.accounts.roles import Channel
from dutyroom.registers.leave import facts, reading
from dutyroom.registers.leave.facts import Step, Wanted
from dutyroom.registers.leave.kinds import LeaveKind
from dutyroom.registers.leave.register import LEAVE
from dutyroom.registers.ledger import Ledger
from dutyroom.store.engine import Store
from dutyroom.store.facts import Fact, Place
from tests.registers.projection_kit import (
    BODY_VALUES,
    HOSTILE_TEXTS,
    disordered,
    migrated_differences,
    rows_of,
)

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
PLACE = Place("yunling")
FEW = settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def at(hours: float) -> datetime:
    """Return a time so many hours later."""
    return NOW + timedelta(hours=hours)


@pytest.fixture
def ledger(store: Store) -> Ledger:
    """The ledger of this test's own database."""
    return Ledger(store, FrozenClock(NOW))


def life(leave: str) -> list[Fact]:
    """Return the facts of a leave in order; the clock is set back in its middle."""
    asked = Wanted("p", "甲", LeaveKind.TRIP, at(5), at(50), "开会", "南宁")
    word = Assent("曾", "l", Channel.PHONE, "乙", "c1")

    def step(revision: int, hours: float) -> Step:
        return Step(leave, revision, at(hours), PLACE, "乙")

    return [
        facts.applied(leave, at(0), PLACE, actor="乙", wanted=asked, aware=["一", "二"]),
        facts.decided(step(0, 1), approved=True, assent=word, remark="同意"),
        facts.corrected(
            step(1, -90), name="end", old="", new=at(60).isoformat(), why="延期", assent=word
        ),
        facts.left(step(2, -80), at(6)),
        facts.corrected(step(3, -70), name="state", old="", new="back", why="x"),
        facts.returned(step(4, -60), at(59), note="平安"),
        facts.cancelled(step(5, -50), why="误"),
    ]


@FEW
@given(data=st.data())
def test_the_same_facts_make_the_same_rows_in_any_order(
    store: Store, ledger: Ledger, data: st.DataObject
) -> None:
    leave = facts.new_id()
    ledger.record(*data.draw(disordered(life(leave))))
    with store.read() as session:
        row = reading.get(session, leave)
        corrected = reading.corrections(session, leave)
    assert row is not None
    assert (row.state, row.approved, row.end) == ("returned", True, at(60))
    assert (row.left_at, row.returned_at, row.cancelled_at) == (at(6), at(59), None)
    assert [each.field for each in corrected] == ["end", "state"]


@FEW
@given(
    kind=st.sampled_from(facts.KINDS),
    body=st.dictionaries(
        st.sampled_from(["person", "start", "end", "moment", "revision", "field", "kind"]),
        BODY_VALUES,
    ),
    texts=st.dictionaries(st.sampled_from(["name", "new", "why", "place"]), HOSTILE_TEXTS),
)
def test_no_fact_makes_it_fail(
    store: Store, ledger: Ledger, kind: str, body: dict[str, object], texts: dict[str, str]
) -> None:
    leave = facts.new_id()
    ledger.record(Fact(kind, leave, NOW, PLACE, body=body, texts=texts))  # type: ignore[arg-type]
    ledger.record(*life(leave))
    with store.read() as session:
        reading.board(session, NOW, settled=9)
    before = rows_of(store, LEAVE)
    ledger.rebuild()
    assert rows_of(store, LEAVE) == before


def test_the_migration_makes_what_the_code_declares(store: Store) -> None:
    assert migrated_differences(store, LEAVE) == []
