"""Nobody is taken out of the register whom the desk still needs."""

from __future__ import annotations

from functools import partial

import pytest

from dutyroom.registers.accounts import administration
from dutyroom.registers.accounts.errors import AccessRefused
from dutyroom.registers.accounts.roles import AccountRole
from dutyroom.registers.contacts.area import AreaCodes
from dutyroom.registers.people import facts
from dutyroom.registers.people import reading as people
from dutyroom.registers.people.person import Person
from dutyroom.registers.people.preview import preview
from dutyroom.registers.shifts import needed, serving
from dutyroom.standard.clocks import local_date
from dutyroom.store.facts import Fact
from tests.registers.accounts.account_kit import PASSWORD, Desk, account
from tests.registers.shifts.shift_kit import officer_of, sign_on


def _retired(desk: Desk, person: Person) -> Fact:
    now, place = desk.clock.now(), desk.access.place
    return facts.retired(_now(desk, person), now, place, actor="x", why="调离")


def _now(desk: Desk, person: Person) -> Person:
    with desk.access.store.read() as session:
        found = people.get(session, person.id)
    assert found is not None
    return found


def _kept(desk: Desk, person: Person, why: str) -> None:
    with pytest.raises(needed.StillNeeded, match=why):
        needed.record(desk.access, _retired(desk, person), person)
    assert _now(desk, person).retired_at is None


def test_whoever_serves_or_leads_is_relieved_before_they_are_retired(desk: Desk) -> None:
    second, third = officer_of(desk, "单晓明"), officer_of(desk, "农秀")
    shift = sign_on(desk, desk.officer).shift
    serving.join(
        desk.access,
        shift,
        second.id,
        password=PASSWORD,
        arrived_at=desk.clock.now(),
        sober=True,
        fit=True,
    )
    _kept(desk, desk.officer, "in charge of the shift")
    _kept(desk, desk.leader, "leads the shift")
    _kept(desk, second, "at the post")
    sign_on(desk, third)
    for person in (desk.officer, second):
        needed.record(desk.access, _retired(desk, person), person)
        assert _now(desk, person).retired_at is not None


def test_it_is_known_before_anybody_gives_a_reason(desk: Desk) -> None:
    sign_on(desk, desk.officer)
    with desk.access.store.read() as session:
        told = [needed.refusal(session, each) for each in (desk.officer, officer_of(desk, "农秀"))]
    assert told == [
        "覃小梅 cannot be taken out now: in charge of the shift. Nothing was changed.",
        "",
    ]


def test_the_account_of_whoever_is_at_the_post_is_not_closed(desk: Desk) -> None:
    """They could neither unlock nor hand over; a leader's is another matter."""
    second, shift = officer_of(desk, "单晓明"), sign_on(desk, desk.officer).shift
    serving.leave_post(
        desk.access, shift, reason="就医", substitute=second.name, substitute_id=second.id
    )
    admin = desk.admin_session()
    for person in (desk.officer, second, desk.leader):
        spared = partial(needed.keep_account, person=person.id, name=person.name)
        if person == desk.leader:
            administration.close_account(desk.access, admin, person.id, why="离职", provided=spared)
            continue
        with pytest.raises(needed.StillNeeded, match=f"The account of {person.name} cannot"):
            administration.close_account(desk.access, admin, person.id, why="离职", provided=spared)
    closed = [account(desk, each.id).closed_at for each in (desk.officer, second, desk.leader)]
    assert [each is not None for each in closed] == [False, False, True]


def test_an_end_that_has_passed_takes_out_too_by_hand_and_by_import(desk: Desk) -> None:
    sign_on(desk, desk.officer)
    today, person = local_date(desk.clock.now()), _now(desk, desk.officer)
    for until, taken in ((today.isoformat(), True), ("2026-01-01", False)):
        fact = facts.changed(
            _now(desk, person),
            desk.clock.now(),
            desk.access.place,
            actor="x",
            new={"active_until": until},
        )
        if taken:
            needed.record(desk.access, fact, person)
            continue
        with pytest.raises(needed.StillNeeded):
            needed.record(desk.access, fact, person)
    rows = [("姓名", "值班截止日期"), (person.name, "2026-01-01"), ("新来的", "2026-01-01")]
    with desk.access.store.read() as session:
        seen = preview(rows, people.everybody(session), AreaCodes.load())
        spared = needed.sparing(session, seen, today)
    assert [change.name for change in seen.changes] == [person.name, "新来的"]
    assert [change.name for change in spared.changes] == ["新来的"]
    (error,) = spared.errors
    assert "in charge of the shift" in error.sentence()


def test_the_last_administrator_stays_and_one_who_is_retired_is_none(desk: Desk) -> None:
    _kept(desk, desk.admin, "the last administrator")
    other, session = officer_of(desk, "单晓明"), desk.admin_session()
    roles = {AccountRole.OFFICER, AccountRole.ADMINISTRATOR}
    administration.change_roles(desk.access, session, other.id, roles, why="备份")
    needed.record(desk.access, _retired(desk, other), other)
    _kept(desk, desk.admin, "the last administrator")
    with pytest.raises(AccessRefused, match="last administrator"):
        administration.close_account(desk.access, session, desk.admin.id, why="调离")
