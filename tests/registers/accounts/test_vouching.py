"""A forgotten password at night: somebody vouches, and it is reviewed later."""

from __future__ import annotations

import pytest

from dutyroom.desk.staffing import staffing
from dutyroom.registers.accounts import administration, opening, reading, vouching
from dutyroom.registers.accounts.errors import AccessRefused, WrongSecret
from dutyroom.registers.accounts.reading import Vouching
from dutyroom.registers.accounts.roles import AccountRole, Channel
from dutyroom.registers.calls import facts as calls
from dutyroom.registers.people import facts as people
from dutyroom.store import journal
from dutyroom.widgets.account_list import explained, heard
from tests.registers.accounts.account_kit import ADMIN_PASSWORD, PASSWORD, Desk, account, add_person

NEW = "a-new-horse-9"


def word(desk: Desk, identity: str) -> Vouching:
    """Return a vouching that must be there."""
    with desk.access.store.read() as session:
        found = reading.vouching(session, identity)
    assert found is not None
    return found


def rights(desk: Desk, session_id: str) -> frozenset[AccountRole]:
    """Return what a session lets its holder do."""
    with desk.access.store.read() as session:
        return reading.rights(session, session_id)


def by_phone(desk: Desk, person: str) -> str:
    """Let the leader vouch by phone, heard by the one concerned alone."""
    return vouching.vouch_by_phone(
        desk.access,
        person,
        given_by=desk.leader.id,
        attested_by=person,
        reason="忘记密码",
        call="c1",
    )


def test_a_leader_who_is_there_vouches_with_their_own_password(desk: Desk) -> None:
    with pytest.raises(WrongSecret):
        vouching.vouch_present(
            desk.access,
            desk.officer.id,
            given_by=desk.leader.id,
            password="wrong-password",  # noqa: S106 - a wrong one
            reason="忘记密码",
        )
    given = vouching.vouch_present(
        desk.access,
        desk.officer.id,
        given_by=desk.leader.id,
        password=PASSWORD,
        reason="忘记密码",
    )
    vouching.reset_by_vouching(desk.access, given, NEW)
    opening.open_session(desk.access, desk.officer.id, NEW)
    known = word(desk, given)
    assert (known.name, known.given_name, known.channel) == ("覃小梅", "曾国强", Channel.PRESENT)
    assert known.used_at is not None
    assert not known.self_attested


def test_a_leader_who_can_only_be_phoned_vouches_and_it_is_all_kept(desk: Desk) -> None:
    given = by_phone(desk, desk.officer.id)
    known = word(desk, given)
    assert (known.channel, known.call, known.reason) == (Channel.PHONE, "c1", "忘记密码")
    assert known.self_attested
    vouching.reset_by_vouching(desk.access, given, NEW)
    session = opening.open_session(desk.access, desk.officer.id, NEW).id
    assert rights(desk, session) == {AccountRole.OFFICER}
    with desk.access.store.read() as read:
        kinds = [entry.fact.kind for entry in journal.entries(read, subject=given)]
        assert [each.id for each in reading.unreviewed(read)] == [given]
    assert kinds == ["vouching.given", "vouching.used"]


def test_a_word_serves_once_and_for_half_an_hour(desk: Desk) -> None:
    given = by_phone(desk, desk.officer.id)
    vouching.reset_by_vouching(desk.access, given, NEW)
    with pytest.raises(AccessRefused):
        vouching.reset_by_vouching(desk.access, given, "yet-another-8")
    late = by_phone(desk, desk.officer.id)
    desk.clock.advance(vouching.VALID.total_seconds() + 1)
    with pytest.raises(AccessRefused):
        vouching.reset_by_vouching(desk.access, late, NEW)
    with pytest.raises(AccessRefused):
        vouching.reset_by_vouching(desk.access, "no such word", NEW)


def test_only_another_person_who_is_a_leader_can_vouch(desk: Desk) -> None:
    other = add_person(desk.access, "甲", "officer")
    for leader in (other.id, desk.officer.id):
        with pytest.raises(AccessRefused, match="cannot vouch"):
            vouching.vouch_by_phone(
                desk.access, desk.officer.id, given_by=leader, attested_by=other.id, reason="x"
            )
    with pytest.raises(AccessRefused, match="why"):
        vouching.vouch_by_phone(
            desk.access,
            desk.officer.id,
            given_by=desk.leader.id,
            attested_by=other.id,
            reason=" ",
        )


def test_a_word_by_phone_makes_nobody_administrator_until_it_is_reviewed(desk: Desk) -> None:
    given = by_phone(desk, desk.admin.id)
    vouching.reset_by_vouching(desk.access, given, NEW)
    session = opening.open_session(desk.access, desk.admin.id, NEW).id
    assert rights(desk, session) == frozenset()
    opening.change_password(desk.access, session, NEW, ADMIN_PASSWORD)  # does not wash it off
    assert rights(desk, session) == frozenset()
    with pytest.raises(AccessRefused):
        administration.reset_password(desk.access, session, desk.officer.id, NEW)
    leader = opening.open_session(desk.access, desk.leader.id, PASSWORD).id
    vouching.review(desk.access, leader, given, upheld=True, finding="本人，已核实")
    assert rights(desk, session) == {AccountRole.ADMINISTRATOR}
    assert word(desk, given).reviewed_name == "曾国强"


