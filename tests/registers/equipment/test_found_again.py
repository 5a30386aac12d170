"""What a later check says of an item whose ticket is open reaches the ticket."""

from __future__ import annotations

import pytest

from dutyroom.config import Equipment
from dutyroom.documents import fault_ledger
from dutyroom.registers.equipment import checking, ticketing
from dutyroom.registers.equipment.entries import EntryRow
from dutyroom.registers.equipment.facts import Check
from dutyroom.registers.equipment.fault_facts import Step, Told
from dutyroom.registers.equipment.faults import FaultRow, StepRow, histories, steps
from dutyroom.registers.equipment.reading import open_faults
from dutyroom.registers.equipment.register import EQUIPMENT
from dutyroom.registers.equipment.ticketed import mended
from dutyroom.registers.handover import from_faults
from dutyroom.registers.shifts.blockers import SigningOn
from dutyroom.registers.shifts.checklist import ALL_CHECKS
from dutyroom.registers.shifts.register import in_charge
from dutyroom.screens.equipment_asking import wrong_with
from dutyroom.screens.fault_words import explained
from dutyroom.standard.equipment.items import State
from tests.registers.equipment.equipment_kit import EquippedDesk
from tests.registers.projection_kit import rows_of


def ticket(desk: EquippedDesk) -> FaultRow:
    """Return the only open ticket."""
    (found,) = desk.read(open_faults)
    return found


def course(desk: EquippedDesk) -> list[StepRow]:
    """Return the steps of the only open ticket."""
    return desk.read(lambda s: steps(s, ticket(desk).id))


def check(desk: EquippedDesk, note: str, workaround: str = "", *, item: str = "fax") -> EntryRow:
    """Sign a check in which an item was faulty; return its entry."""
    desk.later(hours=1)
    sheet = desk.begin()
    desk.look(sheet, Check(item, State.FAULTY, note, workaround))
    for each in desk.sheet(sheet).left:
        desk.look(sheet, Check(each.key, State.OK))
    desk.do(lambda s: checking.sign(s, desk.act, sheet))
    return desk.sheet(sheet).found[item]


def against(desk: EquippedDesk) -> set[str]:
    """Return what stands against signing on."""
    now = desk.clock.now()
    asked = SigningOn("nobody", now, sober=True, fit=True, equipment=Equipment())
    return {each.code for each in desk.read(lambda s: ALL_CHECKS.signing_on(s, asked, now))}


def test_a_repair_that_a_check_finds_not_to_hold_goes_back(desk: EquippedDesk) -> None:
    """It stops whoever signs on, and counts in no mean time."""
    desk.adopt()
    check(desk, "卡纸", "隔壁")
    desk.later(hours=1)
    desk.do(lambda s: ticketing.repair(s, desk.act, ticket(desk).id, Told("换件", "维修站")))
    entry = check(desk, "又不通")
    row = ticket(desk)
    assert (row.repaired_at, row.words, row.workaround, row.blocks) == (None, "又不通", "", True)
    assert "equipment-critical-fax" in against(desk)
    assert desk.read(histories)[0].record.mean is None
    last = course(desk)[-1]
    assert (last.step, last.words, last.happened_at) == (Step.REJECTED, "又不通", entry.at)
    before = rows_of(desk.store, EQUIPMENT)
    desk.ledger.rebuild()
    assert rows_of(desk.store, EQUIPMENT) == before


@pytest.mark.parametrize("typed", [True, False])
def test_what_was_entered_before_a_repair_says_nothing_against_it(
    desk: EquippedDesk, typed: bool
) -> None:
    """Also where the time of the repair was typed, to the minute, a while after."""
    desk.adopt()
    check(desk, "卡纸")
    sheet = desk.begin()
    for each in desk.sheet(sheet).left:
        bad = each.key == "fax"
        desk.look(sheet, Check(each.key, State.FAULTY if bad else State.OK, "坏" if bad else ""))
    at = desk.sheet(sheet).found["fax"].at.replace(second=0) if typed else None
    desk.later(minutes=2)
    told = Told("换件", "维修站", happened=at)
    desk.do(lambda s: ticketing.repair(s, desk.act, ticket(desk).id, told))
    desk.later(minutes=1)
    desk.do(lambda s: checking.sign(s, desk.act, sheet))
    assert ticket(desk).repaired_at is not None


