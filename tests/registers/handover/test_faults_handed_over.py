"""What a handover says of an open fault: trouble, workaround, what was done and what is left."""

from __future__ import annotations

from dutyroom.registers.equipment import ticketing
from dutyroom.registers.equipment.fault_facts import Told
from dutyroom.registers.handover import from_faults
from dutyroom.registers.shifts.register import in_charge
from dutyroom.standard.equipment.items import State
from dutyroom.standard.handover.values import Item
from dutyroom.store.engine import Store
from dutyroom.store.session import Session
from tests.registers.equipment.equipment_kit import EquippedDesk


def handed_over(desk: EquippedDesk) -> Item:
    """Return the only fault as an item."""

    def ask(session: Session) -> list[Item]:
        shift = in_charge(session)
        assert shift is not None
        return list(from_faults.items(session, shift, desk.clock.now()))

    (item,) = desk.read(ask)
    return item


def test_what_is_left_to_do_stands_with_the_fault_until_it_is_done(store: Store) -> None:
    desk = EquippedDesk(store)
    desk.adopt()
    desk.shift()
    (fact,) = desk.do(lambda s: ticketing.open_by_hand(s, desk.act, "fax", State.FAULTY, "无声"))
    fault = fact.subject
    told = [handed_over(desk)]
    desk.do(lambda s: ticketing.bypass(s, desk.act, fault, "文印室"))
    told.append(handed_over(desk))
    desk.do(lambda s: ticketing.report(s, desk.act, fault, Told(whom="维修站")))
    told.append(handed_over(desk))
    desk.do(lambda s: ticketing.repair(s, desk.act, fault, Told(whom="维修站")))
    told.append(handed_over(desk))
    assert [each.outcome for each in told] == [
        "no workaround; not reported",
        "文印室; not reported",
        "文印室",
        "文印室; to be verified",
    ]
    assert [each.urgent for each in told] == [True, False, False, False]
    assert len({each.digest for each in told}) == len(told)  # each is decided on anew
