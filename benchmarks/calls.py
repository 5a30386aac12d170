"""From the last byte of the number's line to the register, and to the screen.

The box sends its record in one write; the clock starts just before it. The register
is watched by a process of its own, the screen is that of the real console in a
pseudo-terminal, while the keeper records the line.
"""

from __future__ import annotations

import itertools
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from benchmarks.commits import CommitWatch
from benchmarks.desk import BenchDesk
from benchmarks.figures import Figure, at_p99
from benchmarks.terminal import Terminal

COMMIT_MS: Final = 20.0
PAINT_MS: Final = 80.0

_RINGING_SECONDS: Final = 0.1
_PAUSES: Final = (0.1, 0.3)
"""Seconds from the end of a call to the next, at least and at most: not in step with the clock
that the console draws."""

_PATIENCE: Final = 60.0
_MS: Final = 1e6


def numbers() -> Iterator[str]:
    """Yield numbers that no call in the database has, each once."""
    return (f"04808{count:06d}" for count in itertools.count())


@dataclass
class Timed:
    """Milliseconds from the number's last byte, a value for each call.

    Attributes:
        spooled: To its bytes in the spool's file.
        committed: To its row in the register.
        painted: To its place on the screen.
    """

    spooled: list[float] = field(default_factory=list)
    committed: list[float] = field(default_factory=list)
    painted: list[float] = field(default_factory=list)


def ring_through(desk: BenchDesk, console: Terminal, count: int, given: Iterator[str]) -> Timed:
    """Have calls ring, one after the other, and time each.

    Args:
        desk: Its keeper runs.
        console: The console, in front of its list.
        count: How many calls.
        given: Numbers that are not on the screen yet.

    Raises:
        NotSeenError: A number did not reach the screen.
        RuntimeError: A number did not reach the register.
    """
    timed = Timed()
    chance = random.Random(count)  # noqa: S311 - pauses, no secrets
    places = desk.keeper.places
    with CommitWatch(places.database, places.spool) as watch:
        for number in itertools.islice(given, count):
            watch.expect(number)
            desk.ring()
            console.rest(_RINGING_SECONDS)
            _time(desk, console, watch, number, timed)
            desk.hang_up()
            console.rest(chance.uniform(*_PAUSES))
    return timed


def _time(
    desk: BenchDesk, console: Terminal, watch: CommitWatch, number: str, timed: Timed
) -> None:
    """Send one number and take its times."""
    sent = time.monotonic_ns()
    desk.number(number)
    painted = console.until(lambda text: number in text, f"the number {number}")
    committed = watch.result()
    timed.spooled.append((committed.spooled - sent) / _MS)
    timed.committed.append((committed.registered - sent) / _MS)
    timed.painted.append((painted - sent) / _MS)


def hurry_through(desk: BenchDesk, console: Terminal, count: int, given: Iterator[str]) -> None:
    """Have calls come and go without timing them; the console draws them all the same.

    Raises:
        RuntimeError: The last of them did not reach the register.
    """
    number = ""
    for number in itertools.islice(given, count):
        desk.ring()
        desk.number(number)
        desk.hang_up()
        console.rest(0.02)
    limit = time.monotonic() + _PATIENCE
    while number and desk.newest_number() != number:
        if time.monotonic() > limit:
            raise RuntimeError("the keeper does not keep up with the calls")
        console.rest(_PAUSES[0])


def figures(timed: Timed, size: str) -> Iterator[Figure]:
    """Yield the figures of calls that were timed at one size of the terminal."""
    at = f"console {size}"
    yield at_p99(
        f"number's last byte → spool and register, {at}",
        "ms",
        timed.committed,
        COMMIT_MS,
        "in the register: the spool's fsync comes before",
    )
    yield at_p99(f"number's last byte → bytes in the spool, {at}", "ms", timed.spooled, None)
    yield at_p99(f"number's last byte → painted, {at}", "ms", timed.painted, PAINT_MS)
