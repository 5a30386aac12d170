"""The unit edits its list; sheets of the past keep theirs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dutyroom.registers.equipment import editing, lists, ticketing
from dutyroom.registers.equipment.acting import EquipmentRefused
from dutyroom.registers.equipment.list_facts import ListChange
from dutyroom.registers.equipment.list_picture import list_picture
from dutyroom.registers.equipment.reading import every_fault, open_faults
from dutyroom.screens import checklist_asking
from dutyroom.screens.checklist import item_told
from dutyroom.screens.checklist_versions import versions_told
from dutyroom.standard.equipment.items import Group, Item, Kind, Often, State
from dutyroom.standard.equipment.pack import shipped
from tests.registers.equipment.equipment_kit import EquippedDesk


def test_a_shipped_list_is_taken_over_once(desk: EquippedDesk) -> None:
    """As it ships, in both languages, with everything an item says."""
    assert desk.read(lists.in_force) is None
    current = desk.adopt("district")
    assert current.items == shipped("district")
    assert (current.revision, current.profile, current.what) == (0, "district", ListChange.ADOPTED)
    with pytest.raises(EquipmentRefused):
        desk.adopt("town")


def test_every_edit_is_a_version_and_the_old_ones_stay(desk: EquippedDesk) -> None:
    first = desk.adopt()
    fax = first.by_key["fax"]
    changed = replace(fax, critical=False, often=Often.WEEKLY, zh="传真机（三楼）")
    desk.do(lambda session: editing.change(session, desk.act, changed, why="少用"))
    own = Item("", Group.LINE, "卫星电话", "Satellite phone", critical=True)
    desk.do(lambda session: editing.add(session, desk.act, own))
    desk.do(lambda session: editing.retire(session, desk.act, "copier", why="已报废"))
    desk.do(lambda session: editing.move(session, desk.act, "recorder", -1))
    desk.do(lambda session: editing.rule(session, desk.act, start=False, end=True, why="试行"))
    current = desk.checklist()
    keys = [item.key for item in current.items]
    assert current.revision == 5
    assert current.by_key["fax"] == changed
    assert "copier" not in keys
    assert keys[:4] == ["landline", "recorder", "caller_id", "own_1_2"]
    assert (current.start_needed, current.end_needed) == (False, True)
    history = desk.read(lambda session: lists.versions(session, "unit"))
    assert [each.what for each in history] == [
        ListChange.RULES, ListChange.MOVED, ListChange.RETIRED, ListChange.ADDED,
        ListChange.CHANGED, ListChange.ADOPTED,
    ]  # fmt: skip
    assert [(each.item, each.why) for each in history[2:5]] == [
        ("copier", "已报废"), ("own_1_2", ""), ("fax", "少用"),
    ]  # fmt: skip
    old = desk.read(lambda session: lists.version(session, first.id))
    assert old == first


def test_a_sheet_keeps_the_list_that_it_was_made_with(desk: EquippedDesk) -> None:
    desk.adopt()
    sheet = desk.complete()
    before = desk.sheet(sheet).items
    desk.do(lambda session: editing.retire(session, desk.act, "fax", why="已报废"))
    renamed = replace(desk.checklist().by_key["printer"], zh="彩色打印机")
    desk.do(lambda session: editing.change(session, desk.act, renamed))
    assert desk.sheet(sheet).items == before
    assert desk.sheet(sheet).item("printer").zh == "打印机"
    assert "fax" in desk.sheet(sheet).found


def test_what_cannot_stand_in_a_list_is_refused(desk: EquippedDesk) -> None:
    item = Item("x", Group.LINE, "甲", "A")
    with pytest.raises(EquipmentRefused):  # no list yet
        desk.do(lambda session: editing.add(session, desk.act, item))
    fax = desk.adopt().by_key["fax"]
    bad = [
        replace(item, key="Fax!"), replace(item, zh=" ", en=""), replace(item, key="fax"),
        replace(item, minimum=3), replace(item, minimum=-1, kind=Kind.QUANTITY),
    ]  # fmt: skip
    for each in bad:
        with pytest.raises(EquipmentRefused):
            desk.do(lambda session, each=each: editing.add(session, desk.act, each))  # type: ignore[misc]
    for act in (
        lambda s: editing.change(s, desk.act, fax),
        lambda s: editing.change(s, desk.act, item),
        lambda s: editing.retire(s, desk.act, "fax", why=" "),
        lambda s: editing.retire(s, desk.act, "nothing", why="x"),
        lambda s: editing.move(s, desk.act, "landline", -1),
        lambda s: editing.move(s, desk.act, "recorder", 1),
        lambda s: editing.rule(s, desk.act, start=True, end=True),
    ):
        with pytest.raises(EquipmentRefused):
            desk.do(act)
    assert desk.checklist().revision == 0


def test_the_list_in_force_says_whether_an_open_fault_blocks(desk: EquippedDesk) -> None:
    """Of a ticket that is closed it stays as it was; so it does of what is no longer listed."""
    copier = desk.adopt().by_key["copier"]
    desk.complete(bad={"copier": State.FAULTY, "fax": State.FAULTY})

    def blocking() -> list[str]:
        return [fault.item for fault in desk.read(open_faults) if fault.blocks]

    assert blocking() == ["fax"]
    desk.do(lambda s: editing.change(s, desk.act, replace(copier, critical=True)))
    assert blocking() == ["fax", "copier"]
    assert "copier" in [f.item for f in desk.read(every_fault) if f.critical]
    fax = desk.checklist().by_key["fax"]
    desk.do(lambda s: editing.change(s, desk.act, replace(fax, critical=False), why="少用"))
    assert blocking() == ["copier"]
    desk.do(lambda s: editing.retire(s, desk.act, "fax", why="拆除"))
    assert [fault.item for fault in desk.read(open_faults) if fault.blocks] == ["fax", "copier"]
    closing = desk.read(open_faults)
    for each in closing:
        desk.do(
            lambda s, fault=each.id: ticketing.close(s, desk.act, fault, why="x", workaround="隔壁")  # type: ignore[misc]
        )
    assert {f.item: f.critical for f in desk.read(every_fault)} == {"fax": True, "copier": False}


def test_the_history_says_what_was_changed_and_why_it_is_critical_no_more(
    desk: EquippedDesk,
) -> None:
    fax = desk.adopt().by_key["fax"]
    eased = replace(fax, critical=False, often=Often.WEEKLY)
    with pytest.raises(EquipmentRefused, match="reason"):
        desk.do(lambda s: editing.change(s, desk.act, eased))
    desk.do(lambda s: editing.change(s, desk.act, eased, why="少用"))
    with pytest.raises(EquipmentRefused, match="reason"):
        desk.do(lambda s: editing.rule(s, desk.act, start=True, end=False))
    desk.do(lambda s: editing.rule(s, desk.act, start=True, end=False, why="试行"))
    desk.do(lambda s: editing.rule(s, desk.act, start=True, end=True))
    seen = desk.read(lambda s: list_picture(s, "unit"))
    lines = [line.plain for line in versions_told(seen)]
    assert lines[0].endswith("At the end of the shift: no > yes")
    assert lines[1].endswith("At the end of the shift: yes > no; Reason: 试行")
    often = f"How often: {fax.often.label} > {Often.WEEKLY.label}"
    assert lines[2].endswith(f"Fax: Critical: yes > no; {often}; Reason: 少用")
    assert [line.plain for line in versions_told(seen, 2)] == lines[:2]


def test_where_an_item_is_kept_stands_in_the_list_and_its_history(desk: EquippedDesk) -> None:
    """Of what is counted alone; a fact that says none, as all did before, reads as empty."""
    (adopted,) = desk.do(lambda s: editing.adopt(s, desk.act, "department"))
    assert not any(name.endswith(".place") for name in adopted.texts)
    current = desk.checklist()
    assert {item.place for item in current.items} == {""}
    torches, fax = current.by_key["torches"], current.by_key["fax"]
    for place in (" 值班室  东柜 ", "二楼库房", ""):
        moved = replace(torches, place=place)
        desk.do(lambda s, item=moved: editing.change(s, desk.act, item))  # type: ignore[misc]
    seen = desk.read(lambda s: list_picture(s, "unit"))
    lines = [line.plain for line in versions_told(seen)]
    assert lines[0].endswith("Kept at: 二楼库房 > none")
    assert lines[1].endswith("Kept at: 值班室 东柜 > 二楼库房")
    assert lines[2].endswith("Kept at: none > 值班室 东柜")
    kept = item_told(replace(torches, place="东柜")).plain
    assert kept == f"{item_told(torches).plain}  Kept at: 东柜"
    with pytest.raises(EquipmentRefused, match="has a place"):
        desk.do(lambda s: editing.change(s, desk.act, replace(fax, place="东柜")))


def test_the_forms_ask_where_what_is_counted_is_kept(desk: EquippedDesk) -> None:
    current = desk.adopt()
    torches, fax = current.by_key["torches"], current.by_key["fax"]
    kept = replace(torches, place="东柜")
    asked = {each.name: each for each in checklist_asking.changing(kept).blanks}
    assert (asked["place"].value, asked["place"].longest) == ("东柜", 40)
    assert "place" not in {each.name for each in checklist_asking.changing(fax).blanks}
    said = {each.name: each.value for each in checklist_asking.changing(kept).blanks}
    assert checklist_asking.changed(kept, said | {"place": "西柜"}) == replace(kept, place="西柜")
    adding = checklist_asking.changing(None)
    said = {each.name: each.value for each in adding.blanks} | {"name": "帐篷", "place": "库房"}
    assert "has a place" in adding.check(said)
    counted = said | {"kind": Kind.QUANTITY.value}
    assert adding.check(counted) == adding.check(said | {"place": ""}) == ""
    assert checklist_asking.changed(None, counted).place == "库房"


def test_the_forms_ask_why_less_is_asked_for_than_before(desk: EquippedDesk) -> None:
    """What is critical no more, and a check that is asked for no more."""
    current = desk.adopt()
    wrong = checklist_asking.changing(current.by_key["fax"]).check
    said = {"critical": "no", "why": ""}
    assert "say why" in wrong(said)
    assert wrong(said | {"why": "少用"}) == wrong(said | {"critical": "yes"}) == ""
    wrong = checklist_asking.ruling(current).check
    said = {"start": "yes", "end": "no", "why": ""}
    assert "say why" in wrong(said)
    assert wrong(said | {"why": "试行"}) == wrong(said | {"end": "yes"}) == ""
