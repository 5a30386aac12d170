"""The check at the end of the shift as a step of the handover, and its comparison as an item."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dutyroom.config import Equipment, Settings
from dutyroom.desk.handover import sheet
from dutyroom.documents.handover_sheet import paper
from dutyroom.documents.paper import Paper, as_rows, as_text
from dutyroom.registers.equipment import editing
from dutyroom.registers.handover import acts, by_name
from dutyroom.registers.handover.errors import HandoverRefused
from dutyroom.registers.handover.looking import item_of, looked
from dutyroom.registers.shifts.blockers import Blocked
from dutyroom.standard.equipment.items import SheetKind, State
from dutyroom.standard.handover.values import Decision
from dutyroom.standard.handover.walking import Standing, Step, standing, step
from dutyroom.store.engine import Store
from tests.registers.equipment.equipment_kit import EquippedDesk
from tests.registers.handover.handover_kit import HandoverDesk


@pytest.fixture
def listed(desk: HandoverDesk, store: Store) -> EquippedDesk:
    """The equipment of the desk that hands over, which nobody has checked yet."""
    made = EquippedDesk(store)
    made.clock = desk.desk.clock
    made.do(lambda session: editing.adopt(session, made.act, "department"))
    return made


@pytest.fixture
def equipped(desk: HandoverDesk, listed: EquippedDesk) -> EquippedDesk:
    """The same with its check at the start of the shift."""
    since = (listed.clock.now() - desk.held().shift.begun_at).total_seconds()
    listed.clock.jump(-since)
    listed.complete(SheetKind.START)
    listed.clock.jump(since)
    return listed


def printed(desk: HandoverDesk, handover: str) -> Paper:
    """Return a list on paper; by default as it stands."""
    with desk.access.store.read() as session:
        made = sheet(session, handover, desk.desk.clock.now(), Settings())
    assert made is not None
    return paper(made)


def test_the_end_check_is_the_step_before_the_signatures(
    desk: HandoverDesk, equipped: EquippedDesk
) -> None:
    handover = desk.settled()
    assert step(desk.held().walk) is Step.EQUIPMENT
    with pytest.raises(Blocked):
        desk.sign()
    equipped.complete(SheetKind.START)  # of the relief
    equipped.complete(SheetKind.END, {"printer": State.FAULTY})
    held = desk.held()
    key = f"equipment:{held.shift.id}"
    compared = desk.item(key)
    assert "1 item differs" in compared.what
    assert State.FAULTY.label in compared.what
    fault = next(item.key for item in held.walk.items if item.key.startswith("fault:"))
    desk.explain(fault)
    desk.decide(fault)
    assert step(desk.held().walk) is Step.EQUIPMENT
    with pytest.raises(HandoverRefused, match="1 item"):
        desk.sign()
    desk.decide(key)
    assert step(desk.held().walk) is Step.SIGN
    desk.sign()
    line = next(line for line in desk.lines(handover) if line.item == key)
    assert (line.what, line.standing) == (compared.what, Standing.ACCEPTED)


def test_another_check_of_the_end_is_decided_on_anew(
    desk: HandoverDesk, equipped: EquippedDesk
) -> None:
    equipped.complete(SheetKind.END)
    desk.settled()
    key = f"equipment:{desk.held().shift.id}"
    assert "As at the start" in desk.item(key).what
    assert desk.held().walk.decided[key].decision is Decision.ACCEPTED
    equipped.complete(SheetKind.END)
    walk = desk.held().walk
    assert standing(walk, desk.item(key)) is Standing.CHANGED


def test_the_unit_says_how_early_a_check_counts_at_a_desk_by_names_too(
    desk: HandoverDesk, equipped: EquippedDesk
) -> None:
    """The check of the relief was signed three hours before; nobody is asked for a reason."""
    equipped.complete(SheetKind.START)
    equipped.later(hours=3)
    equipped.complete(SheetKind.END)
    desk.begin()
    now, seat = desk.desk.clock.now(), desk.access.place.seat
    acts.arrive(desk.access, name="王五", arrived_at=now, planned_end=desk.ends)
    desk.decide(f"equipment:{desk.held().shift.id}")
    with desk.access.store.read() as session:
        found = by_name.against(session, now, seat=seat, limits=Equipment(early=2 * 3600))
    assert [each.code for each in found] == ["equipment-check"]
    with pytest.raises(Blocked):
        by_name.sign(desk.access, leader_name="", phone="", leader="nothing")
    unit = replace(desk.access, equipment=Equipment(early=4 * 3600))
    by_name.sign(unit, leader_name="", phone="", leader="nothing")
    assert desk.held().shift.officer == "王五"


def test_the_unit_says_how_early_the_check_may_be_that_the_end_is_compared_with(
    desk: HandoverDesk, listed: EquippedDesk
) -> None:
    """An hour and a half before the shift counts, unless the unit has chosen one."""
    chosen = replace(desk.access, equipment=Equipment(early=3600))
    listed.complete(SheetKind.START, {"printer": State.FAULTY})  # by the relief, in good time
    listed.later(hours=1.5)
    listed.complete(SheetKind.END, {"printer": State.FAULTY})
    desk.settled()
    desk.sign()
    desk.change_roles()
    listed.later(hours=1)
    listed.complete(SheetKind.END)
    desk.begin()
    key = f"equipment:{desk.held().shift.id}"
    assert "1 item differs" in item_of(looked(desk.access), key).what
    assert "1 item" not in item_of(looked(chosen), key).what


def test_a_check_after_the_clock_was_set_back_counts(
    desk: HandoverDesk, equipped: EquippedDesk
) -> None:
    desk.desk.clock.jump(-86400)
    assert desk.held().walk.unchecked
    equipped.complete(SheetKind.END)
    assert not desk.held().walk.unchecked
    assert "As at the start" in desk.item(f"equipment:{desk.held().shift.id}").what


def test_the_signed_sheet_says_whether_the_equipment_was_checked(
    desk: HandoverDesk, equipped: EquippedDesk
) -> None:
    """Also of a desk with accounts: neither the missing check nor another officer is hidden."""
    handover = desk.settled()
    assert "Not checked: no reason is given yet" in as_text(printed(desk, ""))
    with pytest.raises(Blocked) as refused:
        desk.sign()
    reasons = {each.code: f"因 {each.code}" for each in refused.value.blockers}
    desk.sign(reasons=reasons)
    row, said = desk.row(handover), as_text(printed(desk, handover))
    assert row.equipment == "Not checked: 因 equipment-end-check"
    assert f"Equipment at the end: {row.equipment}" in said
    assert "The equipment check at the end of the shift is not signed: 因" in row.waived
    assert "at the start of the shift is not signed: 因 equipment-check" in row.waived
    assert row.waived in said


def test_what_the_end_check_found_stands_on_the_signed_sheet(
    desk: HandoverDesk, equipped: EquippedDesk
) -> None:
    equipped.complete(SheetKind.START)  # of the relief
    equipped.complete(SheetKind.END, {"printer": State.FAULTY})
    handover = desk.settled()
    desk.sign()
    said = desk.row(handover).equipment
    assert f"{State.FAULTY.label} 1" in said
    assert "1 item differs" in said
    assert ("Equipment at the end", said) in as_rows(printed(desk, handover))
    equipped.complete(SheetKind.END)  # a signed list never changes
    assert desk.row(handover).equipment == said
