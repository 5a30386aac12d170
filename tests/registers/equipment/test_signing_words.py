"""What the question of a check's signature says."""

from __future__ import annotations

from dutyroom.registers.equipment.facts import Check, Proof
from dutyroom.registers.equipment.signatures import Asked
from dutyroom.screens import check_signature
from dutyroom.standard.equipment.items import State
from tests.registers.equipment.equipment_kit import EquippedDesk

NAMED = Asked("覃小梅", Proof.NAME)


def test_the_signature_says_how_many_it_does_not_name(desk: EquippedDesk) -> None:
    """The question fits a small screen however much is not in order."""
    desk.adopt()
    sheet = desk.begin()
    for item in desk.sheet(sheet).left:
        desk.look(sheet, Check(item.key, State.FAULTY, "坏"))
    every = len(desk.sheet(sheet).items)
    told = check_signature.signing(desk.sheet(sheet), NAMED).body.plain.splitlines()
    assert (len(told), told[-1]) == (10, f"... and {every - 7} more")


def test_the_signature_names_what_is_critical_and_has_no_workaround(desk: EquippedDesk) -> None:
    desk.adopt()
    sheet = desk.begin()
    desk.look(sheet, Check("fax", State.FAULTY, "坏"))
    desk.look(sheet, Check("caller_id", State.MISSING, "丢", "问号码"))
    desk.look(sheet, Check("copier", State.FAULTY, "卡纸"))
    told = check_signature.signing(desk.sheet(sheet), NAMED).body.plain
    assert "nobody has said how the desk does without it: Fax." in told
