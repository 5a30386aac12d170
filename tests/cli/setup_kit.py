"""A scripted person, and a terminal with a person at it, for the tests of the set-up."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from dutyroom.cli.setting_up.dialogue import EndOfInputError, Live

PATIENCE: Final = 20.0


class Script:
    """Answers in the order in which they were written down; keeps what was said."""

    def __init__(self, *answers: str, watching: Sequence[Callable[[Live], None]] = ()) -> None:
        """Write the answers down.

        Args:
            answers: One for each question.
            watching: One for each thing that is watched: works it, then Enter.
        """
        self.answers = list(answers)
        self.watching = list(watching)
        self.said: list[str] = []
        self.asked: list[str] = []

    def say(self, text: str = "") -> None:
        """Keep a line."""
        self.said.append(text)

    def ask(self, question: str, default: str = "") -> str:
        """Give the next answer."""
        self.asked.append(question)
        if not self.answers:
            raise EndOfInputError
        return self.answers.pop(0) or default

    def watch(self, live: Live) -> None:
        """Work what is watched."""
        if self.watching:
            self.watching.pop(0)(live)
        self.said += live.lines()
        live.bar()

    @property
    def text(self) -> str:
        """Everything that was said."""
        return "\n".join(self.said)


class Person:
    """The real program in a pseudo-terminal of 80 columns, and the keys of a person."""

    def __init__(self, home: Path, *words: str, env: dict[str, str] | None = None) -> None:
        """Start `dutyroom` with some words; Ctrl+C reaches it as in any terminal."""
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("4H", 24, 80, 0, 0))
        environment = {
            **(env or os.environ),
            "DUTYROOM_LANG": "en",
            "TERM": "xterm",
            "LC_ALL": "C.UTF-8",
        }
        self.process = subprocess.Popen(
            ["setsid", "--ctty", sys.executable, "-m", "dutyroom", "--home", str(home), *words],
            stdin=slave, stdout=slave, stderr=slave, env=environment,
        )  # fmt: skip
        os.close(slave)
        self._raw = b""
        self._seen = 0

    @property
    def screen(self) -> str:
        """Everything that was written so far."""
        return self._raw.decode("utf-8", "replace")

    def expect(self, text: str) -> None:
        """Wait until a text is written after the last one that was expected."""
        end = time.monotonic() + PATIENCE
        while (found := self.screen.find(text, self._seen)) < 0:
            assert time.monotonic() < end, f"waited in vain for {text!r} in:\n{self.screen[-3000:]}"
            self._read(0.05)
        self._seen = found + len(text)

    def wait_for_line(self) -> str:
        """Return the line of the last expected text, once it is whole."""
        begin = self.screen.rfind("\n", 0, self._seen) + 1
        self.expect("\n")
        return self.screen[begin : self._seen]

    def type(self, text: str) -> None:
        """Press keys."""
        os.write(self._master, text.encode())

    def answer(self, question: str, text: str) -> None:
        """Wait for a question and answer it."""
        self.expect(question)
        self.type(text + "\n")

    def end(self) -> int:
        """Wait for the end and return the exit code."""
        end = time.monotonic() + PATIENCE
        while self.process.poll() is None:
            assert time.monotonic() < end, f"does not end:\n{self.screen}"
            self._read(0.05)
        return self.process.returncode

    def close(self) -> None:
        """Leave nothing behind."""
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        os.close(self._master)

    def _read(self, seconds: float) -> None:
        ready, _write, _fail = select.select([self._master], [], [], seconds)
        if ready:
            try:
                self._raw += os.read(self._master, 65536)
            except OSError:  # the other side has gone
                time.sleep(0.01)
