"""A leader is at post by their own word, or by one that was recorded (article 9(3))."""

from __future__ import annotations

from dutyroom.config import Settings
from dutyroom.registers.roster.planning import planning
from dutyroom.registers.shifts.blockers import NamedLeader
from dutyroom.registers.shifts.kinds import LeaderMode
from dutyroom.registers.submissions.staffing import staffing
from dutyroom.standard.clocks import local_date
from dutyroom.widgets import occasion_list
from tests.registers.accounts.account_kit import Desk
from tests.registers.shifts.shift_kit import known, sign_on


def test_a_leader_at_post_who_signs_nothing_is_reported_by_the_officer(desk: Desk) -> None:
    here = NamedLeader("曾国强", "", desk.leader.id, LeaderMode.AT_POST, acknowledged=True)
    (leader,) = known(desk, sign_on(desk, desk.officer, leader=here).shift).leaders
    assert (leader.attested_by, leader.call) == ("覃小梅", "")
    day = local_date(desk.clock.now())
    with desk.access.store.read() as session:
        (staff,) = staffing(session, day, day, planning(Settings()))
    assert (staff.at_post, staff.on_word) == ((), ("曾国强",))
    assert f"on a recorded call: {day:%m-%d} 曾国强" in occasion_list._confirmed([staff]).plain
