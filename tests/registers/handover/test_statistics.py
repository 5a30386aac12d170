"""What handovers show in figures, and the month's duty log."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from dutyroom.config import Equipment, Settings
from dutyroom.desk.handover import sheet
from dutyroom.documents.duty_log import paper as month_log
from dutyroom.documents.handover_sheet import paper
from dutyroom.documents.paper import as_text
from dutyroom.documents.slip import local_minute
from dutyroom.registers.calls import facts as calls
from dutyroom.registers.calls.kinds import Outcome
from dutyroom.registers.handover import declined, statistics, taking_on
from dutyroom.registers.handover.duty_log import duty_log
from dutyroom.registers.handover.reading import under_way
from dutyroom.registers.shifts import facts as shifts
from dutyroom.standard.handover.values import Decision, ItemKind
from dutyroom.standard.roster.responsibility import Responsible
from dutyroom.widgets.signed_lists import figures_told
from tests.registers.handover.handover_kit import LINE, HandoverDesk


def change_hands(desk: HandoverDesk) -> None:
    """Hand over once, and let the roles change."""
    desk.settled()
    desk.sign()
    desk.change_roles()
    desk.desk.clock.advance(8 * 3600)


def test_a_matter_that_is_carried_on_and_on_is_seen(desk: HandoverDesk) -> None:
    kept = desk.matter("信访积案")
    for _shift in range(4):
        change_hands(desk)
    with desk.access.store.read() as session:
        held = under_way(session, desk.desk.clock.now(), limits=Equipment())
        assert held is not None
        (found,) = statistics.carried(session, held)
        assert statistics.carried(session, held, more_than=4) == []
        now = desk.desk.clock.now()
        figures = statistics.figures(session, now - timedelta(2), now, now, Equipment())
    printed = as_text(month_log([], figures, [], unit="", month="2026-11", printed_at=now))
    shown = figures_told(replace(figures, carried=[found] * 4)).plain
    for sentence in (
        "ten minutes early: 4; late: 0",
        "1 of 1 to 3 days",
        f"{found.item.number} carried through 4 handovers: 信访积案",
    ):
        assert sentence in " ".join(printed.split())
        assert sentence in shown
    assert shown.endswith("and 2 more items")
    assert (found.item.subject, found.handovers) == (kept, 4)
    assert statistics.by_age(held, desk.desk.clock.now()) == (0, 1, 0, 0)


def test_each_pending_item_is_counted_in_one_class_of_age(desk: HandoverDesk) -> None:
    """Counted by hand: of 8 days, 3 days, 24 hours and one hour; a second later two are older."""
    day = timedelta(days=1).total_seconds()
    for content, passes in (("一", 5 * day), ("二", 2 * day), ("三", day - 3600), ("四", 3600)):
        desk.matter(content)
        desk.desk.clock.advance(passes)
    assert statistics.by_age(desk.held(), desk.desk.clock.now()) == (2, 1, 0, 1)
    desk.desk.clock.advance(1)
    assert statistics.by_age(desk.held(), desk.desk.clock.now()) == (1, 1, 1, 1)


def test_the_margins_of_the_reliefs(desk: HandoverDesk) -> None:
    change_hands(desk)
    desk.desk.clock.advance(1200)  # five minutes after the hour
    desk.settled()
    desk.sign()
    now = desk.desk.clock.now()
    with desk.access.store.read() as session:
        found = statistics.margins(session, now - timedelta(days=2), now + timedelta(days=1))
        none = statistics.margins(session, now + timedelta(days=1), now + timedelta(days=2))
    assert (found.count, found.in_time, found.late) == (2, 1, 1)
    assert (found.worst, found.median) == (-300.0, 300.0)
    assert (none.count, none.median) == (0, None)


def test_the_duty_log_counts_what_came_in_each_shift(desk: HandoverDesk) -> None:
    desk.call("c1")
    desk.call("c2", outcome=Outcome.ANSWERED, content="咨询")
    desk.close(desk.matter("会议通知"))
    desk.call_back("c1")
    desk.desk.clock.advance(60)
    change_hands(desk)
    now = desk.desk.clock.now()
    with desk.access.store.read() as session:
        first, second = duty_log(session, now - timedelta(days=2), now)
    assert (first.calls, first.missed, first.opened, first.closed) == (2, 1, 1, 1)
    assert first.handover is not None
    assert first.handover.label == "2026-0001"
    assert (second.calls, second.handover) == (0, None)


def test_the_duty_log_names_everybody_who_served_and_when_the_relief_came(
    desk: HandoverDesk,
) -> None:
    """Whoever served beside the one in charge is on duty, too; no hour has to be planned."""
    at, place = desk.desk.clock.now(), desk.access.place
    joined = shifts.officer_joined(
        desk.shift, at, place, who=Responsible("p8", "莫凡"), arrived_at=at
    )
    desk.access.ledger.record(joined)
    change_hands(desk)
    now = desk.desk.clock.now()
    with desk.access.store.read() as session:
        logged = duty_log(session, now - timedelta(days=2), now)
        figures = statistics.figures(session, now, now, now, Equipment())
    made = month_log(logged, figures, [], unit="云岭区", month="2026-03", printed_at=now)
    first = made.tables[0].rows[0]
    assert first[2] == "覃小梅, 莫凡"
    assert logged[0].handover is not None
    arrived = logged[0].handover.arrived_at
    assert arrived is not None
    assert first[-1] == f"{local_minute(arrived)[5:]}\n15 min early"


def test_the_duty_log_does_not_restate_what_was_done(desk: HandoverDesk) -> None:
    """A matter that the next shift opens again was closed in the one before all the same.

    One that is opened again in the same shift was not; and a clock that is set back in the second
    shift moves nothing into the first.
    """
    matter = desk.matter("会议通知")
    desk.close(matter)
    change_hands(desk)
    desk.reopen(matter)
    other = desk.matter("报修")
    desk.close(other)
    desk.reopen(other)
    desk.desk.clock.jump(-9 * 3600)
    desk.call("c1")
    desk.desk.clock.jump(9 * 3600)
    now = desk.desk.clock.now()
    with desk.access.store.read() as session:
        first, second = duty_log(session, now - timedelta(days=2), now)
    assert (first.opened, first.closed, first.calls) == (1, 1, 0)
    assert (second.opened, second.closed, second.calls) == (1, 0, 1)


def test_a_call_from_here_is_no_call_that_came(desk: HandoverDesk) -> None:
    """On the list it says so, in the month's log it is counted apart; it is settled alike."""
    desk.call("c1", outcome=Outcome.ANSWERED)
    desk.call("c2", outcome=Outcome.OUTGOING, direction="out")
    handover = desk.settled()
    desk.decide("call:c2", Decision.DECLINED, "须由拨打人登记")
    desk.tell_leader()
    desk.sign()
    said = {line.item: (line.kind, line.what) for line in desk.lines(handover)}
    assert said["call:c1"] == ("call", "A call without a write-up")
    assert said["call:c2"] == ("call_out", "A call from here without a write-up")
    now, seat = desk.desk.clock.now(), desk.access.place.seat
    with desk.access.store.read() as session:
        made = sheet(session, handover, now, Settings())
        first, _second = duty_log(session, now - timedelta(days=2), now + timedelta(1))
        figures = statistics.figures(session, now, now, now, Equipment())
        assert declined.reasons(session, seat, ItemKind.CALL) == {"c2": "须由拨打人登记"}
        assert list(taking_on.overdue(session, now, Settings()))
    assert made is not None
    assert "Called: A call from here" in as_text(paper(made))
    assert (first.calls, first.called, first.missed) == (1, 1, 0)
    printed = month_log([first], figures, [], unit="", month="2026-11", printed_at=now)
    assert list(printed.tables[0].rows[0][4:7]) == ["1", "0", "1"]
    fields = {"content": "告知停水", "handling": "已告知"}
    desk.access.ledger.record(calls.written_up("c2", now, LINE, actor="覃小梅", fields=fields))
    with desk.access.store.read() as session:
        assert not list(taking_on.overdue(session, now, Settings()))