def test_what_was_repaired_and_seen_to_work_since_the_entry_gets_no_other_ticket(
    desk: EquippedDesk,
) -> None:
    """Noted by hand while the check went on, and mended before it was signed."""
    desk.adopt()
    sheet = desk.begin()
    desk.look(sheet, Check("fax", State.FAULTY, "卡纸"))
    desk.look(sheet, Check("copier", State.FAULTY, "缺粉"))
    for each in desk.sheet(sheet).left:
        desk.look(sheet, Check(each.key, State.OK))
    desk.do(lambda s: ticketing.open_by_hand(s, desk.act, "fax", State.FAULTY, "卡纸"))
    desk.later(minutes=1)
    desk.do(lambda s: ticketing.repair(s, desk.act, ticket(desk).id, Told("取出", "维修站")))
    desk.do(lambda s: ticketing.verify(s, desk.act, ticket(desk).id, works=True))
    desk.do(lambda s: checking.sign(s, desk.act, sheet))
    assert ticket(desk).item == "copier"
    assert "fax" in desk.read(lambda s: mended(s, desk.sheet(sheet).found))


def test_what_is_found_again_reaches_ticket_handover_and_sign_on(desk: EquippedDesk) -> None:
    """Once: what the ticket knows already is no step. An emptied workaround is gone."""
    desk.adopt()
    desk.shift()
    check(desk, "卡纸", "隔壁")
    assert "equipment-critical-fax" not in against(desk)
    check(desk, "卡纸", "隔壁")
    assert [step.step for step in course(desk)] == [Step.OPENED]
    desk.actor = "单明"
    entry = check(desk, "不通电")
    row, last = ticket(desk), course(desk)[-1]
    assert (row.words, row.workaround, row.blocks) == ("不通电", "", True)
    assert (last.step, last.state, last.gone) == (Step.FOUND_AGAIN, State.FAULTY, True)
    assert (last.happened_at, last.by) == (entry.at, "单明")
    assert "equipment-critical-fax" in against(desk)
    shift = desk.read(in_charge)
    assert shift is not None
    (item,) = desk.read(lambda s: list(from_faults.items(s, shift, desk.clock.now())))
    assert ("不通电" in item.what, item.urgent) == (True, True)
    assert item.outcome == "no workaround; not reported"
    told = explained(row, course(desk), None).plain
    for words in ("found again", "不通电", "the workaround no longer holds", "卡纸", "隔壁"):
        assert words in told, words
    line = fault_ledger._ticket_line(1, row, course(desk))
    assert "卡纸" in line[5]  # what was said first stays on paper
    assert "隔壁" in line[5]


def test_what_was_said_of_a_ticket_after_the_entry_stands(desk: EquippedDesk) -> None:
    """Noted by hand while the check went on: the check adds what the ticket does not know."""
    desk.adopt()
    sheet = desk.begin()
    desk.look(sheet, Check("fax", State.FAULTY, "坏", "隔壁"))
    desk.later(minutes=1)
    desk.do(lambda s: ticketing.open_by_hand(s, desk.act, "fax", State.MISSING, "搬走"))
    for each in desk.sheet(sheet).left:
        desk.look(sheet, Check(each.key, State.OK))
    desk.do(lambda s: checking.sign(s, desk.act, sheet))
    row = ticket(desk)
    assert (row.state, row.words, row.workaround) == (State.MISSING, "搬走", "隔壁")
    sheet = desk.begin()
    desk.look(sheet, Check("fax", State.MISSING, "搬走"))
    desk.later(minutes=1)
    desk.do(lambda s: ticketing.bypass(s, desk.act, row.id, "文印室"))
    for each in desk.sheet(sheet).left:
        desk.look(sheet, Check(each.key, State.OK))
    desk.do(lambda s: checking.sign(s, desk.act, sheet))
    assert ticket(desk).workaround == "文印室"


@pytest.mark.parametrize("key", ["fax", "copier"])
def test_the_form_says_whether_a_ticket_is_open(desk: EquippedDesk, key: str) -> None:
    """What the ticket knows stands there; of what was repaired only how the desk did without."""
    item = desk.adopt().by_key[key]
    asked = wrong_with(item, State.FAULTY, None, None)
    assert "gets a fault ticket" in asked.body.plain
    assert ("critical" in asked.body.plain) is item.critical
    check(desk, "卡纸", "隔壁", item=key)
    row = ticket(desk)
    asked = wrong_with(item, State.FAULTY, row, None)
    assert "is open" in asked.body.plain
    assert "empty" in asked.body.plain
    assert [blank.value for blank in asked.blanks] == ["卡纸", "隔壁"]
    assert wrong_with(item, State.MISSING, row, None).blanks[0].value == ""
    entry = EntryRow(key, State.FAULTY, True, desk.clock.now(), "甲", "坏", "")
    assert [blank.value for blank in wrong_with(item, State.FAULTY, row, entry).blanks] == [
        "坏",
        "",
    ]
    desk.do(lambda s: ticketing.repair(s, desk.act, row.id, Told("换件", "维修站")))
    asked = wrong_with(item, State.FAULTY, ticket(desk), None)
    assert "not repaired after all" in asked.body.plain
    assert [blank.value for blank in asked.blanks] == ["", "隔壁"]
