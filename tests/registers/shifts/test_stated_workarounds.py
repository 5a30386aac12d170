"""How the desk does without what fails is asked once, at sign-on, and kept as the workaround."""

from __future__ import annotations

import pytest

from dutyroom.documents.paper import as_text
from dutyroom.registers.equipment.faults import FaultRow, every_fault, steps
from dutyroom.registers.equipment.register import EQUIPMENT
from dutyroom.registers.handover import from_faults
from dutyroom.registers.shifts import by_name, signing
from dutyroom.registers.shifts.by_name import ByName
from dutyroom.screens.equipment_papers import read_check_sheet
from dutyroom.standard.equipment.items import SheetKind, State
from dutyroom.store.engine import Store
from dutyroom.widgets.shift_view import whole
from tests.registers.accounts.account_kit import PASSWORD, Desk
from tests.registers.equipment.equipment_kit import EquippedDesk
from tests.registers.projection_kit import rows_of
from tests.registers.shifts.shift_kit import asking, current, known

REASONS = {"equipment-critical-fax": "到文印室收发", "equipment-critical-recorder": "专人笔录"}


@pytest.fixture
def equipped(desk: Desk, store: Store) -> EquippedDesk:
    """The equipment of a desk whose check of the start found two critical items faulty."""
    made = EquippedDesk(store)
    made.clock = desk.clock
    made.adopt("department")
    return made


def faults(equipped: EquippedDesk) -> dict[str, FaultRow]:
    """Return the tickets by their item."""
    return {each.item: each for each in equipped.read(every_fault)}


def sheet_text(equipped: EquippedDesk, sheet: str) -> str:
    """Return a check as it is printed."""
    paper = equipped.read(lambda s: read_check_sheet(s, sheet, "unit", equipped.clock.now()))
    assert paper is not None
    return as_text(paper)


@pytest.mark.parametrize("accounts", [True, False])
def test_each_failing_item_keeps_what_was_said_of_it_at_sign_on(
    desk: Desk, equipped: EquippedDesk, accounts: bool
) -> None:
    """Ticket, later sign-on, handover and the paper of the check have it; nobody asks again."""
    bad = {"fax": State.FAULTY, "recorder": State.OUT_OF_USE, "copier": State.FAULTY}
    earlier = equipped.complete(SheetKind.ON_DEMAND, bad=bad)
    sheet = equipped.complete(bad=bad)
    equipped.later(minutes=5)
    asked = asking(desk, desk.officer)
    against = signing.against(desk.access, asked)
    assert {each.code: each.bypassed for each in against} == dict.fromkeys(REASONS, True)
    if accounts:
        signing.sign_on(desk.access, asked, password=PASSWORD, reasons=REASONS)
    else:
        by_name.begin(desk.access, ByName("覃小梅", "", desk.clock.now()), reasons=REASONS)
    said = faults(equipped)
    assert (said["fax"].workaround, said["recorder"].workaround) == ("到文印室收发", "专人笔录")
    assert said["copier"].workaround == ""
    last = equipped.read(lambda s: steps(s, said["fax"].id))[-1]
    assert (last.by, last.words) == ("覃小梅", "到文印室收发")
    assert not any(each.bypassed for each in signing.against(desk.access, asked))
    row = current(desk)
    assert row is not None
    items = equipped.read(lambda s: list(from_faults.items(s, row, equipped.clock.now())))
    left = "not reported"
    assert {each.outcome for each in items} == {
        f"到文印室收发; {left}", f"专人笔录; {left}", left,
    }  # fmt: skip
    assert not any(each.urgent for each in items)
    text = sheet_text(equipped, sheet)
    assert "Said at sign-on" in text
    assert "覃小梅: 到文印室收发" in text
    assert "到文印室收发" not in sheet_text(equipped, earlier)
    told = whole(known(desk, row.id), {"fax": "Fax"}).plain
    assert "critical equipment out of order Fax: 到文印室收发" in told
    before = rows_of(equipped.store, EQUIPMENT)
    equipped.ledger.rebuild()
    assert rows_of(equipped.store, EQUIPMENT) == before
