"""The register of daily reports: its acts, its rows, its challenge, its alarms."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from dutyroom.clock import FrozenClock
from dutyroom.config import Calendar, Settings
from dutyroom.registers.accounts import administration
from dutyroom.registers.accounts.access import Access
from dutyroom.registers.accounts.assent import Assent
from dutyroom.registers.accounts.errors import AccessRefused, MustChange
from dutyroom.registers.accounts.roles import AccountRole, Channel
from dutyroom.registers.alarms.codes import AlarmCode
from dutyroom.registers.reports import acts, reading, rules
from dutyroom.registers.reports.acts import Approval
from dutyroom.registers.reports.deadlines import due
from dutyroom.registers.reports.errors import ReportRefused
from dutyroom.registers.reports.kinds import ReportFilter, ReportState
from dutyroom.registers.reports.rules import REPORTABLE
from dutyroom.registers.reports.signing import Signer
from dutyroom.registers.shifts.blockers import Blocked
from dutyroom.standard.clocks import local_date, midnight
from dutyroom.store.engine import Store
from tests.registers.accounts.account_kit import FIRST_PASSWORD, Desk, add_person, door
from tests.registers.at_once import at_once
from tests.registers.reports.report_kit import (
    AFTERNOON,
    BUSY,
    FIRST,
    QUIET,
    by_leader,
    finished,
    known,
    sending,
    sign,
    signer,
    urgent_matter,
    written,
)


def alarms(store: Store, at: datetime, **chosen: object) -> list[AlarmCode]:
    """Return the alarms about the reports of National Day and the day after."""
    picked = Settings(calendar=Calendar(**chosen))  # type: ignore[arg-type] # of any type
    with store.read() as session:
        return [each.code for each in due(session, at, picked)]


def days(access: Access, which: ReportFilter, query: str = "") -> list[tuple[str, ReportState]]:
    """Return the days that a filter lists, and how they stand."""
    today = local_date(access.clock.now())
    with access.store.read() as session:
        found = reading.listed(session, which, today, query=query)
    return [(row.day, row.state) for row in found]


def test_a_zero_report_is_signed_approved_and_sent(desk: Desk) -> None:
    access = desk.access
    assert days(access, ReportFilter.OPEN)[0] == ("2026-10-01", ReportState.MISSING)
    report = written(desk)
    with pytest.raises(ReportRefused, match="to sign"):
        acts.approve(access, report, by_leader(desk), actor="覃小梅")
    sign(desk, report)
    with pytest.raises(ReportRefused, match="to approve"):
        sign(desk, report)
    acts.approve(access, report, by_leader(desk), actor="覃小梅")
    with pytest.raises(ReportRefused, match="approved only afterwards"):
        acts.send(access, report, sending(AFTERNOON - timedelta(minutes=1)), actor="覃小梅")
    acts.send(access, report, sending(AFTERNOON.replace(second=0)), actor="覃小梅")
    row = known(access, report)
    assert (row.state, row.author, row.author_id) == (ReportState.SENT, "覃小梅", desk.officer.id)
    assert (row.approver, row.attested_by) == ("曾国强", "")
    assert (row.recipient, row.received_by, row.late) == ("区政府值班室", "王科", False)
    assert (row.since, row.until) == (midnight(FIRST), AFTERNOON)
    assert ("2026-10-01", ReportState.SENT) in days(access, ReportFilter.ALL)
    assert "2026-10-01" not in [day for day, _state in days(access, ReportFilter.OPEN)]
    assert days(access, ReportFilter.ALL, "区政府 国庆") == [("2026-10-01", ReportState.SENT)]
    with access.store.read() as session:
        assert reading.last_recipient(session) == "区政府值班室"


def test_the_log_challenges_a_zero_report_and_a_reason_is_kept(desk: Desk) -> None:
    access = desk.access
    urgent_matter(access)
    desk.clock.advance(60)
    report = written(desk)
    with pytest.raises(Blocked, match="urgent matter 2026-0001 清河镇道路塌陷"):
        sign(desk, report)
    sign(desk, report, {REPORTABLE: "已另行专报"})
    row = known(access, report)
    assert (row.in_spite, row.matters, row.urgent) == ("已另行专报", 1, 1)
    assert "清河镇道路塌陷" in row.said
    told = written(desk, BUSY, day=FIRST - timedelta(days=1))
    sign(desk, told)  # what it tells of is challenged by nobody
    assert known(access, told).in_spite == ""


def test_a_long_matter_is_named_in_short_and_says_so(desk: Desk) -> None:
    urgent_matter(desk.access, "清河镇道路塌陷，\n" + "已封路" * 20)
    desk.clock.advance(60)
    with pytest.raises(Blocked, match=r"清河镇道路塌陷， (已封路)+已?封?…"):
        sign(desk, written(desk))


def test_what_comes_after_a_zero_report_was_signed_is_not_hidden(desk: Desk) -> None:
    access = desk.access
    report = written(desk)
    sign(desk, report)
    acts.approve(access, report, by_leader(desk), actor="覃小梅")
    desk.clock.advance(120)
    urgent_matter(access)
    desk.clock.advance(60)
    with pytest.raises(ReportRefused, match="something has come: urgent matter"):
        acts.send(access, report, sending(desk.clock.now()), actor="覃小梅")
    noted_late = sending(AFTERNOON + timedelta(minutes=1))
    with access.store.read() as session:  # by then nothing had come
        rules.refuse_sending(session, known(access, report), noted_late, desk.clock.now())
    again = written(desk, BUSY, replaces=report, why="又有新情况")
    sign(desk, again)
    old, new = known(access, report), known(access, again)
    assert (old.state, old.replaced_by, old.void_why) == (ReportState.VOID, again, "又有新情况")
    assert (old.situation, old.approver) == ("", "曾国强")  # nothing of it is overwritten
    assert (new.state, new.urgent) == (ReportState.SIGNED, 1)


def test_a_day_has_one_report_and_a_correction_needs_a_reason(desk: Desk) -> None:
    report = written(desk)
    with pytest.raises(ReportRefused, match="has a report already"):
        written(desk)
    acts.write(desk.access, BUSY, actor="单明", report=report)  # the draft is written anew
    assert (known(desk.access, report).zero, known(desk.access, report).written_by) == (
        False,
        "单明",
    )
    with pytest.raises(ReportRefused, match="has a report already"):
        written(desk, replaces=report, why="改")  # it is not signed
    sign(desk, report)
    with pytest.raises(ReportRefused, match="why"):
        written(desk, replaces=report)
    with pytest.raises(ReportRefused, match="to approve"):
        acts.write(desk.access, QUIET, actor="单明", report=report)
    acts.void(desk.access, report, "误登", actor="单明")
    with pytest.raises(ReportRefused, match="counts no more"):
        written(desk, replaces=report, why="改")
    with pytest.raises(ReportRefused, match="“void”"):
        acts.void(desk.access, report, "误登", actor="单明")
    with pytest.raises(ReportRefused, match="what happened"):
        written(desk, BUSY, situation=" ")
    with pytest.raises(ReportRefused, match="not come yet"):
        written(desk, day=FIRST + timedelta(days=1))


def test_nobody_signs_for_another_nor_by_a_password_that_was_given_out(desk: Desk) -> None:
    access, report = desk.access, written(desk)
    with pytest.raises(AccessRefused):
        acts.sign(access, report, "17:00", signer(desk, "wrong-Guess-9"), {})
    with pytest.raises(ReportRefused, match="Nobody is signed in"):
        acts.sign(access, report, "17:00", Signer("覃小梅"), {})
    assert known(access, report).state is ReportState.WRITTEN
    sign(desk, report)
    fresh = add_person(access, "韦东", "leader")
    administration.open_account(
        access, desk.admin_session(), fresh.id, {AccountRole.LEADER}, FIRST_PASSWORD
    )
    with pytest.raises(MustChange):
        acts.approve(access, report, Approval(Assent("韦东", fresh.id), FIRST_PASSWORD), actor="x")
    outside = Assent("某人", "", Channel.PHONE, "覃小梅")
    with pytest.raises(ReportRefused, match="none of these"):
        acts.approve(access, report, Approval(outside), actor="x")
    own = Assent("覃小梅", desk.officer.id, Channel.PHONE, "单明")
    with pytest.raises(ReportRefused, match="their own report"):
        acts.approve(access, report, Approval(own), actor="x")
    by_phone = Assent("曾国强", desk.leader.id, Channel.PHONE, "覃小梅", "2026-000123")
    acts.approve(access, report, Approval(by_phone), actor="覃小梅")
    assert known(access, report).attested_by == "覃小梅"


def test_who_received_it_is_noted_once_also_later(desk: Desk) -> None:
    report = written(desk)
    with pytest.raises(ReportRefused, match="to sign"):
        acts.note_receipt(desk.access, report, "", "王科", actor="x")
    sign(desk, report)
    acts.approve(desk.access, report, by_leader(desk), actor="覃小梅")
    unknown = replace(sending(desk.clock.now()), received_by="")
    acts.send(desk.access, report, unknown, actor="覃小梅")
    assert known(desk.access, report).unreceipted
    with pytest.raises(ReportRefused, match="Give the number"):
        acts.note_receipt(desk.access, report, " ", "", actor="x")
    acts.note_receipt(desk.access, report, "", "王科", actor="x")
    assert known(desk.access, report).received_by == "王科"
    with pytest.raises(ReportRefused, match="Nothing waits"):
        acts.note_receipt(desk.access, report, "7号", "", actor="x")


def test_a_desk_without_accounts_signs_by_name(store: Store) -> None:
    access = door(store, FrozenClock(AFTERNOON))
    report = acts.write(access, QUIET, actor="黄丽")
    acts.sign(access, report, "", Signer("黄丽"), {})
    word = Assent("单主任", "", Channel.PHONE, "黄丽")
    acts.approve(access, report, Approval(word), actor="黄丽")
    row = known(access, report)
    assert (row.author, row.approver, row.due) == ("黄丽", "单主任", None)


def test_alarms_before_at_and_past_the_hour_end_when_it_is_sent(desk: Desk) -> None:
    store, at = desk.access.store, AFTERNOON.replace(minute=0, second=0)  # 16:00
    assert alarms(store, at) == []
    assert alarms(store, at + timedelta(minutes=30)) == [AlarmCode.REPORT_SOON]
    assert alarms(store, at + timedelta(hours=1)) == [AlarmCode.REPORT_DUE]
    assert alarms(store, at + timedelta(minutes=90)) == [AlarmCode.REPORT_LATE]
    assert alarms(store, at + timedelta(hours=1), report="18:00") == []
    assert alarms(store, at + timedelta(hours=9), report="") == []
    desk.clock.advance(80 * 60)
    report = finished(desk)
    assert known(desk.access, report).late
    assert alarms(store, at + timedelta(hours=3)) == []
    next_day = at + timedelta(hours=26)
    assert alarms(store, next_day) == [AlarmCode.REPORT_LATE]
    acts.void(desk.access, report, "误发", actor="x")
    assert alarms(store, next_day) == [AlarmCode.REPORT_LATE] * 2
    assert alarms(store, datetime(2026, 11, 20, 9, tzinfo=UTC)) == []


def test_two_consoles_do_not_write_sign_or_approve_one_report_at_once(desk: Desk) -> None:
    access = desk.access

    def write(each: Access) -> None:
        acts.write(each, QUIET, actor="覃小梅")

    refused = at_once(access, write, write)
    assert [type(each) for each in refused] == [ReportRefused]
    with access.store.read() as session:
        (row,) = reading.of_day(session, FIRST)
    who = signer(desk)

    def signs(each: Access) -> None:
        acts.sign(each, row.id, "17:00", who, {})

    one = at_once(access, signs, signs)
    assert [type(each) for each in one] == [ReportRefused]

    def approves(each: Access) -> None:
        acts.approve(each, row.id, by_leader(desk), actor="x")

    def voids(each: Access) -> None:
        acts.void(each, row.id, "误登", actor="x")

    two = at_once(access, approves, voids)
    assert [type(each) for each in two] == [ReportRefused]
