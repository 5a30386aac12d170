"""What ships with a later version of the program reaches a unit's list by somebody alone."""

from __future__ import annotations

import pytest

from dutyroom.registers.equipment import editing, offering
from dutyroom.registers.equipment.acting import EquipmentRefused
from dutyroom.registers.equipment.list_facts import Issue, ListChange, list_issued
from dutyroom.registers.equipment.list_picture import list_picture
from dutyroom.registers.equipment.lists import Checklist
from dutyroom.standard.equipment.pack import shipped
from tests.registers.equipment.equipment_kit import PLACE, EquippedDesk

NEW = ("emergency_power", "rest_place")
"""Items that the list of an earlier version of the program had not."""


def earlier(desk: EquippedDesk) -> Checklist:
    """Have the list taken over that shipped before these items were there."""
    items = [item for item in shipped("department") if item.key not in NEW]
    issue = Issue(0, "department", items, ListChange.ADOPTED)
    desk.ledger.record(list_issued(desk.clock.now(), PLACE, actor=desk.actor, issue=issue))
    return desk.checklist()


def offered(desk: EquippedDesk) -> list[str]:
    """Return what is offered."""
    return [item.key for item in desk.read(lambda s: offering.offered(s, desk.checklist()))]


def test_a_shipped_item_is_offered_until_somebody_takes_it_in_or_leaves_it_out(
    desk: EquippedDesk,
) -> None:
    first = earlier(desk)
    assert offered(desk) == list(NEW)
    assert desk.checklist() == first  # looking adds nothing
    desk.do(lambda s: editing.take_in(s, desk.act, "emergency_power"))
    power = desk.checklist().by_key["emergency_power"]
    assert power in shipped("department")
    assert offered(desk) == ["rest_place"]
    with pytest.raises(EquipmentRefused, match="reason"):
        desk.do(lambda s: editing.decline(s, desk.act, "rest_place", why=" "))
    desk.do(lambda s: editing.decline(s, desk.act, "rest_place", why="另有值班宿舍"))
    assert offered(desk) == []
    assert "rest_place" not in desk.checklist().by_key
    for act in (
        lambda s: editing.take_in(s, desk.act, "rest_place"),
        lambda s: editing.decline(s, desk.act, "fax", why="x"),
    ):
        with pytest.raises(EquipmentRefused, match="not offered"):
            desk.do(act)


def test_what_was_retired_is_not_offered_and_what_was_left_out_can_be_taken_back(
    desk: EquippedDesk,
) -> None:
    earlier(desk)
    desk.do(lambda s: editing.take_in(s, desk.act, "emergency_power"))
    desk.do(lambda s: editing.retire(s, desk.act, "emergency_power", why="已报废"))
    desk.do(lambda s: editing.decline(s, desk.act, "rest_place", why="另有值班宿舍"))
    seen = desk.read(lambda s: list_picture(s, "unit"))
    assert (seen.offered, sorted(seen.returnable)) == ((), list(NEW))
    assert seen.names["rest_place"] == "Rest place"
    desk.do(lambda s: editing.restore(s, desk.act, "rest_place"))
    assert "rest_place" in desk.checklist().by_key
    desk.do(lambda s: editing.retire(s, desk.act, "rest_place", why="x"))
    assert offered(desk) == []


def test_a_list_taken_over_today_is_offered_nothing(desk: EquippedDesk) -> None:
    desk.adopt("district")
    assert offered(desk) == []
