"""A check counts for the beginning or the end of a shift when it was signed near to it."""

from __future__ import annotations

from dutyroom.config import Equipment, Settings, Unit
from dutyroom.registers.alarms.codes import AlarmCode
from dutyroom.registers.deadlines import overdue
from dutyroom.registers.equipment import compared
from dutyroom.registers.equipment.deadlines import deadlines
from dutyroom.registers.equipment.needed import signing_off
from dutyroom.registers.equipment.picture import EquipmentPicture, picture
from dutyroom.registers.handover import from_equipment
from dutyroom.registers.shifts.blockers import SigningOff
from dutyroom.registers.shifts.register import in_charge
from dutyroom.screens.equipment_papers import read_check_sheet
from dutyroom.standard.equipment.items import SheetKind
from tests.registers.equipment.equipment_kit import EquippedDesk

CHOSEN = Equipment()


def against(desk: EquippedDesk, limits: Equipment = CHOSEN) -> list[str]:
    """Return what the equipment has against being relieved now."""
    shift = desk.read(in_charge)
    assert shift is not None
    asked, now = SigningOff(shift, relief="somebody", equipment=limits), desk.clock.now()
    return [each.words for each in desk.read(lambda s: list(signing_off(s, asked, now)))]


def alarmed(desk: EquippedDesk) -> bool:
    """Tell whether the alarm of the check stands."""
    settings = Settings(unit=Unit("unit", profile="district"), equipment=CHOSEN)
    found = desk.read(lambda s: overdue(s, desk.clock.now(), settings, (deadlines,)))
    return AlarmCode.EQUIPMENT_CHECK_DUE in {each.code for each in found}


def handed_over(desk: EquippedDesk) -> list[str]:
    """Return what the handover says of the checks."""
    shift = desk.read(in_charge)
    assert shift is not None
    now = desk.clock.now()
    found = desk.read(lambda s: list(from_equipment.items(s, shift, now, CHOSEN)))
    return [each.what for each in found]


def seen(desk: EquippedDesk) -> EquipmentPicture:
    """Return what the screen is told."""
    return desk.read(lambda s: picture(s, "unit", "", desk.clock.now(), CHOSEN))


def test_a_check_of_the_end_counts_near_the_end_alone(desk: EquippedDesk) -> None:
    """Blocker, alarm, handover and what is suggested say the same of one signed in the morning."""
    desk.adopt()
    desk.complete()
    desk.shift(hours=12)
    ends = desk.clock.now().timestamp() + 12 * 3600
    desk.later(minutes=1)
    assert seen(desk).due is SheetKind.ON_DEMAND
    assert seen(desk).counts is not None
    desk.complete(SheetKind.END)
    assert against(desk) == []  # for a relief at this moment it does
    assert len(handed_over(desk)) == 1
    desk.clock.jump(ends - desk.clock.now().timestamp() - 2 * 3600 - 1)
    assert seen(desk).due is SheetKind.ON_DEMAND
    desk.later(seconds=1)
    assert seen(desk).due is SheetKind.END
    assert seen(desk).counts is None
    desk.clock.jump(ends - desk.clock.now().timestamp() - 900)
    (words,) = against(desk)
    assert "too early" in words
    assert handed_over(desk) == []
    assert alarmed(desk)
    assert against(desk, replace_ending(12)) == []
    desk.complete(SheetKind.END)
    assert against(desk) == []
    assert len(handed_over(desk)) == 1
    assert not alarmed(desk)
    assert seen(desk).due is SheetKind.START  # of the relief
    desk.later(hours=5)  # who comes late finds it as it was
    assert against(desk) == []


def replace_ending(hours: float) -> Equipment:
    """Return what a unit has chosen that has a check of the end count so long before."""
    return Equipment(ending=int(hours * 3600))


def test_without_a_planned_end_the_relief_decides(desk: EquippedDesk) -> None:
    desk.adopt()
    desk.complete()
    desk.shift()
    desk.later(minutes=5)
    assert seen(desk).due is SheetKind.ON_DEMAND
    desk.complete(SheetKind.END)
    desk.later(hours=1)
    assert against(desk) == []
    desk.later(hours=1, minutes=10)
    assert seen(desk).due is SheetKind.END
    assert "too early" in against(desk)[0]


def test_the_start_check_of_the_relief_is_not_that_of_the_shift(desk: EquippedDesk) -> None:
    """It is made shortly before the relief; the end says that the start has none."""
    desk.adopt()
    desk.shift(hours=12)
    desk.later(hours=11)
    assert alarmed(desk)
    relief = desk.complete()
    end = desk.complete(SheetKind.END)
    (said,) = handed_over(desk)
    assert "the start has none" in said
    assert alarmed(desk)
    now = desk.clock.now()
    assert desk.read(lambda s: compared.of_latest_shift(s, "", CHOSEN, now))[0] is None
    paper = desk.read(lambda s: read_check_sheet(s, end, "unit", now, CHOSEN))
    assert paper is not None
    assert ("Check at the start", "none is signed") in paper.pairs
    desk.shift("单明", hours=12)
    found = desk.read(lambda s: compared.of_latest_shift(s, "", CHOSEN, now))[0]
    assert found is not None
    assert found.row.id == relief


def test_a_late_check_ends_the_alarm_and_is_compared_with_nothing(desk: EquippedDesk) -> None:
    desk.adopt()
    desk.shift(hours=12)
    desk.later(hours=3)
    assert alarmed(desk)
    desk.complete()
    assert not alarmed(desk)
    assert desk.read(lambda s: compared.of_latest_shift(s, "", CHOSEN, desk.clock.now()))[0] is None
