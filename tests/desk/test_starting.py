"""The keeper is started, and started again, less and less often."""

from __future__ import annotations

import itertools
import subprocess
import sys
from datetime import UTC, datetime

from dutyroom.clock import FrozenClock
from dutyroom.desk.starting import EASY, LONGEST, KeeperStarter, delay

NOW = datetime(2026, 11, 23, tzinfo=UTC)


def quickly() -> subprocess.Popen[bytes]:
    """Return a process that has ended."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process


def waiting() -> subprocess.Popen[bytes]:
    """Return a process that lives until a line is written to it."""
    return subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)


def test_three_deaths_are_forgiven() -> None:
    """Then the wait doubles, up to a minute."""
    waits = [delay(deaths) for deaths in range(EASY + 8)]
    assert waits[:EASY] == [0.0] * EASY
    assert waits[EASY : EASY + 3] == [2.0, 4.0, 8.0]
    assert waits[-1] == LONGEST


async def test_it_starts_until_one_is_there() -> None:
    """A keeper that dies at once is started again; one that answers is left alone."""
    clock = FrozenClock(NOW)
    started: list[float] = []

    def launch() -> subprocess.Popen[bytes]:
        started.append(clock.monotonic())
        return quickly()

    starter = KeeperStarter(launch, clock)
    await starter.until(lambda: len(started) >= 6)
    assert len(started) == 6
    gaps = [after - before for before, after in itertools.pairwise(started)]
    assert gaps[:2] == [1.0, 1.0]
    assert gaps == sorted(gaps)
    assert gaps[-1] >= 4.0


async def test_a_keeper_that_lives_is_not_started_twice() -> None:
    """It only has not answered yet."""
    clock = FrozenClock(NOW)
    process = waiting()
    started: list[int] = []

    def launch() -> subprocess.Popen[bytes]:
        started.append(1)
        return process

    looks = iter([False] * 10 + [True] * 10)
    try:
        await KeeperStarter(launch, clock).until(lambda: next(looks))
    finally:
        process.communicate(b"\n")
    assert len(started) == 1


async def test_a_start_that_fails_is_tried_again() -> None:
    """No memory, no process table: the console goes on."""
    clock = FrozenClock(NOW)
    tries: list[int] = []

    def launch() -> subprocess.Popen[bytes]:
        tries.append(1)
        if len(tries) < 3:
            raise OSError("no room")
        return quickly()

    await KeeperStarter(launch, clock).until(lambda: len(tries) >= 3)
    assert len(tries) == 3
