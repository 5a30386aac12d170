"""A program in a pseudo-terminal, its screen read back, and when each byte of it came."""

from __future__ import annotations

import os
import select
import subprocess
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Final, Self

import pyte

_QUIET: Final = 0.002
"""Seconds without output after which what came is put on the screen: reading comes first."""

_MOST: Final = 65_536
PATIENCE: Final = 60.0
"""Seconds that something may take to appear, where nothing else is said."""

Seen = Callable[[str], bool]
"""Whether what is waited for stands on the screen; its lines are joined by line ends."""


class NotSeenError(Exception):
    """What was waited for did not appear; the message holds the screen."""


class Terminal:
    """Runs a program and watches its screen.

    Attributes:
        began: When the program was started, in monotonic nanoseconds.
        process: The program.
    """

    def __init__(
        self, command: Sequence[str], env: Mapping[str, str], columns: int = 80, rows: int = 24
    ) -> None:
        """Start a program in a terminal of so many columns and rows.

        Raises:
            OSError: It cannot be started.
        """
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._unseen: list[tuple[int, bytes]] = []
        self._master, slave = os.openpty()
        termios.tcsetwinsize(slave, (rows, columns))
        self.began = time.monotonic_ns()
        self.process = subprocess.Popen(
            command,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env={**env, "TERM": "xterm-256color"},
            start_new_session=True,
            cwd=Path(__file__).resolve().parent.parent,
        )
        os.close(slave)

    def __enter__(self) -> Self:
        """Use it in a `with` block, which ends the program."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the program."""
        self.close()

    @property
    def text(self) -> str:
        """The screen as it stands, its lines joined by line ends."""
        rows = (self._screen.buffer[y] for y in range(self._screen.lines))
        # Not `display`: pyte takes the first letter of a cell that may be empty.
        return "\n".join("".join(row[x].data for x in range(self._screen.columns)) for row in rows)

    def type(self, keys: str) -> None:
        """Press keys."""
        os.write(self._master, keys.encode())

    def until(self, seen: Seen, what: str, seconds: float = PATIENCE) -> int:
        """Wait until something stands on the screen.

        Args:
            seen: Asked after each piece of output.
            what: What is waited for, in words.
            seconds: Longest wait.

        Returns:
            When the piece of output came that brought it, in monotonic nanoseconds;
            the present where it stands there already.

        Raises:
            NotSeenError: It did not appear.
        """
        now = time.monotonic_ns()
        if seen(self.text):
            return now
        limit = time.monotonic() + seconds
        while time.monotonic() < limit:
            if not self._take_in(_QUIET) and (came := self._shown(seen)) is not None:
                return came
        raise NotSeenError(f"waited in vain for {what}; the screen:\n{self.text}")

    def rest(self, seconds: float) -> None:
        """Let the program run for a time, and take in what it draws."""
        limit = time.monotonic() + seconds
        while (left := limit - time.monotonic()) > 0:
            self._take_in(left)
        self._shown(lambda _text: False)

    def close(self) -> None:
        """End the program, by force where it does not end by itself."""
        self.process.terminate()
        limit = time.monotonic() + 5
        while self.process.poll() is None and time.monotonic() < limit:
            self._take_in(0.05)
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        os.close(self._master)

    def _take_in(self, seconds: float) -> bool:
        """Read what comes within some seconds, and note when; False if nothing came."""
        ready, _, _ = select.select([self._master], [], [], seconds)
        if not ready:
            return False
        try:
            data = os.read(self._master, _MOST)
        except OSError:  # the program has ended, and with it its terminal
            time.sleep(seconds)
            return False
        self._unseen.append((time.monotonic_ns(), data))
        return True

    def _shown(self, seen: Seen) -> int | None:
        """Put what came on the screen; return when the piece came that is waited for."""
        came: int | None = None
        for at, data in self._unseen:
            self._stream.feed(data)
            if came is None and seen(self.text):
                came = at
        self._unseen.clear()
        return came
