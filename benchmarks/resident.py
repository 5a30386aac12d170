"""How much memory the two processes keep, after a thousand calls, a minute and a printed page."""

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

_HOME: Final = "\x1b[H"
_DOWN: Final = "\x1b[B"
_ERASE: Final = "\x15"
_ACCEPT: Final = "\x1b[20~"
"""What a terminal sends for Home, Down, Ctrl+U and F9."""

_WRITTEN_SECONDS: Final = 2.0
"""After which the console has seen what was written elsewhere: it looks each second."""


def come_of_age(console: Terminal, seconds: float = AGE_SECONDS) -> None:
    """Wait until the console has run for so long."""
    console.rest(seconds - (time.monotonic_ns() - console.began) / 1e9)


def print_slip(desk: BenchDesk, console: Terminal) -> None:
    """Have the console save the slip of the newest call as PDF, and wait for it.

    Args:
        desk: Its keeper runs.
        console: The console, in front of its list.

    Raises:
        NotSeenError: The console does not ask where to, or says nothing of the file.
    """
    page = desk.keeper.home / "s.pdf"
    desk.write_up_newest()
    console.rest(_WRITTEN_SECONDS)
    for keys, seen in (
        (_HOME, desk.unit),
        ("y", "Save as PDF"),
        (f"{_DOWN}\t{_ERASE}{page}", page.name),
        (_ACCEPT, "written to"),
    ):
        console.type(keys)
        console.until(lambda text, seen=seen: seen in text, seen)  # type: ignore[misc]


def figures(desk: BenchDesk, console: Terminal, calls: int) -> Iterator[Figure]:
    """Yield the memory of keeper and console, in MB of 10^6 bytes; a page is printed before.

    Args:
        desk: Its keeper runs.
        console: The console.
        calls: How many calls both have seen.

    Raises:
        NotSeenError: The page was not printed.
    """
    print_slip(desk, console)
    age = (time.monotonic_ns() - console.began) / 1e9
    after = f"after {calls} calls, a slip as PDF and {age:.0f} s"
    yield _of("keeper", desk.keeper_pid, KEEPER_MB, after)
    yield _of("console", console.process.pid, CONSOLE_MB, after)


def _of(name: str, pid: int, target: float, after: str) -> Figure:
    found = memory(pid)
    note = f"{after}; its proportional share (PSS) {found.share:.1f} MB"
    return Figure(f"resident memory of the {name}", "MB", found.resident, target, note=note)
