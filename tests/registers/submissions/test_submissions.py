"""Rosters of holidays and events: due, late, submitted, changed afterwards."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dutyroom.clock import FrozenClock
from dutyroom.config import Calendar, Settings
from dutyroom.registers.alarms.codes import AlarmCode
from dutyroom.registers.calendar import facts as calendar_facts
from dutyroom.registers.calendar.entry import Entry
from dutyroom.registers.ledger import Ledger
from dutyroom.registers.submissions import acts, facts, reading
from dutyroom.registers.submissions.deadlines import due
from dutyroom.registers.submissions.facts import About, OccasionKind, Sending, Way
from dutyroom.registers.submissions.occasions import occasions
from dutyroom.registers.submissions.register import SUBMISSIONS_REGISTER
from dutyroom.standard.calendar import DayKind, SubmissionStage
from dutyroom.standard.clocks import midnight
from dutyroom.store.engine import Store
from dutyroom.store.facts import Fact, Place
from tests.registers.projection_kit import (
    BODY_VALUES,
    HOSTILE_TEXTS,
    disordered,
    migrated_differences,
    rows_of,
)
from tests.registers.roster.roster_kit import Room
from tests.registers.submissions.submission_kit import FIRST, LAST, found, morning

PLACE = Place("yunling")
DUE = date(2026, 9, 28)
NATIONAL = About(OccasionKind.HOLIDAY, "国庆节", FIRST, LAST, DUE)


def alarms(store: Store, at: datetime, **chosen: object) -> list[tuple[AlarmCode, str]]:
    """Return what is alarmed about."""
    settings = Settings(calendar=Calendar(**chosen))  # type: ignore[arg-type] # as tests choose
    with store.read() as session:
        return sorted((one.code, one.about) for one in due(session, at, settings))


def sent(at: datetime, submission: str = "s", **more: str) -> Fact:
    """Return the fact that the roster of National Day was submitted."""
    sending = Sending(at, Way.NETWORK, "市委值班室", **more)
    return facts.sent(
        submission, at, PLACE, actor="覃小梅", about=NATIONAL, sending=sending, versions=["v1"]
    )


def test_the_migration_makes_what_the_code_declares(store: Store) -> None:
    assert migrated_differences(store, SUBMISSIONS_REGISTER) == []


def test_the_countdown_is_an_alarm_until_it_is_late(store: Store) -> None:
    stages = [found(store, morning(day)).standing for day in (25, 26, 27, 28, 29)]
    assert [(one.stage, one.days_left) for one in stages] == [
        (SubmissionStage.EARLY, 6), (SubmissionStage.SOON, 5), (SubmissionStage.SOON, 4),
        (SubmissionStage.DUE, 3), (SubmissionStage.LATE, 2),
    ]  # fmt: skip
    national = "holiday:2026-10-01"
    autumn = "holiday:2026-09-25"
    assert alarms(store, morning(19)) == []
    assert alarms(store, morning(20)) == [(AlarmCode.SUBMISSION_DUE, autumn)]
    assert alarms(store, morning(23)) == [(AlarmCode.SUBMISSION_LATE, autumn)]
    assert alarms(store, morning(28)) == [(AlarmCode.SUBMISSION_DUE, national)]
    assert alarms(store, morning(29)) == [(AlarmCode.SUBMISSION_LATE, national)]
    assert alarms(store, morning(7, 10)) == [(AlarmCode.SUBMISSION_LATE, national)]
    assert alarms(store, morning(8, 10)) == []  # over: nothing can be done about it any more
    assert alarms(store, morning(28), remind_days=0) == []


def test_working_days_are_counted_where_the_unit_says_so(store: Store) -> None:
    assert found(store, morning(26), working_days=True).standing.due == date(2026, 9, 28)
    # 1 October: 30, 29 and 28 September are working days; for Mid-autumn on the 25th it is the 22nd
    with store.read() as session:
        every = occasions(session, morning(20), Calendar(working_days=True))
    assert next(one for one in every if one.label == "中秋节").standing.due == date(2026, 9, 22)


def test_a_submission_in_time_ends_the_alarm(store: Store, duty_room: Room) -> None:
    assert alarms(store, morning(28)) != []
    duty_room.access.ledger.record(sent(morning(27), receipt="值收〔2026〕9号"))
    occasion = found(store, morning(28))
    assert occasion.standing.stage is SubmissionStage.SUBMITTED
    assert occasion.submission is not None
    assert (occasion.submission.late, occasion.submission.sent.receipt) == (
        False,
        "值收〔2026〕9号",
    )
    assert alarms(store, morning(28)) == []


def test_late_stays_late_whatever_is_chosen_later(store: Store, duty_room: Room) -> None:
    duty_room.access.ledger.record(sent(morning(29)))
    for chosen in (Calendar(), Calendar(submit_days=1)):
        with store.read() as session:
            (row,) = reading.submissions(session, FIRST, LAST)
        assert row.late
        assert alarms(store, morning(30), submit_days=chosen.submit_days) == []


def test_a_receipt_that_comes_later_fills_what_was_empty(store: Store, duty_room: Room) -> None:
    record = duty_room.access.ledger.record
    receipt = {"actor": "x", "of": "", "receipt": "9号", "received_by": "市值班室 王"}
    record(sent(morning(27)))
    record(facts.receipted("s", morning(28), PLACE, **receipt))
    record(facts.receipted("s", morning(29), PLACE, **{**receipt, "receipt": "10号"}))
    with store.read() as session:
        (row,) = reading.submissions(session, FIRST, LAST)
    assert (row.sent.receipt, row.sent.received_at) == ("9号", morning(28))


def test_a_change_after_the_submission_is_owed_until_it_is_told(
    store: Store, duty_room: Room
) -> None:
    made = duty_room.filled(date(2026, 9, 28), date(2026, 10, 11))
    duty_room.publish(made)
    duty_room.go_to(morning(27))
    duty_room.access.ledger.record(sent(morning(27)))
    assert found(store, morning(27)).owed == ()
    duty_room.go_to(morning(28))
    slot = next(one for one in made.slots if one.day == date(2026, 10, 2) and one.shift == "night")
    inside = [item for item in made.assignments if item.slot == slot.id]
    gone = replace(inside[0], person="o6" if inside[0].person != "o6" else "o5")
    rest = tuple(item for item in made.assignments if item is not inside[0])
    duty_room.publish(replace(made, assignments=(*rest, gone)), why="生病")
    (owed,) = found(store, morning(28)).owed
    assert (owed.slot.id, owed.gone, owed.come) == (slot.id, (inside[0].person,), (gone.person,))
    assert alarms(store, morning(28)) == [(AlarmCode.CHANGE_NOTICE_OWED, "holiday:2026-10-01")]
    sending = Sending(morning(29), Way.FAX, "市委值班室", received_by="王")
    duty_room.access.ledger.record(
        facts.noticed("s", morning(29), PLACE, actor="x", sending=sending, versions=[], changes=1)
    )
    occasion = found(store, morning(29))
    assert occasion.owed == ()
    assert occasion.submission is not None
    assert [(one.changes, one.sent.received_by) for one in occasion.submission.notices] == [
        (1, "王")
    ]


def test_a_clock_that_is_set_back_hides_no_change(store: Store, duty_room: Room) -> None:
    """What was published after a submission is owed, and can be told of, by any clock."""
    duty_room.go_to(morning(27))
    made = duty_room.filled(date(2026, 9, 28), date(2026, 10, 11))
    duty_room.publish(made)
    desk = acts.Desk(duty_room.access, "覃小梅", Calendar())
    duty_room.go_to(morning(26))  # the roster is there, though its time is still to come
    national = found(store, morning(26)).id
    acts.submit(desk, national, Sending(morning(26), Way.FAX, "市委值班室"))
    assert found(store, morning(26)).owed == ()
    duty_room.go_to(morning(25))
    first = next(one for one in made.assignments if one.slot.startswith("2026-10-02"))
    other = "o6" if first.person != "o6" else "o5"
    kept = tuple(one for one in made.assignments if one is not first)
    duty_room.publish(replace(made, assignments=(*kept, replace(first, person=other))), why="病")
    assert len(found(store, morning(25)).owed) == 1
    acts.notify(desk, national, Sending(morning(25), Way.FAX, "市委值班室"))
    assert found(store, morning(25)).owed == ()


def test_a_change_outside_the_holiday_needs_no_notice(store: Store, duty_room: Room) -> None:
    made = duty_room.filled(date(2026, 9, 28), date(2026, 10, 11))
    duty_room.publish(made)
    duty_room.access.ledger.record(sent(morning(2)))
    duty_room.go_to(morning(3))
    outside = ("2026-09-28", "2026-09-30", "2026-10-09")
    kept = tuple(item for item in made.assignments if not item.slot.startswith(outside))
    duty_room.publish(replace(made, assignments=kept), why="试")
    assert found(store, morning(4)).owed == ()


def test_a_withdrawn_submission_counts_no_more(store: Store, duty_room: Room) -> None:
    duty_room.access.ledger.record(
        sent(morning(20)), facts.withdrawn("s", morning(21), PLACE, actor="x", why="误记")
    )
    assert found(store, morning(22)).submission is None
    with store.read() as session:
        (row,) = reading.submissions(session, FIRST, LAST, withdrawn=True)
    assert row.withdrawn_why == "误记"


def test_an_event_is_an_occasion_of_its_own(store: Store, duty_room: Room) -> None:
    event = Entry(FIRST, FIRST + timedelta(days=2), DayKind.EVENT, "进博会", "省办8号")
    duty_room.access.ledger.record(
        calendar_facts.noted(event, morning(1), PLACE, actor="x"), sent(morning(20))
    )
    with store.read() as session:
        every = {one.id: one for one in occasions(session, morning(21), Calendar())}
    assert every["event:2026-10-01:进博会"].submission is None
    assert every["event:2026-10-01:进博会"].document == "省办8号"
    assert every["holiday:2026-10-01"].submission is not None


def test_a_holiday_over_new_year_without_next_years_notice_is_counted(
    store: Store, duty_room: Room
) -> None:
    days = Entry(date(2027, 1, 1), date(2027, 1, 3), DayKind.STATUTORY, "元旦")
    duty_room.access.ledger.record(calendar_facts.noted(days, morning(1), PLACE, actor="x"))
    with store.read() as session:
        every = occasions(session, midnight(date(2026, 12, 28)), Calendar(working_days=True))
    assert [(one.label, one.standing.due) for one in every if one.first.year == 2027] == [
        ("元旦", date(2026, 12, 29))
    ]


FACTS = st.builds(
    Fact,
    kind=st.sampled_from(
        [facts.SENT, facts.NOTICED, facts.RECEIPTED, facts.WITHDRAWN, "submission.x"]
    ),
    subject=st.sampled_from(["s", ""]),
    occurred_at=st.just(morning(1)),
    place=st.just(PLACE),
    body=st.dictionaries(
        st.sampled_from(["first", "last", "due", "kind", "way", "versions", "of", "changes"]),
        BODY_VALUES | st.sampled_from(["2026-10-01", "holiday", ["a", 1]]),
    ),
    texts=st.dictionaries(st.sampled_from(["label", "to", "receipt", "why"]), HOSTILE_TEXTS),
    id=st.uuids(),
)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(sent_facts=st.lists(FACTS, max_size=8), data=st.data())
def test_no_facts_fail_and_a_rebuild_gives_the_same(
    store: Store, sent_facts: list[Fact], data: st.DataObject
) -> None:
    ledger = Ledger(store, FrozenClock(morning(1)), (SUBMISSIONS_REGISTER,))
    ledger.record(*(data.draw(disordered(sent_facts)) if sent_facts else []))
    before = rows_of(store, SUBMISSIONS_REGISTER)
    with store.read() as session:
        reading.submissions(session, FIRST, LAST, withdrawn=True)
    ledger.rebuild()
    assert rows_of(store, SUBMISSIONS_REGISTER) == before
