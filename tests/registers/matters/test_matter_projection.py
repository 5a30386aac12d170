"""The projector of matters: total, and the same in any order."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dutyroom.clock import FrozenClock
from dutyroom.registers.ledger import Ledger
from dutyroom.registers.matters import facts, reading
from dutyroom.registers.matters.facts import Opening
from dutyroom.registers.matters.folded import KINDS
from dutyroom.registers.matters.reading import MatterFilter
from dutyroom.registers.matters.register import MATTERS_REGISTER
from dutyroom.store.engine import Store
from dutyroom.store.facts import Fact, Place
from tests.registers.matters.matter_kit import HORIZON, NONG, NOW, PLACE, QIN, at, known, life
from tests.registers.projection_kit import (
    BODY_VALUES,
    HOSTILE_TEXTS,
    disordered,
    migrated_differences,
    rows_of,
)

FEW = settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture
def ledger(store: Store) -> Ledger:
    """The ledger of this test's own database."""
    return Ledger(store, FrozenClock(NOW))


def test_the_migration_makes_what_the_code_declares(store: Store) -> None:
    assert migrated_differences(store, MATTERS_REGISTER) == []


@FEW
@given(data=st.data())
def test_the_same_facts_make_the_same_rows_in_any_order(
    store: Store, ledger: Ledger, data: st.DataObject
) -> None:
    matter = facts.new_id()
    ledger.record(*data.draw(disordered(life(matter))))
    found = known(store, matter)
    row = found.row
    assert (row.first_receiver, row.handler, row.handovers) == ("覃小梅", "农秀", 1)
    assert (row.open, row.result, row.reopened) == (False, "二次回填完成", 1)
    assert (row.urgency, row.unsettled, row.corrections) == ("very_urgent", 0, 2)
    assert (row.opened_at, row.touched_at, row.deadline_at) == (at(0), at(5), at(45))
    assert [each.state for each in found.transfers] == ["accepted"]
    assert [(each.kind, each.target) for each in found.links] == [
        ("recording", "r1"),
        ("call", "c1"),
    ]
    assert [(each.told, each.receipt) for each in found.conveyances] == [
        ("青山镇值班室", "李某复述无误")
    ]
    assert [each.words for each in found.instructions] == ["立即封路，一小时内报处置情况。"]
    assert [each.step for each in found.steps][:4] == [
        "opened", "instructed", "conveyed", "receipted",
    ]  # fmt: skip
    assert [each.words for each in found.steps if each.step == "closed"] == [
        "路面已回填",
        "二次回填完成",
    ]
    assert row.revision == 15


def test_what_is_told_of_a_beginning_again_changes_no_receiver(
    store: Store, ledger: Ledger
) -> None:
    """Article 14: the first receiver stays that, whatever another writer says later."""
    matter = facts.new_id()
    what = Opening("塌方")
    ledger.record(facts.opened(matter, at(0), PLACE, by=QIN, what=what))
    ledger.record(facts.opened(matter, at(5), PLACE, by=NONG, what=what))
    row = known(store, matter).row
    assert (row.first_receiver, row.handler, row.opened_at) == (QIN.name, QIN.name, at(0))


BODY_NAMES = [
    "revision", "source", "kind", "urgency", "due_at", "feedback_due_at", "call", "handler_id",
    "channel", "feedback", "transfer", "to_id", "handover", "target", "sha256", "size", "field",
    "instruction", "conveyance",
]  # fmt: skip
TEXT_NAMES = [
    "content", "first_receiver", "handler", "words", "told", "answer", "waiting_for", "to", "why",
    "result", "old", "new", "given_by", "receipt", "outcome", "name",
]  # fmt: skip


@st.composite
def any_facts(draw: st.DrawFn) -> list[Fact]:
    """Facts of every kind, with values of any type, as another version might have written them."""
    return [
        Fact(
            draw(st.sampled_from([*sorted(KINDS), "matter.unheard_of"])),
            draw(st.sampled_from(["a", "b"])),
            draw(st.sampled_from([at(-60), at(0), at(600)])),
            PLACE,
            draw(st.sampled_from(["覃小梅", "单明"])),
            body=draw(st.dictionaries(st.sampled_from(BODY_NAMES), BODY_VALUES, max_size=5)),
            texts=draw(st.dictionaries(st.sampled_from(TEXT_NAMES), HOSTILE_TEXTS, max_size=4)),
        )
        for _ in range(draw(st.integers(1, 12)))
    ]


@FEW
@given(made=any_facts())
def test_no_facts_make_it_fail_and_a_rebuild_gives_the_same_rows(
    store: Store, ledger: Ledger, made: list[Fact]
) -> None:
    ledger.record(*made)
    before = rows_of(store, MATTERS_REGISTER)
    assert all(row["handler"] for row in before["matters"])
    ledger.rebuild()
    assert rows_of(store, MATTERS_REGISTER) == before
    with store.read() as session:
        for query in ("oops", "table", "2026-02-30", "a"):
            reading.page(session, MatterFilter.ALL, HORIZON, query=query)


def test_numbers_run_per_unit_and_beijing_year(store: Store, ledger: Ledger) -> None:
    new_year = datetime(2026, 12, 31, 16, tzinfo=UTC)  # midnight in Beijing
    what = Opening("x")
    made = [
        facts.opened("a", NOW, PLACE, by=QIN, what=what),
        facts.opened("b", NOW, Place("other"), by=QIN, what=what),
        facts.opened("c", NOW, PLACE, by=QIN, what=what),
        facts.opened("d", new_year, PLACE, by=QIN, what=what),
    ]
    ledger.record(*made)
    labels = [known(store, each).row.label for each in "abcd"]
    assert labels == ["2026-0001", "2026-0001", "2026-0002", "2027-0001"]
