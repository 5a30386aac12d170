"""A critical item whose ticket was closed without a repair."""

from __future__ import annotations

import pytest

from dutyroom.config import Equipment
from dutyroom.registers.equipment import checking, ticketing
from dutyroom.registers.equipment.acting import EquipmentRefused
from dutyroom.registers.equipment.facts import Check
from dutyroom.registers.equipment.faults import get, steps
from dutyroom.registers.equipment.picture import picture
from dutyroom.registers.equipment.reading import open_faults
from dutyroom.screens import fault_asking
from dutyroom.screens.equipment_asking import wrong_with
from dutyroom.screens.equipment_lines import lines_of
from dutyroom.standard.equipment.items import State
from dutyroom.widgets import check_item, check_list
from dutyroom.widgets.check_list import CheckLine
from tests.registers.equipment.equipment_kit import EquippedDesk


def test_a_critical_item_is_not_given_up_without_a_word_on_how_the_desk_does_without_it(
    desk: EquippedDesk,
) -> None:
    """Nor forgotten: the next check says it, until one finds the item in order."""
    desk.adopt()
    desk.complete(bad={"fax": State.MISSING})
    (ticket,) = desk.read(open_faults)
    fault = ticket.id
    with pytest.raises(EquipmentRefused, match="critical"):
        desk.do(lambda s: ticketing.close(s, desk.act, fault, why="不修"))
    asked = fault_asking.closing(ticket, needed=True)
    assert [blank.name for blank in asked.blanks if blank.required] == ["words", "workaround"]
    desk.do(lambda s: ticketing.close(s, desk.act, fault, why="不修", workaround="文印室收发"))
    closed = desk.read(lambda s: get(s, fault))
    assert closed is not None
    assert (closed.open, closed.workaround) == (False, "文印室收发")
    assert "文印室收发" in desk.read(lambda s: steps(s, fault))[-1].said[-1]
    desk.later(minutes=1)
    sheet = desk.begin()

    def line() -> CheckLine:
        seen = desk.read(lambda s: picture(s, "unit", "", desk.clock.now(), Equipment()))
        return next(row for row in lines_of(seen, {}) if row.id == "fax")

    told = check_item.explained(line(), ascii_only=True).plain
    assert "closed unrepaired" in told
    assert "文印室收发" in told
    assert "closed unrepaired" in check_list._evidence(line(), ascii_only=True).plain
    asked = wrong_with(line().item, State.MISSING, None, None, line().unrepaired)
    assert asked.blanks[1].value == "文印室收发"
    for each in desk.sheet(sheet).left:
        desk.look(sheet, Check(each.key, State.OK))
    desk.do(lambda s: checking.sign(s, desk.act, sheet))
    assert line().unrepaired is None
