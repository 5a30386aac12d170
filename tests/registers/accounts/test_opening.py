"""Passwords open sessions, PINs only unlock them, and wrong tries are slowed down."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutyroom.registers.accounts import opening, reading, rules, secrets
from dutyroom.registers.accounts.access import close_session
from dutyroom.registers.accounts.errors import AccessRefused, TooSoon, WrongSecret
from dutyroom.registers.accounts.roles import AccountRole
from tests.registers.accounts.account_kit import (
    ADMIN_PASSWORD,
    NOW,
    PASSWORD,
    PIN,
    Desk,
    account,
    hashes,
)


def test_a_password_opens_a_session_and_no_other_does(desk: Desk) -> None:
    sat = opening.open_session(desk.access, desk.officer.id, PASSWORD)
    with desk.access.store.read() as session:
        assert reading.sitting(session, sat.id) == sat
        assert reading.rights(session, sat.id) == {AccountRole.OFFICER}
    for wrong in ("", PASSWORD.upper(), ADMIN_PASSWORD, f"{PASSWORD} "):
        desk.clock.advance(600)
        with pytest.raises(WrongSecret):
            opening.open_session(desk.access, desk.officer.id, wrong)


def test_an_input_method_in_full_width_changes_nothing(desk: Desk) -> None:
    wide = "".join(chr(ord(each) + 0xFEE0) if each.isalnum() else each for each in PASSWORD)
    opening.open_session(desk.access, desk.officer.id, wide)
    session = desk.officer_session()
    opening.set_pin(desk.access, session, PASSWORD, PIN)
    opening.unlock(desk.access, session, "４０７１")


def test_a_pin_unlocks_an_open_session_and_opens_none(desk: Desk) -> None:
    session = desk.officer_session()
    with pytest.raises(AccessRefused):
        opening.unlock(desk.access, session, PIN)  # none is set
    opening.set_pin(desk.access, session, PASSWORD, PIN)
    opening.unlock(desk.access, session, PIN)
    with pytest.raises(WrongSecret):
        opening.unlock(desk.access, session, "4072")
    with pytest.raises(WrongSecret):
        opening.open_session(desk.access, desk.officer.id, PIN)
    close_session(desk.access, session)
    with pytest.raises(AccessRefused, match="password"):
        opening.unlock(desk.access, session, PIN)
    with pytest.raises(AccessRefused):
        opening.unlock(desk.access, "no such session", PIN)


def test_after_five_wrong_pins_only_the_password_unlocks(desk: Desk) -> None:
    session = desk.officer_session()
    opening.set_pin(desk.access, session, PASSWORD, PIN)
    for _try in range(rules.PIN_TRIES):
        desk.clock.advance(600)
        with pytest.raises(WrongSecret):
            opening.unlock(desk.access, session, "1379")
    desk.clock.advance(86_400)
    with desk.access.store.read() as reads:
        assert secrets.pin_spent(reads, desk.officer.id)  # the lock asks for no PIN then
    with pytest.raises(AccessRefused, match="only the password"):
        opening.unlock(desk.access, session, PIN)
    opening.unlock_by_password(desk.access, session, PASSWORD)
    opening.unlock(desk.access, session, PIN)
    with desk.access.store.read() as reads:
        assert not secrets.pin_spent(reads, desk.officer.id)


def test_wrong_tries_wait_longer_and_longer_and_never_for_good(desk: Desk) -> None:
    waits = []
    for _try in range(12):
        with pytest.raises(WrongSecret) as refused:
            opening.open_session(desk.access, desk.officer.id, "wrong-password")
        waits.append(refused.value.wait.total_seconds())
        if waits[-1]:
            with pytest.raises(TooSoon):  # even the right one, and it costs no further try
                opening.open_session(desk.access, desk.officer.id, PASSWORD)
        desk.clock.advance(waits[-1])
    assert waits[:7] == [0, 0, 5, 10, 20, 40, 80]
    assert waits == sorted(waits)
    assert waits[-1] == rules.LONGEST_WAIT.total_seconds()
    assert opening.open_session(desk.access, desk.officer.id, PASSWORD).wrong_tries == 12
    assert opening.open_session(desk.access, desk.officer.id, PASSWORD).wrong_tries == 0


def test_a_clock_that_is_set_back_makes_nobody_wait_a_year(desk: Desk) -> None:
    for _try in range(4):
        desk.clock.advance(600)
        with pytest.raises(WrongSecret):
            opening.open_session(desk.access, desk.officer.id, "wrong-password")
    desk.clock.jump(-365 * 86_400)
    with pytest.raises(TooSoon) as refused:
        opening.open_session(desk.access, desk.officer.id, PASSWORD)
    assert refused.value.wait == rules.pause(4)
    desk.clock.advance(rules.pause(4).total_seconds())
    opening.open_session(desk.access, desk.officer.id, PASSWORD)


@given(st.integers(0, 10**6), st.integers(-(10**9), 10**9))
def test_no_wait_is_longer_than_five_minutes(wrong: int, passed: int) -> None:
    left = rules.remaining(wrong, NOW, NOW + timedelta(seconds=passed))
    assert timedelta() <= left <= rules.LONGEST_WAIT
    assert rules.pause(wrong) <= rules.pause(wrong + 1)


def test_the_wrong_tries_of_one_do_not_slow_another_down(desk: Desk) -> None:
    for _try in range(4):
        with pytest.raises(AccessRefused):
            opening.open_session(desk.access, desk.officer.id, "wrong-password")
    desk.admin_session()


def test_a_changed_password_counts_and_the_old_hash_is_gone(desk: Desk) -> None:
    before = set(hashes(desk.access.store))
    session = desk.officer_session()
    opening.change_password(desk.access, session, PASSWORD, "another-horse-8")
    after = set(hashes(desk.access.store))
    assert len(before) == len(after)
    assert len(before - after) == 1
    opening.open_session(desk.access, desk.officer.id, "another-horse-8")
    with pytest.raises(WrongSecret):
        opening.open_session(desk.access, desk.officer.id, PASSWORD)


def test_a_clock_set_back_does_not_bring_an_old_password_back(desk: Desk) -> None:
    session = desk.officer_session()
    desk.clock.jump(-365 * 86_400)
    opening.change_password(desk.access, session, PASSWORD, "another-horse-8")
    opening.open_session(desk.access, desk.officer.id, "another-horse-8")
    desk.access.ledger.rebuild()
    opening.open_session(desk.access, desk.officer.id, "another-horse-8")


@pytest.mark.parametrize(
    "password",
    ["", "short-7", "aaaaaaaaaa", "12345678", "87654321", "覃小梅", "x" * 129, "abcabcabc"],
)
def test_a_password_that_anybody_guesses_is_refused(desk: Desk, password: str) -> None:
    session = desk.officer_session()
    with pytest.raises(AccessRefused) as refused:
        opening.change_password(desk.access, session, PASSWORD, password)
    assert not password or password not in str(refused.value)
    desk.officer_session()  # the old one still counts


@pytest.mark.parametrize("pin", ["", "123", "123456789", "1234", "4321", "0000", "12a4", "①②③④"])
def test_a_pin_has_four_to_eight_digits_that_are_not_a_row(desk: Desk, pin: str) -> None:
    session = desk.officer_session()
    with pytest.raises(AccessRefused):
        opening.set_pin(desk.access, session, PASSWORD, pin)
    assert account(desk, desk.officer.id).pin == ""


def test_a_pin_is_set_and_removed_by_its_holder_alone(desk: Desk) -> None:
    session = desk.officer_session()
    with pytest.raises(WrongSecret):
        opening.set_pin(desk.access, session, "wrong-password", PIN)
    opening.set_pin(desk.access, session, PASSWORD, PIN)
    kept = len(hashes(desk.access.store))
    with pytest.raises(WrongSecret):
        opening.remove_pin(desk.access, session, "wrong-password")
    assert len(hashes(desk.access.store)) == kept
    opening.remove_pin(desk.access, session, PASSWORD)
    assert len(hashes(desk.access.store)) == kept - 1
    with pytest.raises(AccessRefused, match="no PIN"):
        opening.remove_pin(desk.access, session, PASSWORD)
    with pytest.raises(AccessRefused):
        opening.unlock(desk.access, session, PIN)
