"""Signing on and off: passwords of both sides, blockers, and who answers for the shift."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from dutyroom.registers.accounts import administration, opening
from dutyroom.registers.accounts import reading as accounts
from dutyroom.registers.accounts.errors import AccessRefused, MustChange, WrongSecret
from dutyroom.registers.people import facts as people
from dutyroom.registers.shifts import facts, signing
from dutyroom.registers.shifts.blockers import (
    Blocked,
    Blocker,
    Checks,
    NamedLeader,
    Rostered,
    SigningOff,
    SigningOn,
    set_aside,
)
from dutyroom.registers.shifts.checklist import ALL_CHECKS
from dutyroom.registers.shifts.kinds import Answering, LeaderMode
from dutyroom.registers.shifts.register import SHIFTS, on_duty
from dutyroom.store import journal
from dutyroom.store.session import Session
from tests.registers.accounts.account_kit import NOW, PASSWORD, Desk, add_person
from tests.registers.projection_kit import rows_of
from tests.registers.shifts.shift_kit import asking, current, known, officer_of, sign_on


def codes(desk: Desk, asked: SigningOn) -> set[str]:
    """Return the codes of all that stands against it."""
    return {blocker.code for blocker in signing.against(desk.access, asked)}


def test_an_officer_signs_on_with_everything_that_is_asked(desk: Desk) -> None:
    start = desk.clock.now()
    planned = Rostered(
        "2026-11-24/day",
        start,
        start + timedelta(hours=9),
        {desk.officer.id: "覃小梅"},
        desk.leader.id,
        version=3,
    )
    signed = sign_on(desk, desk.officer, rostered=planned)
    row = current(desk)
    assert row is not None
    assert (row.id, row.officer, row.officer_id) == (signed.shift, "覃小梅", desk.officer.id)
    assert (row.leader, row.leader_id, row.phone) == ("曾国强", desk.leader.id, "13800001111")
    assert (row.leader_mode, row.leader_acknowledged_at) == (LeaderMode.BY_PHONE, start)
    assert (row.slot, row.planned_start, row.margin) == ("2026-11-24/day", start, 720.0)
    more = known(desk, signed.shift)
    assert more.fit
    assert [(each.attested_by, each.call) for each in more.leaders] == [("覃小梅", "c1")]
    with desk.access.store.read() as session:
        assert on_duty(session, start) == row
        assert accounts.rights(session, signed.session.id)


def test_the_relief_and_the_outgoing_officer_both_give_their_passwords(desk: Desk) -> None:
    other = officer_of(desk, "单明")
    first = sign_on(desk, desk.officer)
    desk.clock.advance(3600)
    asked = asking(desk, other)
    for password, outgoing in (("wrong-password", PASSWORD), (PASSWORD, "wrong-password")):
        desk.clock.advance(600)
        with pytest.raises(WrongSecret):
            signing.sign_on(desk.access, asked, password=password, outgoing_password=outgoing)
        row = current(desk)
        assert row is not None
        assert row.id == first.shift
    second = sign_on(desk, other)
    ended = known(desk, first.shift).shift
    row = current(desk)
    assert row is not None
    assert (row.id, row.begun_at) == (second.shift, ended.ended_at)
    with desk.access.store.read() as session:  # whoever is relieved is signed out
        assert not accounts.rights(session, first.session.id)
        assert accounts.rights(session, second.session.id)


@pytest.mark.parametrize(("sober", "fit"), [(False, True), (True, False), (False, False)])
def test_nobody_signs_on_without_an_explicit_yes(desk: Desk, *, sober: bool, fit: bool) -> None:
    asked = asking(desk, desk.officer, sober=sober, fit=fit)
    with pytest.raises(Blocked) as refused:
        signing.sign_on(desk.access, asked, password=PASSWORD, reasons={"declaration": "领导同意"})
    assert [blocker.code for blocker in refused.value.blockers] == ["declaration"]
    assert current(desk) is None


def test_each_thing_that_stands_against_it_has_its_words(desk: Desk) -> None:
    stranger = add_person(desk.access, "外人", "leader")
    fields = {"post_kind": "other", "trained_until": "2026-01-01", "active_until": "2026-10-01"}
    desk.access.ledger.record(
        people.changed(stranger, NOW, desk.access.place, actor="x", new=fields)
    )
    planned = Rostered("s", NOW, NOW + timedelta(hours=9), {desk.officer.id: "覃小梅"})
    asked = asking(desk, stranger, leader=None, rostered=planned)
    found = signing.against(desk.access, asked)
    assert {each.code for each in found} == {
        "role", "post", "inactive", "training", "no-leader", "rostered-otherwise",
    }  # fmt: skip
    assert all(each.overridable and each.words and each.article for each in found)
    assert codes(desk, asking(desk, desk.officer, rostered=planned)) == set()
    not_a_leader = NamedLeader("覃小梅", person=desk.officer.id)
    assert codes(desk, asking(desk, desk.officer, leader=not_a_leader)) == {"leader"}
    late = asking(desk, desk.officer, arrived_at=desk.clock.now() + timedelta(hours=1))
    assert codes(desk, late) == {"arrival"}
    assert codes(desk, replace(late, officer="nobody")) == {"arrival", "unknown"}


def test_a_reason_sets_a_blocker_aside_and_is_kept_with_the_shift(desk: Desk) -> None:
    asked = asking(desk, desk.officer, leader=None)
    for reasons in ({}, {"no-leader": "  "}, {"something-else": "x"}):
        with pytest.raises(Blocked):
            signing.sign_on(desk.access, asked, password=PASSWORD, reasons=reasons)
    signed = signing.sign_on(
        desk.access, asked, password=PASSWORD, reasons={"no-leader": "领导在途，已电话报告"}
    )
    more = known(desk, signed.shift)
    assert more.overrides == {"no-leader": "领导在途，已电话报告"}
    assert more.responsible_missing == ("first", "main", "head_of_room")
    with desk.access.store.read() as session:
        begun = next(iter(journal.entries(session, subject=signed.shift))).fact
    assert begun.body["overrides"] == ["no-leader"]


def test_an_outgoing_officer_who_is_ill_is_relieved_with_a_reason(desk: Desk) -> None:
    other = officer_of(desk, "单明")
    sign_on(desk, desk.officer)
    desk.clock.advance(3600)
    asked = asking(desk, other, outgoing_consents=False)
    assert codes(desk, asked) == {"outgoing-absent", "leader-consent"}
    reasons = {"outgoing-absent": "突发疾病送医"}
    with pytest.raises(Blocked, match="leader has to agree"):
        signing.sign_on(desk.access, asked, password=PASSWORD, reasons=reasons)
    reasons["leader-consent"] = "曾国强，电话同意"
    signed = signing.sign_on(desk.access, asked, password=PASSWORD, reasons=reasons)
    assert known(desk, signed.shift).overrides == reasons
    row = current(desk)
    assert row is not None
    assert row.id == signed.shift


def test_a_relief_without_an_account_before_needs_no_second_password(desk: Desk) -> None:
    """The desk was used before there were accounts: the shift of today has a name only."""
    desk.access.ledger.record(
        facts.begun("legacy", desk.clock.now(), desk.access.place, officer="老王")
    )
    desk.clock.advance(60)
    asked = asking(desk, desk.officer)
    signing.sign_on(desk.access, asked, password=PASSWORD)
    row = current(desk)
    assert row is not None
    assert row.officer == "覃小梅"


def test_the_last_seat_is_left_only_to_a_relief(desk: Desk) -> None:
    signed = sign_on(desk, desk.officer)
    with pytest.raises(Blocked, match="relief"):
        signing.sign_off(
            desk.access, signed.shift, password=PASSWORD, reasons={"no-relief": "下班"}
        )
    elsewhere = replace(desk.access, place=replace(desk.access.place, seat="2"))
    second = signing.sign_on(
        elsewhere, asking(desk, officer_of(desk, "单明"), seat="2"), password=PASSWORD
    )
    with pytest.raises(AccessRefused, match="not in charge"):
        signing.sign_off(desk.access, second.shift, password=PASSWORD)
    signing.sign_off(elsewhere, second.shift, password=PASSWORD)
    assert known(desk, second.shift).shift.ended_at is not None
    row = current(desk)
    assert row is None or row.id == signed.shift


def test_nobody_is_in_charge_of_two_seats_by_oversight(desk: Desk) -> None:
    sign_on(desk, desk.officer)
    assert codes(desk, asking(desk, desk.officer, seat="2")) == {"elsewhere"}
    assert codes(desk, asking(desk, desk.officer)) == {"same-officer"}


def test_later_registers_add_their_own_blockers(desk: Desk) -> None:
    asked_of: list[str] = []

    def recorder_broken(session: Session, asked: SigningOn, now: datetime) -> Iterator[Blocker]:
        asked_of.append(asked.officer)
        yield Blocker("recorder", "The recorder is broken.")

    def matters_left(session: Session, asked: SigningOff, now: datetime) -> Iterator[Blocker]:
        asked_of.append(asked.relief)
        yield Blocker("matters", "Two matters are not handed over.", overridable=False)

    checks = Checks((*ALL_CHECKS.on, recorder_broken), (*ALL_CHECKS.off, matters_left))
    signed = signing.sign_on(
        desk.access,
        asking(desk, desk.officer),
        password=PASSWORD,
        reasons={"recorder": "已报修，手工记录"},
        checks=checks,
    )
    assert known(desk, signed.shift).overrides == {"recorder": "已报修，手工记录"}
    other = officer_of(desk, "单明")
    with pytest.raises(Blocked, match="matters") as refused:
        signing.sign_on(
            desk.access,
            asking(desk, other),
            password=PASSWORD,
            outgoing_password=PASSWORD,
            reasons={"recorder": "x", "matters": "x"},
            checks=checks,
        )
    assert [blocker.code for blocker in refused.value.blockers] == ["matters"]
    assert asked_of == [desk.officer.id, other.id, other.id]


def test_a_reason_is_never_taken_for_another_blocker() -> None:
    one, two = Blocker("one", "1"), Blocker("two", "2")
    assert set_aside([one], {"one": " because ", "two": "x"}) == {"one": "because"}
    with pytest.raises(Blocked, match=r"^2$"):
        set_aside([one, two], {"one": "because"})


def test_who_answers_for_a_shift_is_never_rewritten(desk: Desk) -> None:
    head = add_person(desk.access, "韦局长", "head-of-unit")
    room = add_person(desk.access, "农主任", "head-of-room")
    signed = sign_on(desk, desk.officer)
    before = known(desk, signed.shift)
    assert [(each.kind, each.name) for each in before.responsible] == [
        (Answering.FIRST, "韦局长"),
        (Answering.MAIN, "曾国强"),
        (Answering.DIRECT, "农主任"),
        (Answering.DIRECT, "覃小梅"),
    ]
    assert before.responsible_missing == ()
    desk.clock.advance(60)
    now, place = desk.clock.now(), desk.access.place
    successor = people.added(
        people.new_id(), now, place, actor="x", fields={"name": "新局长", "roles": "head-of-unit"}
    )
    desk.access.ledger.record(
        people.retired(head, now, place, actor="x", why="调离"),
        people.changed(room, now, place, actor="x", new={"name": "改名", "position": "副主任"}),
        successor,
    )
    administration.close_account(desk.access, desk.admin_session(), desk.officer.id, why="调离")
    desk.access.ledger.rebuild()
    assert known(desk, signed.shift).responsible == before.responsible


def test_a_clock_that_is_set_back_leaves_one_in_charge(desk: Desk) -> None:
    other = officer_of(desk, "单明")
    sign_on(desk, desk.officer)
    desk.clock.jump(-40 * 86_400)
    second = sign_on(desk, other)
    row = current(desk)
    assert row is not None
    assert row.id == second.shift


def test_the_rows_are_rebuilt_from_the_journal(desk: Desk) -> None:
    sign_on(desk, desk.officer)
    sign_on(desk, officer_of(desk, "单明"))
    before = rows_of(desk.access.store, SHIFTS)
    assert len(before["shifts"]) == 2
    desk.access.ledger.rebuild()
    assert rows_of(desk.access.store, SHIFTS) == before


def test_a_password_that_somebody_else_knows_signs_nothing(desk: Desk) -> None:
    handed_out, own = "at-3-in-the-morning", "and-now-my-own-1"
    administration.reset_password(desk.access, desk.admin_session(), desk.officer.id, handed_out)
    asked = asking(desk, desk.officer)
    with pytest.raises(MustChange) as refused:
        signing.sign_on(desk.access, asked, password=handed_out)
    assert (refused.value.person, current(desk)) == (desk.officer.id, None)
    opening.choose_own(desk.access, desk.officer.id, handed_out, own)
    signing.sign_on(desk.access, asked, password=own)
    assert current(desk) is not None