def test_a_relief_without_an_account_is_let_in_by_a_leaders_word(desk: Desk) -> None:
    """As a duty officer only, to be reviewed; nobody is let in who serves here no more."""
    relief, gone = add_person(desk.access, "单明", "officer"), add_person(desk.access, "韦东", "")
    desk.access.ledger.record(
        people.retired(gone, desk.clock.now(), desk.access.place, actor="x", why="调离")
    )
    with pytest.raises(AccessRefused):
        by_phone(desk, gone.id)
    given = by_phone(desk, relief.id)
    vouching.reset_by_vouching(desk.access, given, NEW)
    session = opening.open_session(desk.access, relief.id, NEW)
    assert rights(desk, session.id) == {AccountRole.OFFICER}
    opened = account(desk, relief.id)
    assert (opened.usable, opened.must_change) == (True, False)
    with desk.access.store.read() as reads:
        assert [each.id for each in reading.unreviewed(reads)] == [given]
    desk.access.ledger.rebuild()
    assert account(desk, relief.id) == opened


def test_nobody_reviews_their_own_word(desk: Desk) -> None:
    given = by_phone(desk, desk.admin.id)
    own = opening.open_session(desk.access, desk.admin.id, ADMIN_PASSWORD).id
    with pytest.raises(AccessRefused, match="no part"):
        vouching.review(desk.access, own, given, upheld=True, finding="好")
    with pytest.raises(AccessRefused, match="Only for"):
        vouching.review(desk.access, desk.officer_session(), given, upheld=True, finding="好")
    leader = opening.open_session(desk.access, desk.leader.id, PASSWORD).id
    with pytest.raises(AccessRefused, match="found"):
        vouching.review(desk.access, leader, given, upheld=False, finding=" ")
    vouching.review(desk.access, leader, given, upheld=False, finding="无此事")
    with pytest.raises(AccessRefused, match="nothing to review"):
        vouching.review(desk.access, leader, given, upheld=True, finding="好")
    with desk.access.store.read() as session:
        assert reading.unreviewed(session) == []


def test_a_word_and_what_was_found_of_it_stand_with_the_account(desk: Desk) -> None:
    desk.access.ledger.record(
        calls.begun("c1", desk.clock.now(), desk.access.place, direction="in")
    )
    given = by_phone(desk, desk.officer.id)
    assert "heard by nobody else  call 2026-00001  忘记密码" in told(desk)
    assert "Nobody has reviewed" in told(desk)
    own = opening.open_session(desk.access, desk.admin.id, ADMIN_PASSWORD).id
    vouching.review(desk.access, own, given, upheld=False, finding="曾国强未接到电话")
    assert "李建国  it was not  曾国强未接到电话" in told(desk)
    other = vouching.vouch_by_phone(
        desk.access, desk.officer.id, given_by=desk.leader.id, attested_by=desk.admin.id, reason="x"
    )
    with desk.access.store.read() as session:
        (left,) = staffing(session, own).unreviewed
    assert left.id == other
    assert heard(left) == "by phone  heard by 李建国"


def test_a_word_that_nobody_used_yet_still_counts_and_one_that_is_refuted_never(desk: Desk) -> None:
    assert standing(desk) == ""
    given = by_phone(desk, desk.officer.id)
    desk.clock.advance(29 * 60)
    assert standing(desk) == given
    assert "No password was chosen on it." in told(desk)
    own = opening.open_session(desk.access, desk.admin.id, ADMIN_PASSWORD).id
    vouching.review(desk.access, own, given, upheld=False, finding="曾国强未接到电话")
    assert standing(desk) == ""
    with pytest.raises(AccessRefused, match="refuted"):
        vouching.reset_by_vouching(desk.access, given, NEW)
    later = by_phone(desk, desk.officer.id)
    vouching.reset_by_vouching(desk.access, later, NEW)
    assert standing(desk) == ""
    by_phone(desk, desk.officer.id)
    desk.clock.advance(31 * 60)
    assert standing(desk) == ""


def test_a_review_says_whose_password_is_wrong(desk: Desk) -> None:
    given = by_phone(desk, desk.officer.id)
    with pytest.raises(WrongSecret, match="曾国强"):
        vouching.review_by(
            desk.access, desk.leader.id, "wrong-Horse-1", given, upheld=True, finding="x"
        )


def told(desk: Desk) -> str:
    """Return what is said of the officer's account."""
    with desk.access.store.read() as session:
        lines = staffing(session, "").lines
    return explained(next(line for line in lines if line.id == desk.officer.id)).plain


def standing(desk: Desk) -> str:
    """Return the id of the word on which the officer may still choose a password."""
    with desk.access.store.read() as session:
        word = vouching.standing(session, desk.officer.id, desk.clock.now())
    return word.id if word is not None else ""
