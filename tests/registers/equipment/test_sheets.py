"""Sheets: item by item, interrupted, changed, signed; and what follows from them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from dutyroom.config import Equipment, Settings, Unit
from dutyroom.registers.alarms.codes import AlarmCode
from dutyroom.registers.deadlines import every, overdue
from dutyroom.registers.equipment import checking, editing, stocking, ticketing
from dutyroom.registers.equipment.acting import EquipmentRefused
from dutyroom.registers.equipment.deadlines import deadlines
from dutyroom.registers.equipment.facts import Check, Proof
from dutyroom.registers.equipment.fault_facts import Told
from dutyroom.registers.equipment.reading import differences, going_on, latest_sheet, open_faults
from dutyroom.registers.equipment.said import Evidence
from dutyroom.registers.equipment.signatures import Asked
from dutyroom.registers.shifts.blockers import SigningOff, SigningOn
from dutyroom.registers.shifts.checklist import ALL_CHECKS
from dutyroom.registers.shifts.register import in_charge
from dutyroom.screens import check_signature
from dutyroom.standard.equipment.comparing import Difference
from dutyroom.standard.equipment.items import Kind, SheetKind, State
from dutyroom.standard.equipment.room import Room, Shared
from dutyroom.standard.probing import Said
from tests.registers.equipment.equipment_kit import EquippedDesk

SETTINGS = Settings(unit=Unit("unit", profile="district"))
NAMED = Asked("覃小梅", Proof.NAME)


def blockers(desk: EquippedDesk, early: int = 7200) -> set[str]:
    """Return what the equipment has against signing on."""
    now = desk.clock.now()
    asked = SigningOn("nobody", now, sober=True, fit=True, equipment=Equipment(early=early))
    found = desk.read(lambda s: ALL_CHECKS.signing_on(s, asked, desk.clock.now()))
    assert all(each.overridable for each in found if each.code.startswith("equipment"))
    return {each.code for each in found if each.code.startswith("equipment")}


def leaving(desk: EquippedDesk) -> set[str]:
    """Return what the equipment has against leaving."""
    shift = desk.read(in_charge)
    assert shift is not None
    asked = SigningOff(shift, relief="somebody")
    found = desk.read(lambda s: ALL_CHECKS.signing_off(s, asked, desk.clock.now()))
    return {each.code for each in found}


def alarms(desk: EquippedDesk, settings: Settings = SETTINGS) -> set[tuple[AlarmCode, str]]:
    """Return what is overdue now."""
    assert deadlines in every()
    found = desk.read(lambda s: overdue(s, desk.clock.now(), settings, (deadlines,)))
    return {(each.code, each.detail) for each in found}


def test_a_sheet_is_gone_on_with_after_an_interruption(desk: EquippedDesk) -> None:
    """Whoever comes next finds what was entered, and what is left."""
    desk.adopt()
    shift = desk.shift()
    sheet = desk.begin()
    desk.look(sheet, Check("landline", State.OK, evidence={"box:1": ("ok", Said("盒子应答"))}))
    desk.look(sheet, Check("recorder", State.FAULTY, "无声", "用手机录音"))
    found = desk.read(going_on)
    assert found is not None
    assert (found.row.id, found.row.shift, found.row.checker) == (sheet, shift, "覃小梅")
    assert [entry.item for entry in found.entries] == ["landline", "recorder"]
    assert found.found["landline"].evidence == (Evidence("box:1", "ok", Said("盒子应答")),)
    assert len(found.left) == len(found.items) - 2
    with pytest.raises(EquipmentRefused):  # no second one beside it
        desk.begin(SheetKind.ON_DEMAND)
    with pytest.raises(EquipmentRefused, match="and others"):  # items are left, not all named
        desk.do(lambda s: checking.sign(s, desk.act, sheet))
    assert desk.read(latest_sheet) is None


def test_an_item_that_is_entered_again_keeps_both_and_the_later_counts(
    desk: EquippedDesk,
) -> None:
    """A mistyped fault opens no ticket."""
    desk.adopt()
    sheet = desk.begin()
    desk.look(sheet, Check("fax", State.MISSING, "按错"))
    desk.look(sheet, Check("fax", State.OK))
    assert [(e.state, e.counts) for e in desk.sheet(sheet).entries] == [
        (State.MISSING, False), (State.OK, True),
    ]  # fmt: skip
    for item in desk.sheet(sheet).left:
        desk.look(sheet, Check(item.key, State.OK))
    desk.do(lambda s: checking.sign(s, desk.act, sheet, note="一切正常"))
    assert desk.read(open_faults) == []
    row = desk.sheet(sheet).row
    assert (row.signed_by, row.note, row.open) == ("覃小梅", "一切正常", False)
    for act in (
        lambda s: checking.look(s, desk.act, sheet, Check("fax", State.OK)),
        lambda s: checking.sign(s, desk.act, sheet),
        lambda s: checking.drop(s, desk.act, sheet, why="x"),
    ):
        with pytest.raises(EquipmentRefused):
            desk.do(act)


def test_what_is_not_in_order_needs_a_note_and_gets_its_ticket_at_the_signature(
    desk: EquippedDesk,
) -> None:
    desk.adopt()
    sheet = desk.begin()
    for check in (Check("fax", State.FAULTY, "  "), Check("coffee", State.OK)):
        with pytest.raises(EquipmentRefused):
            desk.look(sheet, check)
    for item in desk.sheet(sheet).left:
        state = State.FAULTY if item.key in {"fax", "copier"} else State.OK
        desk.look(sheet, Check(item.key, state, "卡纸" if state is State.FAULTY else ""))
    assert desk.read(open_faults) == []
    desk.do(lambda s: checking.sign(s, desk.act, sheet))
    fax, copier = desk.read(open_faults)
    assert (fax.item, fax.critical, fax.words, fax.sheet) == ("fax", True, "卡纸", sheet)
    assert fax.blocks
    assert not copier.blocks
    # the next sheet opens no second ticket, and a workaround that it states is learnt
    desk.later(hours=1)
    desk.complete(bad={"fax": State.FAULTY}, workaround="到文印室收发")
    again = desk.read(open_faults)
    assert [fault.item for fault in again] == ["fax", "copier"]
    assert again[0].workaround == "到文印室收发"


def test_a_dropped_sheet_stays_readable_and_makes_room(desk: EquippedDesk) -> None:
    desk.adopt()
    sheet = desk.begin()
    desk.look(sheet, Check("fax", State.OK))
    with pytest.raises(EquipmentRefused):
        desk.do(lambda s: checking.drop(s, desk.act, sheet, why=""))
    desk.do(lambda s: checking.drop(s, desk.act, sheet, why="交给下一班"))
    row = desk.sheet(sheet).row
    assert (row.dropped_by, row.dropped_why) == ("覃小梅", "交给下一班")
    assert desk.read(going_on) is None
    desk.complete()


def test_start_and_end_side_by_side(desk: EquippedDesk) -> None:
    desk.adopt()
    start = desk.sheet(desk.complete(bad={"copier": State.FAULTY}))
    desk.shift()
    desk.later(hours=9)
    end = desk.sheet(desk.complete(SheetKind.END, bad={"recorder": State.FAULTY}))
    assert differences(start, end) == (
        Difference("recorder", State.OK, State.FAULTY),
        Difference("copier", State.FAULTY, State.OK),
    )
    assert differences(None, end) == ()
    assert desk.read(lambda s: latest_sheet(s, SheetKind.START)) == start
    assert desk.read(latest_sheet) == end


def test_what_is_weekly_is_asked_for_again_after_a_week(desk: EquippedDesk) -> None:
    desk.adopt()
    desk.complete()
    desk.later(days=1)
    keys = {item.key for item in desk.sheet(desk.begin()).items}
    assert "fax" in keys
    assert "torches" not in keys
    current = desk.read(going_on)
    assert current is not None
    desk.do(lambda s: checking.drop(s, desk.act, current.row.id, why="x"))
    desk.later(days=6)
    assert "torches" in {item.key for item in desk.sheet(desk.begin()).items}


def test_signing_on_asks_for_the_check_only_where_the_unit_uses_it(desk: EquippedDesk) -> None:
    assert blockers(desk) == set()
    desk.adopt()
    assert blockers(desk) == {"equipment-check"}
    desk.complete(bad={"fax": State.OUT_OF_USE})
    assert blockers(desk) == {"equipment-critical-fax"}
    fault = desk.read(open_faults)[0]
    desk.do(lambda s: ticketing.bypass(s, desk.act, fault.id, "到文印室收发"))
    assert blockers(desk) == set()
    desk.later(hours=3)
    assert blockers(desk) == {"equipment-check"}
    assert blockers(desk, early=4 * 3600) == set()
    desk.do(lambda s: editing.rule(s, desk.act, start=False, end=False, why="试行"))
    assert blockers(desk) == set()


def test_leaving_asks_for_the_check_at_the_end(desk: EquippedDesk) -> None:
    desk.shift()
    assert leaving(desk) == set()
    desk.adopt()
    assert leaving(desk) == {"equipment-end-check"}
    desk.complete(SheetKind.END)
    # Start and end are compared in the handover.
    assert leaving(desk) == {"handover-unsigned", "leader-consent"}
    desk.later(hours=8)
    desk.shift("单明")
    assert leaving(desk) == {"equipment-end-check"}


def test_alarms_of_checks_and_faults(desk: EquippedDesk) -> None:
    """Nothing without a list; each goes when its cause does."""
    desk.shift()
    desk.later(hours=5)
    assert alarms(desk) == set()
    desk.adopt()
    room = [item.key for item in desk.checklist().items if item.kind is not Kind.STATE]
    for key in room:
        desk.do(lambda s, key=key: editing.retire(s, desk.act, key, why="x"))  # type: ignore[misc]
    assert alarms(desk) == {(AlarmCode.EQUIPMENT_CHECK_DUE, "")}
    desk.complete(bad={"copier": State.FAULTY})
    assert alarms(desk) == set()
    desk.later(hours=2)
    name = desk.checklist().by_key["copier"].name
    assert alarms(desk) == {(AlarmCode.FAULT_NOT_REPORTED, name)}
    fault = desk.read(open_faults)[0].id
    told = Told(whom="维修站", how="电话", due=desk.clock.now() + timedelta(days=2))
    desk.do(lambda s: ticketing.report(s, desk.act, fault, told))
    desk.later(hours=47)
    assert alarms(desk) == set()
    desk.later(hours=1)
    assert alarms(desk) == {(AlarmCode.FAULT_REMINDER_DUE, name)}
    desk.do(lambda s: ticketing.remind(s, desk.act, fault, Told(words="明天到")))
    assert alarms(desk) == set()
    desk.later(hours=24)
    assert alarms(desk) == {(AlarmCode.FAULT_REMINDER_DUE, name)}
    desk.do(lambda s: ticketing.repair(s, desk.act, fault, Told(whom="维修站")))
    assert alarms(desk) == set()
    desk.later(hours=24)
    assert alarms(desk) == {(AlarmCode.FAULT_UNVERIFIED, name)}
    desk.do(lambda s: ticketing.verify(s, desk.act, fault, works=True))
    assert alarms(desk) == set()


def test_the_machine_is_contradicted_with_a_word(desk: EquippedDesk) -> None:
    """What a probe found faulty is signed as in order only with a reason of its own."""
    desk.adopt()
    sheet = desk.begin()
    for item in desk.sheet(sheet).left:
        bad = item.key in ("copier", "fax")
        says = {"printer": ("faulty", Said("无应答"))} if bad else {"x": ("ok", Said("好"))}
        desk.look(sheet, Check(item.key, State.OK, evidence=says))
    assert [item.key for item in desk.sheet(sheet).contradicted] == ["fax", "copier"]
    for why in ({}, {"fax": "已试发"}, {"fax": "已试发", "copier": "  "}):
        with pytest.raises(EquipmentRefused, match="Say why"):
            desk.do(lambda s, why=why: checking.sign(s, desk.act, sheet, note="好", reasons=why))  # type: ignore[misc]
    body = check_signature.signing(desk.sheet(sheet), NAMED)
    assert body.body.plain.count("无应答") == 2
    assert [blank.required for blank in body.blanks] == [True, True, False]
    assert [blank.label for blank in body.blanks[:2]] == ["Reason 1 Fax", "Reason 2 Copier"]
    assert "the ticket is open" not in body.body.plain
    every = desk.sheet(sheet).items
    doubtful = [item.key for item in every]
    told = check_signature.signing(desk.sheet(sheet), NAMED, doubtful).body.plain.splitlines()
    assert [line[:2] for line in told[1:3]] == ["1 ", "2 "]
    (at_once,) = [line for line in told if "the ticket is open" in line]
    assert all(item.name[:29] in at_once for item in every), "one line names them all"
    assert len(told) == 4
    answers = {blank.name: f"原因{n}" for n, blank in enumerate(body.blanks, 1)}
    why = check_signature.reasons_of(desk.sheet(sheet), answers)
    desk.do(lambda s: checking.sign(s, desk.act, sheet, note="已试印", reasons=why))
    signed = desk.sheet(sheet)
    added = [signed.found[key].added for key in ("fax", "copier", "printer")]
    assert [each and each.reason for each in added] == ["原因1", "原因2", None]
    assert (signed.row.note, signed.row.proof) == ("已试印", Proof.NAME)


def test_alarms_of_stock_and_room(desk: EquippedDesk) -> None:
    desk.adopt("district")
    name = {key: item.name for key, item in desk.checklist().by_key.items()}
    assert AlarmCode.STOCK_LOW not in {code for code, _name in alarms(desk)}  # nobody knows yet
    desk.do(lambda s: stocking.receive(s, desk.act, "torches", 1))
    with pytest.raises(EquipmentRefused, match="needs its expiry"):
        desk.do(lambda s: stocking.receive(s, desk.act, "batteries", 1))
    desk.do(lambda s: stocking.receive(s, desk.act, "batteries", 1, expires=date(2028, 1, 1)))
    low = {each for code, each in alarms(desk) if code is AlarmCode.STOCK_LOW}
    assert low == {name["torches"], name["batteries"]}
    assert (AlarmCode.ROOM_UNVERIFIED, "") in alarms(desk)
    today = desk.clock.now().date()
    days = timedelta(days=30)
    desk.do(lambda s: stocking.receive(s, desk.act, "batteries", 8, expires=today + days))
    assert (AlarmCode.STOCK_LOW, name["batteries"]) not in alarms(desk)
    assert (AlarmCode.STOCK_EXPIRING, name["batteries"]) in alarms(desk)
    longer = Settings(unit=SETTINGS.unit, equipment=Equipment(expiring=29))
    assert (AlarmCode.STOCK_EXPIRING, name["batteries"]) not in alarms(desk, longer)
    desk.do(lambda _s: stocking.verify_room(desk.act, Room(28.0, Shared.GUARDS, today)))
    assert (AlarmCode.ROOM_UNVERIFIED, "") not in alarms(desk)
    desk.later(days=365)
    assert (AlarmCode.ROOM_UNVERIFIED, "") in alarms(desk)
