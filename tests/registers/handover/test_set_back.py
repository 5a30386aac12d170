"""A clock that was set back, past the start of the shift or a little: nothing is lost, nobody waits."""

from __future__ import annotations

from datetime import timedelta

from dutyroom.documents.handover_sheet import paper, signed_sheet
from dutyroom.registers.handover import by_name
from dutyroom.registers.shifts.on_duty import in_charge
from tests.registers.handover.handover_kit import HandoverDesk

DAY = timedelta(days=1).total_seconds()


def test_a_relief_is_noted_by_a_clock_that_was_set_back(desk: HandoverDesk) -> None:
    """Before the arrival, past the start of the shift: no margin is known, and it is said."""
    desk.desk.clock.jump(-DAY)
    handover = desk.settled()
    arrival = desk.held().walk.arrival
    assert arrival is not None
    assert (arrival.at, arrival.margin) == (desk.desk.clock.now(), None)
    desk.sign()
    with desk.access.store.read() as session:
        sheet = signed_sheet(session, handover, unit="", printed_at=desk.ends)
        shift = in_charge(session)
    assert sheet is not None
    assert any("set back" in note for note in paper(sheet).notes)
    assert shift is not None
    assert shift.officer == "单明"


def test_a_time_read_from_a_watch_counts_where_the_clock_was_set_back(desk: HandoverDesk) -> None:
    """It lies in the future of that clock, and is the true one."""
    desk.desk.clock.jump(-DAY)
    handover = desk.begin()
    came = desk.ends - timedelta(minutes=12)
    desk.arrive_by_name(came)
    assert desk.row(handover).margin == 720
    by_name.sign(desk.access, leader_name="", phone="", leader="nothing")
