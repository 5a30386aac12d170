"""Sees from outside when a number stands in the spool's file and in the register.

A process of its own that only reads: it looks at the bytes of the newest segment
of the spool, and at `PRAGMA data_version` on a connection of its own, four times
a millisecond. A fact is handed to the registers only after the spool's fsync, so
a number in the register is on the disk twice.

    python -m benchmarks.commits DATABASE SPOOL

It reads a number a line from standard input, and answers each with a line of JSON.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from dutyroom.store.sqlite import dbapi, read_only

POLL_SECONDS: Final = 0.00025
"""Between two looks; the figures are true to about this."""

_PATIENCE: Final = 30.0
_TAIL: Final = 8192


@dataclass(frozen=True, slots=True)
class Committed:
    """When a number was first seen, in monotonic nanoseconds.

    Attributes:
        spooled: In the spool's file.
        registered: In the call register, committed.
    """

    spooled: int
    registered: int


class CommitWatch:
    """The process, as the one who asks it sees it."""

    def __init__(self, database: Path, spool: Path) -> None:
        """Start it.

        Raises:
            OSError: It cannot be started.
        """
        self._process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.commits", str(database), str(spool)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=Path(__file__).resolve().parent.parent,
        )
        self.expect("")
        self.result()  # it is ready, and all it needs is loaded

    def __enter__(self) -> Self:
        """Use it in a `with` block, which ends it."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End it."""
        self._process.communicate(timeout=_PATIENCE * 2)

    def expect(self, number: str) -> None:
        """Have it look for a number from now on."""
        if self._process.stdin is not None:
            self._process.stdin.write(number + "\n")
            self._process.stdin.flush()

    def result(self) -> Committed:
        """Return when the number was seen that is expected.

        Raises:
            RuntimeError: It was not seen in time.
        """
        line = self._process.stdout.readline() if self._process.stdout is not None else ""
        if not line or "registered" not in (found := json.loads(line)):
            raise RuntimeError("the number was not committed")
        return Committed(found["spooled"], found["registered"])


class Watcher:
    """Looks at spool and register."""

    def __init__(self, database: Path, spool: Path) -> None:
        """Open the database for reading."""
        self._spool = spool
        self._connection = read_only(database)
        self._last = self._newest()

    def find(self, number: str) -> dict[str, int]:
        """Look for a number until it is in the register, or for half a minute.

        Returns:
            `spooled` and `registered`, each where it was seen. Once the register
            has the number the spool may have let go of it: then both are alike.
        """
        seen: dict[str, int] = {}
        limit = time.monotonic() + _PATIENCE
        version = -1
        while time.monotonic() < limit:
            now = self._version()
            if "spooled" not in seen and self._spooled(number.encode()):
                seen["spooled"] = time.monotonic_ns()
            if now != version and self._registered(number):
                at = time.monotonic_ns()
                return {"spooled": seen.get("spooled", at), "registered": at}
            version = now
            time.sleep(POLL_SECONDS)
        return seen

    def _version(self) -> int:
        return int(self._connection.execute("PRAGMA data_version").fetchone()[0])

    def _newest(self) -> int:
        found = self._connection.execute("SELECT max(ordinal) FROM calls").fetchone()[0]
        return int(found or 0)

    def _registered(self, number: str) -> bool:
        """Whether one of the newest calls has the number."""
        asked = self._connection.execute(
            "SELECT max(ordinal) FROM calls WHERE ordinal > ? AND number = ?", (self._last, number)
        )
        found: int | None = asked.fetchone()[0]
        self._last = found if found is not None else self._last
        return found is not None

    def _spooled(self, number: bytes) -> bool:
        """Whether the number stands at the end of what was written to the newest segment."""
        path = max(self._spool.glob("*.spool"), default=None)
        if path is None:
            return False
        try:
            file = os.open(path, os.O_RDONLY)
        except FileNotFoundError:
            return False
        try:
            return _tail(file).find(number) >= 0
        finally:
            os.close(file)


def _tail(file: int) -> bytes:
    """Return the last bytes of a segment that are not the zeros of its reserved space."""
    low, high = 0, os.fstat(file).st_size
    while high - low > 1:  # the written part ends where the zeros begin
        middle = (low + high) // 2
        if os.pread(file, 64, middle).strip(b"\0"):
            low = middle
        else:
            high = middle
    return os.pread(file, _TAIL + 64, max(0, low - _TAIL))


def main() -> int:
    """Answer each number that is asked for."""
    database, spool = map(Path, sys.argv[1:3])
    watcher = Watcher(database, spool)
    for line in sys.stdin:
        number = line.strip()
        found = watcher.find(number) if number else {"spooled": 0, "registered": 0}
        print(json.dumps(found), flush=True)
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except dbapi.Error as error:
        sys.exit(str(error))
