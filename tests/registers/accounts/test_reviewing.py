"""One account at the desk, its administrator's, and its password is forgotten."""

from __future__ import annotations

import pytest

from dutyroom.clock import FrozenClock
from dutyroom.config import Settings
from dutyroom.desk.staffing import staffing
from dutyroom.registers.accounts import administration, opening, reading, vouching
from dutyroom.registers.accounts.access import Access
from dutyroom.registers.accounts.errors import AccessRefused
from dutyroom.registers.accounts.roles import AccountRole
from dutyroom.registers.alarms.codes import AlarmCode
from dutyroom.registers.alarms.rules import Condition
from dutyroom.registers.deadlines import every, overdue
from dutyroom.registers.people.person import Person
from dutyroom.screens.account_questions import which
from dutyroom.store.engine import Store
from dutyroom.widgets.account_head import head
from tests.registers.accounts.account_kit import (
    ADMIN_PASSWORD,
    FIRST_PASSWORD,
    NOW,
    PASSWORD,
    Desk,
    add_person,
    door,
)

NEW = "a-new-horse-9"
LEADER = {AccountRole.LEADER}


def forgotten(access: Access, admin: Person, leader: Person) -> tuple[str, str]:
    """Let the administrator in on a leader's word by phone; return the word and the session."""
    word = vouching.vouch_by_phone(
        access, admin.id, given_by=leader.id, attested_by=admin.id, reason="忘记密码"
    )
    vouching.reset_by_vouching(access, word, NEW)
    return word, opening.open_session(access, admin.id, NEW).id


def rights(access: Access, session_id: str) -> frozenset[AccountRole]:
    """Return what a session lets its holder do."""
    with access.store.read() as session:
        return reading.rights(session, session_id)


def owed(access: Access) -> set[Condition]:
    """Return the reviews that are owed, as alarms."""
    with access.store.read() as session:
        found = overdue(session, access.clock.now(), Settings(), every())
    return {each for each in found if each.code is AlarmCode.WORD_UNREVIEWED}


def test_the_only_account_lets_a_leader_in_who_reviews(store: Store) -> None:
    access = door(store, FrozenClock(NOW))
    admin = administration.found(access, {"name": "李建国"}, ADMIN_PASSWORD)
    leader, officer = add_person(access, "曾国强", "leader"), add_person(access, "单明", "officer")
    word, session = forgotten(access, admin, leader)
    assert rights(access, session) == frozenset()
    assert owed(access) == {Condition(AlarmCode.WORD_UNREVIEWED, about=word, detail="李建国")}
    with store.read() as read:
        known = staffing(read, session)
    assert known.stuck
    assert "曾国强" in head(known).plain
    for person, roles in (
        (officer, LEADER),
        (leader, {AccountRole.ADMINISTRATOR, AccountRole.LEADER}),
        (leader, {AccountRole.OFFICER}),
    ):
        with pytest.raises(AccessRefused, match="has not been reviewed"):
            administration.open_account(access, session, person.id, roles, FIRST_PASSWORD)
    with pytest.raises(AccessRefused, match="Only for"):
        administration.reset_password(access, session, admin.id, FIRST_PASSWORD)
    administration.open_account(access, session, leader.id, LEADER, FIRST_PASSWORD)
    with pytest.raises(AccessRefused, match="Only for"):  # there is somebody who reviews now
        administration.open_account(access, session, officer.id, LEADER, FIRST_PASSWORD)
    _reviewed(access, leader, word)
    assert rights(access, session) == {AccountRole.ADMINISTRATOR}
    assert owed(access) == set()


def _reviewed(access: Access, leader: Person, word: str) -> None:
    """Have the leader choose a password of their own, sign in and review the word."""
    own = opening.open_session(access, leader.id, FIRST_PASSWORD).id
    with pytest.raises(AccessRefused):  # the administrator knows the first password
        vouching.review_by(access, leader.id, FIRST_PASSWORD, word, upheld=True, finding="本人")
    opening.change_password(access, own, FIRST_PASSWORD, PASSWORD)
    with access.store.read() as read:
        blanks = {blank.name: blank for blank in which(staffing(read, "")).blanks}
    assert leader.id in {value for _label, value in blanks["reviewer"].choices}
    vouching.review_by(access, leader.id, PASSWORD, word, upheld=True, finding="本人，已核实")
    with access.store.read() as read:
        assert len(reading.open_sessions(read)) == 2  # the administrator's, and the first one


def test_who_could_review_keeps_the_way_shut(desk: Desk) -> None:
    _word, session = forgotten(desk.access, desk.admin, desk.leader)
    other = add_person(desk.access, "甲", "leader")
    with pytest.raises(AccessRefused, match="Only for"):
        administration.open_account(desk.access, session, other.id, LEADER, FIRST_PASSWORD)
    with desk.access.store.read() as read:
        known = staffing(read, session)
    assert known.held_back is not None
    assert not known.stuck


def test_a_leader_whose_account_was_closed_is_let_in_again(desk: Desk) -> None:
    closing = desk.admin_session()
    administration.close_account(desk.access, closing, desk.leader.id, why="调离")
    _word, session = forgotten(desk.access, desk.admin, desk.leader)
    administration.reopen_account(
        desk.access, session, desk.leader.id, FIRST_PASSWORD, why="审核担保"
    )
    opening.open_session(desk.access, desk.leader.id, FIRST_PASSWORD)


def test_a_leader_does_not_attest_their_own_word(desk: Desk) -> None:
    with pytest.raises(AccessRefused, match="heard"):
        vouching.vouch_by_phone(
            desk.access,
            desk.admin.id,
            given_by=desk.leader.id,
            attested_by=desk.leader.id,
            reason="忘记密码",
        )
