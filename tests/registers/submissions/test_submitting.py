"""A roster is submitted: what was there by then, and who is missing in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from textual.content import Content

from dutyroom.clock import FrozenClock
from dutyroom.config import Calendar, Settings
from dutyroom.registers.accounts.assent import Assent
from dutyroom.registers.calendar import facts as calendar_facts
from dutyroom.registers.calendar.entry import Entry
from dutyroom.registers.leave import facts as leave_facts
from dutyroom.registers.leave.facts import Step, Wanted
from dutyroom.registers.leave.kinds import LeaveKind
from dutyroom.registers.people import facts as people_facts
from dutyroom.registers.people import reading as people
from dutyroom.registers.roster.planning import planning
from dutyroom.registers.submissions import acts
from dutyroom.registers.submissions.acts import Desk, SubmissionRefused
from dutyroom.registers.submissions.facts import Sending, Way
from dutyroom.registers.submissions.staffing import missing_words, staffing
from dutyroom.screens.submission_asking import about_sending, in_spite
from dutyroom.standard.calendar import DayKind
from dutyroom.standard.roster.values import Role
from dutyroom.store.engine import Store
from dutyroom.widgets.moments import local
from dutyroom.widgets.occasion_list import explained
from tests.registers.roster.roster_kit import Room, put
from tests.registers.submissions.submission_kit import FIRST, LAST, found, morning


def test_nothing_is_sent_before_it_was_there_and_versions_are_those_of_then(
    store: Store, duty_room: Room
) -> None:
    roster = duty_room.filled(FIRST, LAST)
    duty_room.go_to(morning(26) + timedelta(seconds=30))
    first = duty_room.publish(roster).id
    duty_room.go_to(morning(28))
    second = duty_room.publish(put(roster, "2026-10-02/night", "o5"), why="生病").id
    duty_room.go_to(morning(29))
    desk = Desk(duty_room.access, "覃小梅", Calendar(), planning=planning(Settings()))
    national, sending = found(store, morning(29)).id, Sending(morning(26), Way.FAX, "市委值班室")
    with pytest.raises(SubmissionRefused, match="by then"):
        acts.submit(desk, national, replace(sending, at=morning(20)))
    acts.submit(desk, national, sending)  # typed to the minute in which it was published
    occasion = found(store, morning(29))
    assert occasion.submission is not None
    assert (occasion.submission.sent.versions, occasion.submission.missing) == ((first,), "")
    assert [each.slot.id for each in occasion.owed] == ["2026-10-02/night"]
    with pytest.raises(SubmissionRefused, match="by then"):
        acts.notify(desk, national, replace(sending, at=morning(27)))
    assert found(store, morning(29)).owed
    duty_room.publish(put(roster, "2026-10-03/night", "o5"), why="生病")
    acts.notify(desk, national, replace(sending, at=morning(28)))
    occasion = found(store, morning(29))
    assert occasion.submission is not None
    (notice,) = occasion.submission.notices
    assert (notice.changes, notice.sent.versions) == (1, (second,))
    assert occasion.owed


def test_an_incomplete_roster_is_submitted_with_a_reason_that_is_kept(
    store: Store, duty_room: Room
) -> None:
    roster = duty_room.filled(FIRST, LAST)
    duty_room.publish(put(put(roster, "2026-10-02/night"), "2026-10-03/leader"))
    duty_room.go_to(morning(27))
    desk = Desk(duty_room.access, "覃小梅", Calendar(), planning=planning(Settings()))
    sending = Sending(morning(27), Way.NETWORK, "市委值班室")
    national = found(store, morning(27)).id
    with pytest.raises(SubmissionRefused, match="10-02 0 of 2 officers; 10-03 no leader"):
        acts.submit(desk, national, sending)
    acts.submit(replace(desk, in_spite="人员待定，节前补报"), national, sending)
    submission = found(store, morning(27)).submission
    assert submission is not None
    assert submission.missing == "10-02 0 of 2 officers; 10-03 no leader"
    assert submission.missing_why == "人员待定，节前补报"
    told = explained(found(store, morning(27)), [], working=False).plain
    assert "人员待定" in told
    question = in_spite(
        about_sending("x", Content(""), FrozenClock(morning(27)), ""), submission.missing
    )
    assert "10-03 no leader" in question.body.plain
    assert question.blanks[-1].required


def test_a_complete_roster_asks_for_nothing(store: Store, duty_room: Room) -> None:
    duty_room.publish(duty_room.filled(FIRST, LAST))
    with store.read() as session:
        assert missing_words(staffing(session, FIRST, LAST, planning(Settings()))) == ""


def test_whoever_is_away_or_has_left_is_not_counted(store: Store, duty_room: Room) -> None:
    """A leader who is away on one day is missed on that day alone."""
    roster, place = duty_room.filled(FIRST, LAST), duty_room.access.place
    given: dict[str, tuple[str, ...]] = {
        "2026-10-02/night": ("o0", "o1"), "2026-10-03/night": ("o2", "o3"),
        "2026-10-04/leader": ("l0",), "2026-10-05/leader": ("l0",),
    }  # fmt: skip
    for slot in roster.slots:
        usual = ("l1",) if slot.role is Role.LEADER else ("o5", "o6")
        roster = put(roster, slot.id, *given.get(slot.id, usual))
    duty_room.publish(roster)
    for person, day in (("o0", 2), ("l0", 4)):
        start, end = morning(day, 10), morning(day, 10) + timedelta(hours=23)
        away = Wanted(person, person, LeaveKind.TRIP, start, end, "", "")
        step = Step(person, 0, morning(1), place, "x")
        duty_room.access.ledger.record(
            leave_facts.applied(person, morning(1), place, actor="x", wanted=away),
            leave_facts.decided(step, approved=True, assent=Assent("韦")),
        )
    with store.read() as session:
        gone = people.get(session, "o2")
    assert gone is not None
    duty_room.access.ledger.record(
        people_facts.retired(gone, morning(2), place, actor="x", why="调离")
    )
    with store.read() as session:
        words = missing_words(staffing(session, FIRST, LAST, planning(Settings())))
    assert words == (
        "10-02 1 of 2 officers, not counted: 覃小梅; 10-03 1 of 2 officers, not counted: 韦东; "
        "10-04 no leader, not counted: 曾国强"
    )


def test_an_event_after_publishing_needs_more_than_the_roster_has(
    store: Store, duty_room: Room
) -> None:
    day = date(2026, 9, 15)
    duty_room.publish(duty_room.filled(date(2026, 9, 14), date(2026, 9, 20)))
    how = planning(Settings())
    with store.read() as session:
        (before,) = staffing(session, day, day, how)
    event = Entry(day, day, DayKind.EVENT, "进博会", "省办8号")
    duty_room.access.ledger.record(
        calendar_facts.noted(event, morning(2), duty_room.access.place, actor="x")
    )
    with store.read() as session:
        (after,) = staffing(session, day, day, how)
    assert (before.officers, before.needed, before.short) == (1, 1, False)
    assert (after.officers, after.needed, after.short) == (1, 2, True)


def test_the_time_at_which_it_is_noted_is_no_time_to_come() -> None:
    """A form that was opened a while ago takes the time of now, and none after it."""
    clock = FrozenClock(morning(27))
    question = about_sending("x", Content(""), clock, "")
    clock.advance(1800)
    given = local(clock.now())
    assert question.check({"at": f"{given:%Y-%m-%d %H:%M}"}) == ""
    later = given + timedelta(minutes=1)
    assert "lies in the future" in question.check({"at": f"{later:%Y-%m-%d %H:%M}"})
