"""Passwords open sessions, PINs only unlock them, and wrong tries are slowed down."""

from __future__ import annotations

import asyncio
import time
from datetime import timedelta

import argon2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from dutyroom.clock import FrozenClock
from dutyroom.registers.accounts import administration, opening, reading, rules
from dutyroom.registers.accounts.access import Access, close_session
from dutyroom.registers.accounts.errors import AccessRefused, TooSoon, WrongSecret
from dutyroom.registers.accounts.hashing import Hasher, SecretUnusable
from dutyroom.registers.accounts.reading import Account
from dutyroom.registers.accounts.roles import AccountRole
from dutyroom.registers.accounts.tables import SECRETS
from dutyroom.store.engine import Store
from tests.registers.accounts.account_kit import (
    ADMIN_PASSWORD,
    CHEAP,
    FIRST_PASSWORD,
    NOW,
    PASSWORD,
    PIN,
    Desk,
    add_person,
    door,
)


def account(desk: Desk, person: str) -> Account:
    """Return an account that must be there."""
    with desk.access.store.read() as session:
        found = reading.account(session, person)
    assert found is not None
    return found


def hashes(store: Store) -> list[str]:
    """Return every hash that is kept."""
    with store.read() as session:
        return [str(row[0]) for row in session.connection().execute(select(SECRETS.c.hash))]


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
    with pytest.raises(AccessRefused, match="only the password"):
        opening.unlock(desk.access, session, PIN)
    opening.unlock_by_password(desk.access, session, PASSWORD)
    opening.unlock(desk.access, session, PIN)


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
    opening.remove_pin(desk.access, session)
    assert len(hashes(desk.access.store)) == kept - 1
    with pytest.raises(AccessRefused):
        opening.unlock(desk.access, session, PIN)


def test_newer_parameters_are_taken_over_when_somebody_signs_in(desk: Desk) -> None:
    stronger = Hasher(argon2.PasswordHasher(time_cost=2, memory_cost=16, parallelism=1))
    newer = Access(desk.access.store, desk.access.ledger, desk.clock, desk.access.place, stronger)
    opening.open_session(newer, desk.officer.id, PASSWORD)
    assert sum("m=16,t=2,p=1" in known for known in hashes(desk.access.store)) == 1
    opening.open_session(newer, desk.officer.id, PASSWORD)


def test_a_damaged_hash_is_told_and_locks_nobody_out(desk: Desk) -> None:
    with desk.access.store.write() as session:
        session.connection().exec_driver_sql("UPDATE account_secrets SET hash = 'x'")
    with pytest.raises(SecretUnusable, match="vouch"):
        desk.officer_session()


def test_hashing_refuses_to_hold_up_an_event_loop(desk: Desk) -> None:
    async def on_the_loop() -> None:
        desk.officer_session()

    with pytest.raises(RuntimeError, match="thread"):
        asyncio.run(on_the_loop())


def test_in_a_thread_the_loop_goes_on_while_a_password_is_checked() -> None:
    hasher = Hasher()  # the real parameters: about 120 ms
    known = hasher.make(PASSWORD)

    async def longest_pause() -> tuple[float, float]:
        checking = asyncio.create_task(asyncio.to_thread(hasher.fits, known, PASSWORD))
        began = last = time.perf_counter()
        longest = 0.0
        while not checking.done():
            await asyncio.sleep(0.001)
            longest, last = max(longest, time.perf_counter() - last), time.perf_counter()
        assert await checking
        return longest, last - began

    # The shortest of three: another program may take the processor meanwhile.
    longest, whole = min(asyncio.run(longest_pause()) for _try in range(3))
    assert longest < max(0.05, whole * 0.7)


def test_the_default_parameters_are_the_librarys() -> None:
    assert not Hasher().outdated(argon2.PasswordHasher().hash("x"))
    assert Hasher().outdated(CHEAP.make("x"))


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
