"""The rows of handovers and notes, whatever the order in which their facts come."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dutyroom.clock import FrozenClock
from dutyroom.registers import staging
from dutyroom.registers.handover import facts
from dutyroom.registers.handover.register import HANDOVER_REGISTER
from dutyroom.registers.ledger import Ledger
from dutyroom.registers.matters.register import MATTERS_REGISTER
from dutyroom.registers.notes import facts as notes
from dutyroom.registers.notes.facts import NoteKind
from dutyroom.registers.notes.register import NOTES
from dutyroom.registers.register import Register
from dutyroom.registers.shifts.register import SHIFTS
from dutyroom.standard.handover.values import Arrival, Decision
from dutyroom.store.engine import Store, open_store
from dutyroom.store.facts import Fact, Place
from tests.registers.accounts.account_kit import NOW
from tests.registers.handover.handover_kit import HandoverDesk
from tests.registers.projection_kit import (
    BODY_VALUES,
    HOSTILE_TEXTS,
    disordered,
    migrated_differences,
    rows_of,
)

PLACE = Place("yunling")
REGISTERS = (HANDOVER_REGISTER, NOTES)


def life() -> list[Fact]:
    """Return a fact of every kind that a handover and a note have, in order."""

    def step(revision: int) -> facts.Step:
        return facts.Step("h1", revision, NOW, PLACE, "覃小梅")

    def word(revision: int) -> facts.Word:
        return facts.Word("h1", "call:c1", revision, NOW, PLACE, "覃小梅")

    line = facts.Listed(key="call:c1", kind="call", what="水位上涨 [/oops]", standing="accepted")
    signature = facts.Signature("s2", "覃小梅", "单明", 41, "ab" * 32)
    return [
        facts.begun(step(0), shift="s1", planned_end=NOW),
        facts.explained(word(0), "八点前回复"),
        facts.arrived(step(1), Arrival("单明", NOW, "p1", 600.0)),
        facts.decided(word(1), Decision.ASKED, digest="d", reason="找谁？"),
        facts.explained(word(2), "找王主任"),
        facts.decided(word(3), Decision.ACCEPTED, digest="d"),
        facts.leader_told(step(2), leader="曾国强", mode="phone"),
        facts.outgoing_absent(step(3), reason="送医", leader="曾国强", mode="phone"),
        *facts.signed(step(4), signature, [line, line]),
        facts.given_up(step(5), reason="太晚"),
        notes.left("n1", NOW, PLACE, actor="覃小梅", kind=NoteKind.STATE, text="封路", until=NOW),
        notes.ended("n1", NOW, PLACE, actor="单明", how="已恢复"),
    ]


@pytest.mark.parametrize("register", REGISTERS, ids=lambda register: register.name)
def test_the_migration_makes_the_tables_that_the_code_declares(
    store: Store, register: Register
) -> None:
    assert migrated_differences(store, register) == []


def rows(store: Store) -> object:
    return [rows_of(store, register, but=("seq",)) for register in REGISTERS]


@given(order=disordered(life()))
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_facts_in_any_order_make_the_same_rows(
    store_template: Path, tmp_path_factory: pytest.TempPathFactory, order: list[Fact]
) -> None:
    """Late, twice, or before the one it follows; and computed anew from the journal."""
    expected: object = None
    for written in (life(), order):
        path = tmp_path_factory.mktemp("order") / "dutyroom.db"
        shutil.copyfile(store_template, path)
        store = open_store(path)
        try:
            ledger = Ledger(store, FrozenClock(NOW))
            ledger.record(*written)
            once = rows(store)
            ledger.rebuild()
            assert rows(store) == once
        finally:
            store.close()
        assert expected is None or once == expected
        expected = once


def test_what_is_signed_is_not_given_up(store: Store) -> None:
    Ledger(store, FrozenClock(NOW)).record(*life())
    (row,) = rows_of(store, HANDOVER_REGISTER)["handovers"]
    assert row["signed_at"] is not None
    assert row["given_up_at"] is None
    assert row["running"] == 1


@given(
    kind=st.sampled_from([fact.kind for fact in life()]),
    body=st.dictionaries(
        st.sampled_from(["item", "items", "decision", "margin", "revision", "shift", "kind"]),
        BODY_VALUES,
    ),
    text=HOSTILE_TEXTS,
)
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_fact_of_another_version_makes_it_fail(
    store: Store, kind: str, body: dict[str, object], text: str
) -> None:
    texts = {"line.0": text, "text": text, "name": text}
    fact = Fact(kind, "h9", NOW, PLACE, "x", body=body, texts=texts)  # type: ignore[arg-type]
    Ledger(store, FrozenClock(NOW)).record(fact)


def test_what_is_made_ready_before_the_lock_is_what_a_rebuild_gives(
    desk: HandoverDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However few matters move, they are made ready as many are."""
    monkeypatch.setattr(staging, "MANY", 1)
    desk.call("c1")
    matters = [desk.matter("路面塌陷"), desk.matter("路灯损坏")]
    handover = desk.settled()
    desk.sign()
    assert {desk.matter_row(matter).handler for matter in matters} == {desk.relief.name}
    assert len(desk.lines(handover)) == 3
    registers = (HANDOVER_REGISTER, MATTERS_REGISTER, SHIFTS)
    before = [rows_of(desk.access.store, register) for register in registers]
    desk.access.ledger.rebuild()
    assert [rows_of(desk.access.store, register) for register in registers] == before
