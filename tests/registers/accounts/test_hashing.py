"""Hashes: their parameters, their damage, and never on an event loop."""

from __future__ import annotations

import asyncio
import time

import argon2
import pytest

from dutyroom.registers.accounts import opening
from dutyroom.registers.accounts.access import Access
from dutyroom.registers.accounts.hashing import Hasher, SecretUnusable
from tests.registers.accounts.account_kit import (
    CHEAP,
    PASSWORD,
    Desk,
    hashes,
)


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
