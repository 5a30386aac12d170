"""Leave from asking to coming back: what is refused, what is kept, what sounds."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from dutyroom.config import Settings
from dutyroom.registers.accounts.assent import Assent
from dutyroom.registers.accounts.errors import AccessRefused
from dutyroom.registers.accounts.roles import Channel
from dutyroom.registers.alarms.codes import AlarmCode
from dutyroom.registers.alarms.rules import Condition
from dutyroom.registers.leave import acts, reading
from dutyroom.registers.leave.concerns import concerns
from dutyroom.registers.leave.correcting import Change, correct
from dutyroom.registers.leave.correcting import against as against_change
from dutyroom.registers.leave.errors import LeaveRefused
from dutyroom.registers.leave.kinds import LeaveState, Whereabouts
from dutyroom.registers.people import reading as people
from dutyroom.registers.roster import reading as roster_reading
from dutyroom.registers.roster.drafting import RosterRefused
from dutyroom.registers.roster.judging import faults_of
from dutyroom.registers.shifts import deadlines as shift_deadlines
from dutyroom.registers.shifts import serving, signing
from dutyroom.registers.shifts.blockers import Blocked, NamedLeader
from dutyroom.standard.roster.values import Absence, Assignment
from dutyroom.store.engine import Store
from tests.registers.accounts.account_kit import PASSWORD, Desk, add_person
from tests.registers.leave.leave_kit import (
    against,
    alarms,
    applied,
    approve,
    by_phone,
    day,
    known,
    wanted,
    where,
    word_of,
)
from tests.registers.roster.roster_kit import FIRST as FIRST_DAY
from tests.registers.roster.roster_kit import LAST as LAST_DAY
from tests.registers.roster.roster_kit import PLANNING, put
from tests.registers.roster.roster_kit import room as roster_room
from tests.registers.shifts.shift_kit import asking
from tests.registers.shifts.shift_kit import known as shift_known

BY = "覃小梅"


def test_a_leave_goes_from_asking_to_coming_back(desk: Desk) -> None:
    leave = applied(desk, desk.officer)
    assert where(desk, leave) is Whereabouts.WAITING
    approve(desk, leave)
    assert where(desk, leave) is Whereabouts.COMING
    desk.clock.advance(25 * 3600)
    assert where(desk, leave) is Whereabouts.AWAY
    acts.note_left(desk.access, leave, day(1), actor=BY)
    desk.clock.advance(48 * 3600)
    assert where(desk, leave) is Whereabouts.AWAY  # within the time to report
    desk.clock.advance(7200)
    assert where(desk, leave) is Whereabouts.OVERDUE
    acts.report_return(desk.access, leave, day(2.9), actor=BY, note="提前返回")
    row = known(desk, leave)
    assert where(desk, leave) is Whereabouts.BACK
    assert (row.approved, row.decided_name, row.decided_attested_by) == (True, "曾国强", "")
    assert (row.left_at, row.returned_at) == (day(1), day(2.9))


def test_leave_of_one_person_never_touches_another(desk: Desk) -> None:
    first = applied(desk, desk.officer, 1, 3)
    for start, end in ((0, 1.5), (2, 2.5), (2.9, 9), (0, 9)):
        with pytest.raises(LeaveRefused, match=r"has official trip from .* Nothing was recorded"):
            applied(desk, desk.officer, start, end)
    applied(desk, desk.leader, 1, 3)  # somebody else's
    applied(desk, desk.officer, 3, 4)  # one ends as the other begins
    acts.cancel(desk.access, first, why="会议取消", actor=BY)
    applied(desk, desk.officer, 1, 3)


def test_a_head_of_the_unit_names_a_deputy_with_a_phone(desk: Desk) -> None:
    head = add_person(desk.access, "韦振华", "head-of-unit")
    for name, phone in (("", ""), ("曾国强", ""), ("", "138")):
        with pytest.raises(LeaveRefused, match="acting deputy with a phone"):
            applied(desk, head, principal=True, deputy_name=name, deputy_phone=phone)
    with pytest.raises(LeaveRefused, match="stands in for themselves"):
        applied(desk, head, principal=True, deputy=head.id, deputy_name="韦", deputy_phone="1")


def test_head_and_deputy_away_is_said_before_and_sounds_while_it_is_so(desk: Desk) -> None:
    head = add_person(desk.access, "韦振华", "head-of-unit")
    deputy = {"deputy": desk.leader.id, "deputy_name": "曾国强", "deputy_phone": "138"}
    approve_head = by_phone("县委书记")
    of_deputy = applied(desk, desk.leader, 1, 2)
    asked = wanted(head, 1.5, 3, principal=True, **deputy)
    assert [each.code for each in against(desk, asked)] == ["deputy-away"]
    with pytest.raises(LeaveRefused, match="The acting deputy 曾国强 is away, too"):
        acts.apply(desk.access, asked, actor=BY)
    of_head = applied(desk, head, 1.5, 3, principal=True, **deputy)
    assert "曾国强" in known(desk, of_head).aware
    acts.decide(desk.access, of_head, approved=True, assent=approve_head, actor=BY)
    word = Assent("韦振华", head.id, Channel.PHONE, BY)
    acts.decide(desk.access, of_deputy, approved=True, assent=word, actor=BY)
    assert alarms(desk) == set()
    desk.clock.advance(1.6 * 86400)
    assert alarms(desk) == {(AlarmCode.HEAD_AND_DEPUTY_AWAY, of_head)}
    acts.report_return(desk.access, of_deputy, desk.clock.now(), actor=BY)
    assert alarms(desk) == set()


def test_a_deputy_who_asks_for_leave_hears_for_whom_they_stand_in(desk: Desk) -> None:
    head = add_person(desk.access, "韦振华", "head-of-unit")
    deputy = {"deputy": desk.leader.id, "deputy_name": "曾国强", "deputy_phone": "138"}
    applied(desk, head, 1, 3, principal=True, **deputy)
    assert [c.code for c in against(desk, wanted(desk.leader, 2, 4))] == ["stands-in"]
    assert against(desk, wanted(desk.leader, 3, 4)) == []


def test_leaving_without_approval_and_not_coming_back_sound(desk: Desk) -> None:
    leave = applied(desk, desk.officer)
    desk.clock.advance(86400)
    assert alarms(desk) == {(AlarmCode.LEAVE_UNAPPROVED, leave)}
    approve(desk, leave)
    assert alarms(desk) == set()
    desk.clock.advance(2 * 86400 + 7200)
    assert alarms(desk) == {(AlarmCode.LEAVE_OVERDUE, leave)}


def test_who_leaves_though_it_was_refused_sounds(desk: Desk) -> None:
    leave = applied(desk, desk.officer)
    decide = {"approved": False, "assent": by_phone("曾国强"), "actor": BY}
    with pytest.raises(LeaveRefused, match="takes a reason"):
        acts.decide(desk.access, leave, **decide)  # type: ignore[arg-type] # as in the next call
    acts.decide(desk.access, leave, **decide, remark="人手不足")  # type: ignore[arg-type]
    assert (where(desk, leave), alarms(desk)) == (Whereabouts.REFUSED, set())
    desk.clock.advance(90000)
    acts.note_left(desk.access, leave, day(1), actor=BY)
    assert alarms(desk) == {(AlarmCode.LEAVE_UNAPPROVED, leave)}
    assert known(desk, leave).away(desk.clock.now())


def test_approval_is_signed_or_attested(desk: Desk) -> None:
    leave = applied(desk, desk.officer)

    def decide(assent: Assent, password: str = "") -> None:
        acts.decide(desk.access, leave, approved=True, assent=assent, actor=BY, password=password)

    with pytest.raises(AccessRefused, match="not right"):
        decide(word_of(desk.leader), "wrong-Horse-7")
    with pytest.raises(LeaveRefused, match="their own leave"):
        decide(word_of(desk.officer), PASSWORD)
    other = add_person(desk.access, "黄丽", "officer")
    with pytest.raises(LeaveRefused, match="黄丽 is not among those who decide"):
        decide(word_of(other))
    with pytest.raises(LeaveRefused, match="黄丽 is not among those who decide"):
        decide(by_phone(" 黄丽"))  # typed as somebody outside the register
    with pytest.raises(AccessRefused, match="attested by somebody else"):
        decide(Assent("曾国强", desk.leader.id, Channel.PHONE))
    assert known(desk, leave).state is LeaveState.APPLIED
    decide(Assent("曾国强", desk.leader.id, Channel.PHONE, BY, "c9"))
    row = known(desk, leave)
    assert (row.decided_channel, row.decided_attested_by, row.decided_call) == ("phone", BY, "c9")
    with pytest.raises(LeaveRefused, match="decided already"):
        decide(word_of(desk.leader), PASSWORD)


def test_the_roster_hears_of_absences_as_they_are(desk: Desk) -> None:
    leave = applied(desk, desk.officer)
    refused = applied(desk, desk.leader)

    def absences(now: float = 0) -> tuple[Absence, ...]:
        with desk.access.store.read() as session:
            return reading.absences(session, day(-9), day(9), day(now))

    assert absences() == ()
    approve(desk, leave)
    acts.cancel(desk.access, refused, why="x", actor=BY)
    assert [(a.person, a.start, a.end) for a in absences()] == [(desk.officer.id, day(1), day(3))]
    assert absences(4)[0].end == day(4)  # not back yet
    desk.clock.advance(86400 * 2)
    acts.report_return(desk.access, leave, day(1.75), actor=BY)
    assert absences(4)[0].end == day(1.75)


def test_nobody_on_leave_signs_on_or_leads_without_a_reason(desk: Desk) -> None:
    approve(desk, applied(desk, desk.officer, 0.5, 3))
    desk.clock.advance(0.6 * 86400)
    codes = {each.code for each in signing.against(desk.access, asking(desk, desk.officer))}
    assert "away" in codes
    assert "leader-away" not in codes
    leave = applied(desk, desk.leader, 0.55, 3)
    acts.decide(desk.access, leave, approved=True, assent=by_phone("韦"), actor=BY)
    led = asking(desk, desk.officer, leader=NamedLeader("曾国强", person=desk.leader.id))
    assert {"away", "leader-away"} <= {each.code for each in signing.against(desk.access, led)}


def test_a_leader_on_leave_leads_in_mid_shift_with_a_reason_only_and_is_raised(desk: Desk) -> None:
    """Article 5: as at sign-on, and again each time."""
    other = NamedLeader("韦局长", person="")
    asked = asking(desk, desk.officer, leader=other)
    shift = signing.sign_on(
        desk.access, asked, password=PASSWORD, reasons={"leader": "局长代班"}
    ).shift
    gone = applied(desk, desk.leader, -1, 3)
    acts.decide(desk.access, gone, approved=True, assent=by_phone("韦"), actor=BY)
    away = NamedLeader(desk.leader.name, person=desk.leader.id)
    with pytest.raises(Blocked, match="on leave until"):
        serving.name_leader(desk.access, shift, away, actor="覃小梅")
    for why in ("电话指挥", "仍由其指挥"):
        serving.name_leader(desk.access, shift, away, actor="覃小梅", reasons={"leader-away": why})
    assert shift_known(desk, shift).overrides == {
        "leader": "局长代班", "leader-away/2": "电话指挥", "leader-away/3": "仍由其指挥"
    }  # fmt: skip
    raised = _leader_away(desk)
    assert [each.about for each in raised] == [shift]
    acts.report_return(desk.access, gone, desk.clock.now(), actor=BY)
    assert _leader_away(desk) == []


def _leader_away(desk: Desk) -> list[Condition]:
    """Return the alarms about a leader who serves and is away."""
    with desk.access.store.read() as session:
        due = shift_deadlines.due(session, desk.clock.now(), Settings())
        return [each for each in due if each.code is AlarmCode.LEADER_AWAY]


def test_times_that_cannot_be_are_refused(desk: Desk) -> None:
    leave = applied(desk, desk.officer)
    approve(desk, leave)
    with pytest.raises(LeaveRefused, match="not come yet"):
        acts.note_left(desk.access, leave, desk.clock.now() + timedelta(minutes=1), actor=BY)
    with pytest.raises(LeaveRefused, match="began only at"):
        acts.report_return(desk.access, leave, desk.clock.now(), actor=BY)
    for end, reason, place in ((0, "x", "y"), (999, "x", "y"), (3, " ", "y"), (3, "x", "")):
        with pytest.raises(LeaveRefused):
            applied(desk, desk.leader, 1, end, reason=reason, place=place)


def test_who_is_rostered_hears_to_swap_first_and_shows_in_the_roster(store: Store) -> None:
    room = roster_room(store)
    room.publish(room.filled())
    with store.read() as session:
        duty = roster_reading.duties(session, day(9), day(30))[3]
        person = people.get(session, duty.person)
        assert person is not None
        asked = replace(wanted(person), start=duty.slot.start, end=duty.slot.end)
        found = concerns(session, asked, room.clock.now())
    assert [each.code for each in found] == ["rostered"]
    assert "arrange a swap first" in found[0].words
    before = replace(asked, start=asked.start - timedelta(days=1), end=asked.start)
    with store.read() as session:
        on_them = tuple(concerns(session, before, room.clock.now()))
    moved = acts.apply(room.access, before, actor=BY, accepted=on_them)
    onto = Change("end", asked.end.isoformat(), "延长")
    with pytest.raises(LeaveRefused, match="arrange a swap first"):
        correct(room.access, moved, onto, actor=BY)
    with store.read() as session:
        row = reading.get(session, moved)
        assert row is not None
        accepted = tuple(against_change(session, row, onto, room.clock.now()))
    correct(room.access, moved, onto, actor=BY, accepted=accepted)
    with store.read() as session:
        row = reading.get(session, moved)
    assert row is not None
    assert "arrange a swap first" in row.aware
    acts.cancel(room.access, moved, why="x", actor=BY)
    leave = acts.apply(room.access, asked, actor=BY, accepted=tuple(found))
    acts.decide(room.access, leave, approved=True, assent=by_phone("上级"), actor=BY)
    with store.read() as session:
        roster = roster_reading.in_force(session, FIRST_DAY, LAST_DAY).roster
        faults = faults_of(session, roster, PLANNING)
    away = [fault for fault in faults if duty.person in fault.people and fault.blocking]
    assert any("is away from" in fault.words for fault in away)
    other = next(one for one in ("2026-12-20/day", "2026-12-21/day") if one != duty.slot.id)
    room.publish(put(roster, other, "o5", "o6"), "培训")  # who stood there before is explained
    without = put(put(roster, other, "o5", "o6"), duty.slot.id)
    room.publish(without, "请假")
    back = Assignment(duty.slot.id, duty.person)
    again = replace(without, assignments=(*without.assignments, back))
    with pytest.raises(RosterRefused, match=r"is away from .* Nobody who is away can be rostered"):
        room.publish(again, "人手不足")
