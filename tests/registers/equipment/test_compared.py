"""Start and end of one shift are compared, and no check of another one."""

from __future__ import annotations

import pytest

from dutyroom.config import Equipment
from dutyroom.registers.equipment import compared, facts
from dutyroom.registers.equipment.acting import EquipmentRefused
from dutyroom.registers.equipment.facts import new_id
from dutyroom.registers.shifts import facts as shift_facts
from dutyroom.standard.equipment.items import SheetKind, State
from tests.registers.equipment.equipment_kit import PLACE, EquippedDesk


def pair(desk: EquippedDesk, seat: str = "") -> tuple[str, str]:
    """Return the ids of the checks that are compared; empty: there is none."""
    now = desk.clock.now()
    start, end = desk.read(lambda s: compared.of_latest_shift(s, seat, Equipment(), now))
    return (start.row.id if start else "", end.row.id if end else "")


def over(desk: EquippedDesk, shift: str) -> None:
    """End a shift now."""
    desk.ledger.record(shift_facts.ended(shift, desk.clock.now(), PLACE, actor="覃小梅"))


def test_the_sheets_of_one_shift_are_compared(desk: EquippedDesk) -> None:
    """The start of the next shift is not held against the end of this one."""
    desk.adopt()
    desk.complete()  # by the one before, at any time
    desk.later(hours=9)
    first_start = desk.complete()
    desk.later(minutes=20)
    first = desk.shift()
    assert pair(desk) == (first_start, "")
    desk.later(hours=7)
    first_end = desk.complete(SheetKind.END, {"copier": State.FAULTY})
    assert pair(desk) == (first_start, first_end)
    second_start = desk.complete()
    desk.later(minutes=10)
    over(desk, first)
    assert pair(desk) == (first_start, first_end)
    second = desk.shift("单明")
    assert pair(desk) == (second_start, "")
    assert pair(desk, "elsewhere") == ("", "")
    found = desk.read(lambda s: compared.before_end(s, desk.sheet(first_end), Equipment()))
    assert found is not None
    assert found.row.id == first_start
    desk.later(hours=1)
    over(desk, second)
    assert pair(desk) == (second_start, "")


def test_without_a_shift_there_is_nothing_to_compare(desk: EquippedDesk) -> None:
    """Nor is a check of the end begun, which counts for none; one in an older journal stays."""
    desk.adopt()
    desk.complete()
    with pytest.raises(EquipmentRefused, match="Nobody is on duty"):
        desk.begin(SheetKind.END)
    end = new_id()
    items = [item.key for item in desk.checklist().items]
    begun = facts.sheet_begun(
        end,
        desk.clock.now(),
        PLACE,
        actor="覃小梅",
        kind=SheetKind.END,
        checklist=desk.checklist().id,
        items=items,
        shift="",
    )
    desk.ledger.record(begun)
    assert pair(desk) == ("", "")
    assert desk.read(lambda s: compared.before_end(s, desk.sheet(end), Equipment())) is None
