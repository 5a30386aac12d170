"""A program in a pseudo-terminal: every byte that it sends, and the screen they draw."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import subprocess
import sys
import termios
import threading
from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import Final, Self

import pyte

_TERMINAL: Final = {"TERM": "xterm-256color", "COLUMNS": "", "LINES": ""}
"""The size is that of the terminal, whatever the shell of the tests says of its own."""

_LEAD: Final = """import fcntl, os, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
os.execvp(sys.argv[1], sys.argv[1:])
"""
_LED: Final = (sys.executable, "-I", "-S", "-c", _LEAD)
"""Before a command that leads a session: its terminal hangs up on all of them, as a real one."""

_LOOK: Final = 0.1
"""Seconds after which the reader looks again whether the terminal was closed."""

_END: Final = 10.0
"""Seconds that a program may take to end before it is killed."""


class PseudoTerminal:
    """Runs a program in a terminal of its own; a thread takes in all that it draws.

    Attributes:
        process: The program.
        modes: The modes of the terminal before the program.
    """

    def __init__(
        self,
        command: Sequence[str],
        *,
        size: tuple[int, int],
        env: Mapping[str, str] | None = None,
        env_also: Mapping[str, str] | None = None,
        session: bool = False,
    ) -> None:
        """Start a program.

        Args:
            command: The program and its arguments.
            size: Columns and rows.
            env: Its environment; by default that of the tests.
            env_also: What is added to it.
            session: It is put into a session of its own, which the terminal controls: whoever stays
                in it is hung up on when it ends. Else the command sees to that.
        """
        self._screen = pyte.Screen(*size)
        self._stream = pyte.ByteStream(self._screen)
        self._lock = threading.Lock()
        self._over = threading.Event()
        self._raw = bytearray()
        self._master, self._slave = os.openpty()
        termios.tcsetwinsize(self._slave, (size[1], size[0]))
        self.modes = termios.tcgetattr(self._slave)
        self.process = subprocess.Popen(
            [*_LED, *command] if session else command,
            stdin=self._slave,
            stdout=self._slave,
            stderr=self._slave,
            env={**(env or os.environ), **_TERMINAL, **(env_also or {})},
            start_new_session=session,
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def __enter__(self) -> Self:
        """Use it in a `with` block, which ends the program."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the program, whatever happened."""
        self.close()

    @property
    def raw(self) -> bytes:
        """Every byte that the program has sent to the terminal."""
        with self._lock:
            return bytes(self._raw)

    def let_go(self) -> None:
        """Close the tests' own copy of the program's end: its output then ends with it."""
        if self._slave >= 0:
            os.close(self._slave)
            self._slave = -1

    def hang_up(self) -> None:
        """Close the terminal, as when its window is closed or the connection to it is lost."""
        if not self._over.is_set():
            self._over.set()
            self._reader.join(5)
            os.close(self._master)

    def ended(self, seconds: float) -> int:
        """Wait for the end of the program and return its exit code."""
        return self.process.wait(seconds)

    def kill(self) -> None:
        """Kill the program as a crash does."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(5)

    def close(self) -> None:
        """End the program, by force where it does not end by itself."""
        if self.process.poll() is None:
            self.process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(_END)
        if self.process.poll() is None:
            self.kill()
        self.let_go()
        self.hang_up()

    def send(self, text: str) -> None:
        """Send what a keyboard sends."""
        os.write(self._master, text.encode())

    def _read(self) -> None:
        """Take in what the program sends, until it or the terminal has gone."""
        while not self._over.is_set():
            if not select.select([self._master], [], [], _LOOK)[0]:
                continue
            try:
                data = os.read(self._master, 65_536)
            except OSError:  # nobody holds the other end any more
                return
            with self._lock:
                self._raw += data
                self._stream.feed(data)
