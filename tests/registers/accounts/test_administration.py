"""The first administrator, and what administrators do to other accounts."""

from __future__ import annotations

import pytest

from dutyroom.clock import FrozenClock
from dutyroom.registers.accounts import administration, opening, reading
from dutyroom.registers.accounts.errors import AccessRefused
from dutyroom.registers.accounts.roles import AccountRole
from dutyroom.registers.people.person import PersonRole
from dutyroom.store.engine import Store
from tests.registers.accounts.account_kit import (
    ADMIN_PASSWORD,
    FIRST_PASSWORD,
    NOW,
    PASSWORD,
    Desk,
    account,
    add_person,
    door,
    hashes,
)


def test_the_first_run_makes_one_administrator_and_there_is_no_default_password(
    store: Store,
) -> None:
    access = door(store, FrozenClock(NOW))
    person = add_person(access, "甲", "officer")
    with pytest.raises(AccessRefused, match="no account"):
        opening.open_session(access, person.id, "admin")
    with pytest.raises(AccessRefused, match="characters"):
        administration.found(access, {"name": "李建国"}, "admin")
    with store.read() as session:
        assert not reading.founded(session)
    admin = administration.found(access, {"name": "李建国"}, ADMIN_PASSWORD)
    with pytest.raises(AccessRefused, match="has an administrator"):
        administration.found(access, {"name": "黑客"}, ADMIN_PASSWORD)
    opening.open_session(access, admin.id, ADMIN_PASSWORD)


def test_the_first_administrator_who_stands_in_the_register_gets_the_roles_there(
    store: Store,
) -> None:
    access = door(store, FrozenClock(NOW))
    person = add_person(access, "李建国", "leader")
    fields = {"name": "李建国", "roles": "officer"}
    administration.found(access, fields, ADMIN_PASSWORD, [AccountRole.OFFICER])
    assert access.person(person.id).roles == {PersonRole.LEADER, PersonRole.OFFICER}


def test_administration_is_for_administrators(desk: Desk) -> None:
    session, person = desk.officer_session(), add_person(desk.access, "甲", "officer")
    officer = {AccountRole.OFFICER}
    with pytest.raises(AccessRefused):
        administration.open_account(desk.access, session, person.id, officer, PASSWORD)
    with pytest.raises(AccessRefused):
        administration.reset_password(desk.access, session, desk.admin.id, PASSWORD)
    with pytest.raises(AccessRefused):
        administration.change_roles(
            desk.access, session, desk.officer.id, {AccountRole.ADMINISTRATOR}, why="x"
        )
    with pytest.raises(AccessRefused):
        administration.close_account(desk.access, "no session", desk.officer.id, why="x")


def test_a_closed_account_opens_nothing_and_its_sessions_end(desk: Desk) -> None:
    own, admin = desk.officer_session(), desk.admin_session()
    administration.close_account(desk.access, admin, desk.officer.id, why="调离")
    with pytest.raises(AccessRefused):
        desk.officer_session()
    with desk.access.store.read() as session:
        assert reading.rights(session, own) == frozenset()
    assert len(hashes(desk.access.store)) == 2
    administration.reopen_account(desk.access, admin, desk.officer.id, FIRST_PASSWORD, why="返回")
    opening.open_session(desk.access, desk.officer.id, FIRST_PASSWORD)


def test_the_last_administrator_stays(desk: Desk) -> None:
    session = desk.admin_session()
    with pytest.raises(AccessRefused, match="last"):
        administration.close_account(desk.access, session, desk.admin.id, why="x")
    with pytest.raises(AccessRefused, match="last"):
        administration.change_roles(
            desk.access, session, desk.admin.id, {AccountRole.OFFICER}, why="x"
        )
    administration.change_roles(desk.access, session, desk.leader.id, set(AccountRole), why="代理")
    administration.close_account(desk.access, session, desk.admin.id, why="退休")


def test_a_password_given_by_another_has_to_be_changed(desk: Desk) -> None:
    administration.reset_password(
        desk.access, desk.admin_session(), desk.officer.id, FIRST_PASSWORD
    )
    sat = opening.open_session(desk.access, desk.officer.id, FIRST_PASSWORD)
    assert account(desk, desk.officer.id).must_change
    with desk.access.store.read() as session:
        assert reading.rights(session, sat.id) == frozenset()
    opening.change_password(desk.access, sat.id, FIRST_PASSWORD, PASSWORD)
    assert not account(desk, desk.officer.id).must_change
