"""In which order fault tickets are read: what stands against taking charge comes first."""

from __future__ import annotations

from dutyroom.registers.equipment import ticketing
from dutyroom.registers.equipment.fault_facts import Told
from dutyroom.registers.equipment.faults import every_fault
from dutyroom.standard.equipment.items import State
from tests.registers.equipment.equipment_kit import EquippedDesk


def opened(desk: EquippedDesk, item: str, workaround: str = "") -> str:
    """Open a ticket and return its id; a minute goes by."""
    desk.later(minutes=1)
    (fact,) = desk.do(
        lambda s: ticketing.open_by_hand(
            s, desk.act, item, State.FAULTY, "坏", workaround=workaround
        )
    )
    return fact.subject


def test_what_blocks_comes_before_what_does_not_and_what_is_closed_last(
    desk: EquippedDesk,
) -> None:
    desk.adopt()
    opened(desk, "fax")
    opened(desk, "recorder", workaround="另机")
    mended = opened(desk, "caller_id")
    desk.do(lambda s: ticketing.repair(s, desk.act, mended, Told(whom="维修站")))
    closed = opened(desk, "secure_cabinet")
    why = {"why": "误记", "workaround": "隔壁"}
    desk.do(lambda s: ticketing.close(s, desk.act, closed, **why))
    opened(desk, "copier")
    rows = desk.read(every_fault)
    order = ["fax", "copier", "caller_id", "recorder", "secure_cabinet"]
    assert [row.item for row in rows] == order
    assert [row.blocks for row in rows] == [True, False, False, False, False]
