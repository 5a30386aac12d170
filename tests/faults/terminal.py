"""A program in a pseudo-terminal: its screen read back, and every byte that it sent."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import termios
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Final, Self

import pyte

PATIENCE: Final = 30.0


class Terminal:
    """Runs a program in a terminal of its own; a thread reads all that it draws."""

    def __init__(
        self,
        command: Sequence[str],
        env: Mapping[str, str] | None = None,
        columns: int = 110,
        rows: int = 32,
    ) -> None:
        """Start a program.

        Args:
            command: The program and its arguments.
            env: Its environment; by default that of the tests.
            columns: Width in cells.
            rows: Height in cells.
        """
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._lock = threading.Lock()
        self._raw = bytearray()
        self._master, slave = os.openpty()
        termios.tcsetwinsize(slave, (rows, columns))
        self.process = subprocess.Popen(
            command,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env={**(env or os.environ), "TERM": "xterm-256color", "COLUMNS": "", "LINES": ""},
            start_new_session=True,
        )
        os.close(slave)
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
    def text(self) -> str:
        """The screen as it stands, its lines joined by line ends."""
        with self._lock:
            return "\n".join(self._screen.display)

    @property
    def raw(self) -> bytes:
        """Every byte that the program has sent to the terminal."""
        with self._lock:
            return bytes(self._raw)

    def type(self, keys: str) -> None:
        """Press keys, none of them held."""
        for key in keys if not keys.startswith("\x1b") else (keys,):
            os.write(self._master, key.encode())
            # A held key repeats faster than a person presses, and an Esc that is
            # followed at once by another byte is the beginning of another key.
            time.sleep(0.4 if key == "\x1b" else 0.03)

    def until(self, *words: str, seconds: float = PATIENCE) -> float:
        """Wait until each of some words stands on the screen; return how long it took, in seconds.

        Raises:
            AssertionError: They did not appear.
        """
        start = time.monotonic()
        while not all(word in self.text for word in words):
            if time.monotonic() - start > seconds:
                raise AssertionError(f"waited in vain for {words}; the screen:\n{self.text}")
            time.sleep(0.02)
        return time.monotonic() - start

    def ended(self, seconds: float = PATIENCE) -> int:
        """Wait for the end of the program and of its output; return its exit code."""
        code = self.process.wait(seconds)
        self._reader.join(5)
        return code

    def kill(self) -> None:
        """Kill the program as a crash does."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(5)

    def close(self) -> None:
        """End the program, by force where it does not end by itself."""
        if self.process.poll() is None:
            self.process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(5)
        if self.process.poll() is None:
            self.kill()
        self._reader.join(5)
        os.close(self._master)

    def _read(self) -> None:
        while True:
            try:
                data = os.read(self._master, 65_536)
            except OSError:  # nobody holds the other end any more
                return
            with self._lock:
                self._raw += data
                self._stream.feed(data)


def console(
    home: Path,
    *options: str,
    language: str = "en",
    columns: int = 110,
    env: Mapping[str, str] | None = None,
) -> Terminal:
    """Open the real console of a home, in a terminal."""
    command = [sys.executable, "-m", "dutyroom", "--home", str(home), "--lang", language, *options]
    return Terminal(command, env, columns)
