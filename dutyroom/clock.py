"""The one clock that every timer and every time stamp comes from.

Three kinds of time are kept apart: the wall clock (may jump, is shown and
stored), the monotonic clock (never jumps, measures durations within one boot)
and sleeping. Code that needs any of them takes a `Clock`; tests hand in a
`FrozenClock`, and `DUTYROOM_CLOCK` freezes the wall clock across processes.
"""

from __future__ import annotations

import asyncio
import os
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol

CLOCK_VARIABLE = "DUTYROOM_CLOCK"
"""Environment variable that names a file with one ISO 8601 time, for tests."""

_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


class Clock(Protocol):
    """What the program knows of time."""

    def now(self) -> datetime:
        """Return the wall-clock time, aware, in UTC."""
        ...

    def monotonic(self) -> float:
        """Return seconds that never run backwards, meaningful within one boot."""
        ...

    async def sleep(self, seconds: float) -> None:
        """Wait for a number of seconds of monotonic time."""
        ...


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """Return the machine's wall-clock time in UTC."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """Return the machine's monotonic clock, in seconds."""
        return time.monotonic()

    async def sleep(self, seconds: float) -> None:
        """Wait on the running event loop, in seconds."""
        await asyncio.sleep(seconds)


class FrozenClock:
    """A clock that stands still until it is told to move, for tests."""

    def __init__(self, now: datetime, monotonic: float = 1000.0) -> None:
        """Stand at a time.

        Args:
            now: The wall-clock time to show, aware.
            monotonic: The monotonic reading to start from, in seconds.
        """
        self._now = now.astimezone(UTC)
        self._monotonic = monotonic

    def now(self) -> datetime:
        """Return the time it stands at, in UTC."""
        return self._now

    def monotonic(self) -> float:
        """Return its monotonic reading, in seconds."""
        return self._monotonic

    def advance(self, seconds: float) -> None:
        """Move both clocks on, as the passing of time does."""
        self._now += timedelta(seconds=seconds)
        self._monotonic += seconds

    def jump(self, seconds: float) -> None:
        """Move the wall clock alone, as someone setting it does."""
        self._now += timedelta(seconds=seconds)

    async def sleep(self, seconds: float) -> None:
        """Move on by the seconds at once, and let other tasks run."""
        self.advance(seconds)
        await asyncio.sleep(0)


class FileClock(SystemClock):
    """A wall clock frozen to the time written in a file; monotonic time runs on.

    Several processes that read one file agree on the time, so that screens can
    be pictured without a difference from run to run.
    """

    def __init__(self, path: Path) -> None:
        """Read the time from a file at every call.

        Args:
            path: A file that holds one ISO 8601 time with an offset.
        """
        self._path = path

    def now(self) -> datetime:
        """Return the time in the file, in UTC.

        Raises:
            ValueError: The file does not hold an ISO 8601 time with an offset.
        """
        moment = datetime.fromisoformat(self._path.read_text(encoding="ascii").strip())
        if moment.tzinfo is None:
            raise ValueError(f"no offset in {self._path}: {moment.isoformat()}")
        return moment.astimezone(UTC)


def clock_from_environment() -> Clock:
    """Return the system clock, or the frozen one that tests ask for."""
    path = os.environ.get(CLOCK_VARIABLE)
    return FileClock(Path(path)) if path else SystemClock()


def boot_id() -> str:
    """Return what tells one run of the machine from the next; empty if unknown.

    Monotonic readings may be compared only within one boot.
    """
    try:
        return _BOOT_ID.read_text(encoding="ascii").strip()
    except OSError:
        return ""
