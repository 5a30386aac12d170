"""A clock that was set back, past the start of the shift or a little: nothing is lost."""

from __future__ import annotations

from datetime import timedelta

from dutyroom.documents.handover_sheet import paper, signed_sheet
from dutyroom.registers.calls.kinds import Outcome
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


def test_what_was_done_after_the_clock_was_set_back_is_on_the_list(desk: HandoverDesk) -> None:
    """Membership goes by the journal: no clock takes anything off the list that is signed."""
    desk.desk.clock.jump(-DAY)
    desk.call("c1", outcome=Outcome.ANSWERED, content="咨询公交改线")
    matter = desk.matter("路灯不亮")
    desk.close(matter)
    roster = desk.publish()
    keys = {item.key for item in desk.held().walk.items}
    assert keys == {"call:c1", f"matter:{matter}", f"roster:{roster}"}


def test_each_thing_done_stands_in_exactly_one_list(desk: HandoverDesk) -> None:
    """Also where the clock is set back a little right after the signatures, or just before."""
    desk.call("c1", outcome=Outcome.ANSWERED, content="咨询")
    first = desk.matter("会议通知")
    desk.close(first)
    roster = desk.publish()
    earlier = desk.settled()
    desk.desk.clock.jump(-600)
    desk.sign()
    desk.desk.clock.jump(-600)
    desk.change_roles()
    assert [item.key for item in desk.held().walk.items] == []
    desk.call("c2", outcome=Outcome.ANSWERED, content="报修")
    second = desk.matter("报修")
    desk.close(second)
    later = desk.settled()
    desk.sign()
    done = [{line.item for line in desk.lines(each)} for each in (earlier, later)]
    assert done == [
        {"call:c1", f"matter:{first}", f"roster:{roster}"},
        {"call:c2", f"matter:{second}"},
    ]
