"""How much memory the two processes keep, after a thousand calls and a minute."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Final

from benchmarks.desk import BenchDesk
from benchmarks.figures import Figure
from benchmarks.processes import memory
from benchmarks.terminal import Terminal

KEEPER_MB: Final = 85.0
CONSOLE_MB: Final = 130.0
CALLS: Final = 1000
AGE_SECONDS: Final = 60.0


def come_of_age(console: Terminal, seconds: float = AGE_SECONDS) -> None:
    """Wait until the console has run for so long."""
    console.rest(seconds - (time.monotonic_ns() - console.began) / 1e9)


def figures(desk: BenchDesk, console: Terminal, calls: int) -> Iterator[Figure]:
    """Yield the memory of keeper and console, in MB of 10^6 bytes.

    Args:
        desk: Its keeper runs.
        console: The console.
        calls: How many calls both have seen.
    """
    age = (time.monotonic_ns() - console.began) / 1e9
    after = f"after {calls} calls and {age:.0f} s"
    yield _of("keeper", desk.keeper_pid, KEEPER_MB, after)
    yield _of("console", console.process.pid, CONSOLE_MB, after)


def _of(name: str, pid: int, target: float, after: str) -> Figure:
    found = memory(pid)
    note = f"{after}; its proportional share (PSS) {found.share:.1f} MB"
    return Figure(f"resident memory of the {name}", "MB", found.resident, target, note=note)
