"""A program in a pseudo-terminal: its screen read back, and every byte that it sent."""

from __future__ import annotations

import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from tests.pseudo_terminal import PseudoTerminal

PATIENCE: Final = 30.0


class Terminal(PseudoTerminal):
    """Runs a program in a session and a terminal of its own."""

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
        super().__init__(command, size=(columns, rows), env=env, session=True)
        self.let_go()  # what it sends ends with it

    @property
    def text(self) -> str:
        """The screen as it stands, its lines joined by line ends."""
        with self._lock:
            return "\n".join(self._screen.display)

    def type(self, keys: str) -> None:
        """Press keys, none of them held."""
        for key in keys if not keys.startswith("\x1b") else (keys,):
            self.send(key)
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
        code = super().ended(seconds)
        self._reader.join(5)
        return code


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
