"""Tables and projections: no facts fail, order does not matter, a rebuild gives the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dutyroom.clock import FrozenClock
from dutyroom.registers.equipment import facts, fault_facts, list_facts, stock_facts
from dutyroom.registers.equipment.entries import taken_of
from dutyroom.registers.equipment.facts import Check
from dutyroom.registers.equipment.fault_facts import Step, Told, fault_opened, fault_went_on
from dutyroom.registers.equipment.reading import (
    every_fault,
    going_on,
    histories,
    in_force,
    in_stock,
    latest_sheet,
    open_faults,
    room,
    steps,
)
from dutyroom.registers.equipment.register import EQUIPMENT
from dutyroom.registers.equipment.said import Evidence
from dutyroom.registers.equipment.sheets import recent
from dutyroom.registers.equipment.stocks import movements
from dutyroom.registers.ledger import Ledger
from dutyroom.standard.equipment.items import Group, Item, SheetKind, State
from dutyroom.standard.equipment.stock import Change, Move
from dutyroom.standard.probing import Said
from dutyroom.store.engine import Store
from dutyroom.store.facts import Fact
from tests.registers.equipment.equipment_kit import NOW, PLACE, EquippedDesk
from tests.registers.projection_kit import (
    BODY_VALUES,
    HOSTILE_TEXTS,
    disordered,
    migrated_differences,
    rows_of,
)

KINDS = sorted({
    list_facts.LIST_ISSUED, *facts.SHEET_KINDS, *fault_facts.FAULT_KINDS, stock_facts.STOCK_MOVED,
    stock_facts.ROOM_VERIFIED, "equipment.unheard_of", "equipment.fault_unheard_of",
})  # fmt: skip
KEYS = [
    "revision", "items", "item", "state", "kind", "list", "probes", "critical", "due", "by",
    "move", "expires", "area", "shared", "start_needed", "probe",
]  # fmt: skip
ITEM_BODIES = st.lists(
    st.dictionaries(
        st.sampled_from(["key", "group", "often", "probes", "minimum"]), BODY_VALUES, max_size=5
    )
    | BODY_VALUES,
    max_size=3,
)
FACTS = st.builds(
    Fact,
    kind=st.sampled_from(KINDS),
    subject=st.sampled_from(["a", "b", ""]),
    occurred_at=st.just(NOW),
    place=st.just(PLACE),
    body=st.dictionaries(st.sampled_from(KEYS), BODY_VALUES | ITEM_BODIES, max_size=6),
    texts=st.dictionaries(
        st.sampled_from(["words", "whom", "note", "a.zh", "a.place", "probe.x"]), HOSTILE_TEXTS
    ),
    id=st.uuids(),
)


def read_everything(store: Store) -> None:
    """Ask everything that anybody asks."""
    with store.read() as session:
        in_force(session)
        going_on(session)
        latest_sheet(session)
        recent(session)
        for fault in every_fault(session):
            steps(session, fault.id)
        open_faults(session)
        histories(session)
        in_stock(session, "unit", date(2026, 11, 26), 30)
        movements(session, "unit", "a")
        room(session, "a")


def test_the_migration_makes_the_tables_that_the_code_declares(store: Store) -> None:
    assert migrated_differences(store, EQUIPMENT) == []


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(sent=st.lists(FACTS, max_size=8))
def test_no_facts_fail_and_a_rebuild_gives_the_same(store: Store, sent: list[Fact]) -> None:
    ledger = Ledger(store, FrozenClock(NOW), (EQUIPMENT,))
    ledger.record(*sent)
    before = rows_of(store, EQUIPMENT)
    read_everything(store)
    ledger.rebuild()
    assert rows_of(store, EQUIPMENT) == before


def lives() -> list[Fact]:
    """Return the facts of a sheet, a fault and a stock, in their order."""
    item = Item("fax", Group.MACHINES, "传真机", "Fax", critical=True)
    at = [NOW + timedelta(minutes=minute) for minute in range(9)]
    told = Told(words="卡纸", whom="维修站", how="电话", due=NOW)
    sheet = [
        facts.sheet_begun(
            "s", at[0], PLACE, actor="甲", kind=SheetKind.START, checklist="l", items=["fax", "x"]
        ),
        *(
            facts.item_checked(
                "s", at[n], PLACE, actor="甲", revision=n, check=Check("fax", state, "坏")
            )
            for n, state in enumerate((State.MISSING, State.FAULTY), 1)
        ),
        *(
            facts.evidence_taken(
                "s",
                at[n],
                PLACE,
                actor="甲",
                revision=n,
                evidence=Evidence("recorder:1", "ok", Said(f"{n}")),
            )
            for n in (3, 4)
        ),
        facts.sheet_signed("s", at[5], PLACE, actor="甲", revision=5),
    ]
    ticket = [
        fault_opened("f", at[3], PLACE, actor="甲", item=item, state=State.FAULTY, words="坏"),
        *(
            fault_went_on(step, "f", at[n + 4], PLACE, actor="乙", revision=n + 1, told=told)
            for n, step in enumerate((Step.REPORTED, Step.REPAIRED, Step.VERIFIED))
        ),
    ]
    moved = [
        stock_facts.stock_moved(
            at[n], PLACE, actor="甲", item="x", move=Move.IN, change=Change(None, n + 1)
        )
        for n in range(3)
    ]
    return [*sheet, *ticket, *moved]


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_rows_do_not_depend_on_the_order_in_which_facts_were_written(
    store: Store, data: st.DataObject
) -> None:
    """Late, twice, or before what they follow."""
    subject = uuid4().hex
    own = [replace(f, subject=f"{subject}{f.subject}", id=uuid4()) for f in lives()]
    ledger = Ledger(store, FrozenClock(NOW), (EQUIPMENT,))
    ledger.record(*data.draw(disordered(own)))
    rows = rows_of(store, EQUIPMENT)
    sheet, fault = (
        next(each for each in rows[table] if each["id"].startswith(subject))
        for table in ("equipment_sheets", "equipment_faults")
    )
    assert (sheet["checker"], sheet["signed_by"], sheet["revision"]) == ("甲", "甲", 5)
    assert [each.evidence.words for each in taken_of(sheet["taken"])] == ["4"]
    counting = [
        (each["state"], each["counts"])
        for each in rows["equipment_entries"]
        if each["sheet"].startswith(subject)
    ]
    assert sorted(counting) == [("faulty", True), ("missing", False)]
    assert (fault["repaired_by"], fault["closed_by"]) == ("维修站", "乙")
    held = [r for r in rows["equipment_stock"] if r["subject"].startswith(subject)]
    assert [each["quantity"] for each in held] == [6]


def test_a_whole_desk_is_rebuilt_as_it_was(desk: EquippedDesk) -> None:
    desk.adopt("district")
    desk.complete(bad={"fax": State.FAULTY})
    desk.shift()
    desk.complete(SheetKind.END)
    before = rows_of(desk.store, EQUIPMENT)
    assert len(before["equipment_entries"]) > 40
    desk.ledger.rebuild()
    assert rows_of(desk.store, EQUIPMENT) == before
