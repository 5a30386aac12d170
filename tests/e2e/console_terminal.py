"""The real console in a pseudo-terminal: keys go in, its screen is read back."""

from __future__ import annotations

import contextlib
import os
import re
import select
import signal
import subprocess
import sys
import termios
import threading
import time
from collections.abc import Mapping
from itertools import cycle
from pathlib import Path
from types import TracebackType
from typing import Final, Self

import pyte
from pyte.screens import Char
from wcwidth import wcwidth

from dutyroom.commands.presses import QUIET
from tests.e2e.keeper_desk import PATIENCE

_ESCAPE: Final = "\x1b"
_ESCAPE_SECONDS: Final = 0.2
"""Only a pause after it tells the Esc key from the beginning of a sequence."""

_KEYS: Final[Mapping[str, str]] = {
    **{f"F{n}": f"\x1bO{'PQRS'[n - 1]}" for n in range(1, 5)},
    **{f"F{n}": f"\x1b[{code}~" for n, code in enumerate((15, 17, 18, 19, 20, 21), start=5)},
    **{f"Ctrl+{chr(code)}": chr(code - 64) for code in range(ord("A"), ord("Z") + 1)},
    "Esc": _ESCAPE, "Enter": "\r", "Tab": "\t", "Space": " ", "Backspace": "\x7f",
    "Up": "\x1b[A", "Down": "\x1b[B", "Right": "\x1b[C", "Left": "\x1b[D",
}  # fmt: skip
"""What a terminal sends for each key, by the name on the keyboard."""

_CLOCK: Final = re.compile(r"\d+:\d\d(:\d\d)?")
_TERMINAL: Final = {"TERM": "xterm-256color", "COLUMNS": "", "LINES": ""}
"""The size is that of the terminal, whatever the shell of the tests says of its own."""

_BETWEEN: Final = re.compile("[\\s\u2500-\u259f]")
_MOMENT: Final = 0.25

_UNEVEN: Final = cycle((QUIET + 0.1, QUIET + 0.16, QUIET + 0.13))
"""Seconds between two presses of one key."""

_DELAY: Final = 0.6
"""Seconds before a key that is held repeats."""

COLOUR: Final = re.compile(rb"\x1b\[(?:\d*;)*(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])(?:;\d*)*m")
"""An escape sequence that chooses a colour."""

BOX_DRAWING: Final = re.compile("[\u2500-\u259f]")
"""A character of lines, corners or blocks."""


class Terminal:
    """Runs `dutyroom` in a terminal of its own; a thread takes in all that it draws."""

    def __init__(
        self,
        home: Path,
        *options: str,
        size: tuple[int, int] = (80, 24),
        language: str = "zh",
        env: Mapping[str, str] | None = None,
        env_also: Mapping[str, str] | None = None,
    ) -> None:
        """Start the console of a home.

        Args:
            home: The desk's folder.
            *options: Words behind the common options.
            size: Columns and rows.
            language: One of `i18n.LANGUAGES`.
            env: Its environment; by default that of the tests.
            env_also: What is added to it.
        """
        self._screen = pyte.Screen(*size)
        self._stream = pyte.ByteStream(self._screen)
        self._lock = threading.Lock()
        self._over = threading.Event()
        self._raw = bytearray()
        self._last = ("", 0.0)
        self._master, slave = os.openpty()
        termios.tcsetwinsize(slave, (size[1], size[0]))
        self.modes = termios.tcgetattr(slave)
        command = [sys.executable, "-m", "dutyroom", "--home", str(home), "--lang", language]
        self.process = subprocess.Popen(
            ["setsid", "--ctty", *command, *options],  # the terminal that hangs up takes it along
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env={**(env or os.environ), **_TERMINAL, **(env_also or {})},
        )
        self._slave = slave
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

    def screen(self) -> str:
        """Return the screen as it stands; a wide character counts once. Lines end without space."""
        with self._lock:
            rows = [self._screen.buffer[y] for y in range(self._screen.lines)]
            return "\n".join(self._read_row(row).rstrip() for row in rows)

    def look(self) -> list[tuple[object, ...]]:
        """Return every cell below the strip with its colours; the strip's clock moves by itself."""
        with self._lock:
            rows = [self._screen.buffer[y] for y in range(2, self._screen.lines)]
            return [tuple(row[x] for x in range(self._screen.columns)) for row in rows]

    def _read_row(self, row: Mapping[int, Char]) -> str:
        """Return the text of a row.

        The second cell of a wide character is empty; where the first was drawn
        over, a terminal shows a blank.
        """
        text, wide = [], False
        for x in range(self._screen.columns):
            data = row[x].data
            if data or not wide:
                text.append(data or " ")
            wide = bool(data) and wcwidth(data[0]) == 2
        return "".join(text)

    def raw(self) -> bytes:
        """Return every byte that the program has sent."""
        with self._lock:
            return bytes(self._raw)

    def press(self, *keys: str) -> None:
        """Press keys by their names, one after the other, none of them held.

        The same key again counts when it was quiet for a moment, and when the pauses are
        uneven as those of a person are.
        """
        for key in keys:
            if key == self._last[0]:
                time.sleep(next(_UNEVEN))
            self._send(_KEYS.get(key, key))
            self._last = (key, time.monotonic())
            time.sleep(_ESCAPE_SECONDS if key == "Esc" else 0.05)

    def move(self, *keys: str) -> None:
        """Press keys and wait after each until it shows: what is typed next must arrive there."""
        for key in keys:
            before, limit = self.look(), time.monotonic() + PATIENCE
            self.press(key)
            while self.look() == before:
                assert time.monotonic() < limit, f"{key} changed nothing"
                time.sleep(0.02)

    def hold(self, key: str, times: int) -> None:
        """Hold a key down: after a delay the terminal sends it again and again."""
        for repetition in range(times):
            self._send(_KEYS.get(key, key))
            time.sleep(0.03 if repetition else _DELAY)
        self._last = (key, time.monotonic())

    def type(self, text: str) -> None:
        """Type a text the way an input method hands it over: whole characters, all at once."""
        self._send(text)
        self._last = ("", 0.0)

    def until(self, *texts: str, gone: str = "", seconds: float = PATIENCE) -> str:
        """Wait until texts stand on the screen, and another has gone; return the screen.

        Raises:
            AssertionError: That did not happen.
        """
        limit = time.monotonic() + seconds
        while True:
            seen = self.screen()
            if all(text in seen for text in texts) and not (gone and gone in seen):
                return seen
            wanted = f"{texts} without {gone!r}" if gone else str(texts)
            assert time.monotonic() < limit, f"waited in vain for {wanted}; the screen:\n{seen}"
            assert self.process.poll() is None, f"the console has ended; the screen:\n{seen}"
            time.sleep(0.02)

    def until_told(self, sentence: str) -> None:
        """Wait until a sentence stands on the screen, however it is broken into lines.

        Raises:
            AssertionError: It did not appear.
        """
        wanted, limit = "".join(sentence.split()), time.monotonic() + PATIENCE
        while wanted not in _BETWEEN.sub("", seen := self.screen()):
            assert time.monotonic() < limit, f"waited in vain for {sentence!r}; the screen:\n{seen}"
            time.sleep(0.02)

    def settled(self, seconds: float = PATIENCE) -> str:
        """Wait until the program has drawn nothing new for a moment, its clock apart.

        Returns:
            The screen.
        """
        limit = time.monotonic() + seconds
        seen, since = self._still(), time.monotonic()
        while time.monotonic() - since < _MOMENT:
            assert time.monotonic() < limit, "the screen never rests"
            time.sleep(0.02)
            if (now := self._still()) != seen:
                seen, since = now, time.monotonic()
        return self.screen()

    def ended(self, seconds: float = PATIENCE) -> int:
        """Wait for the end of the program and return its exit code."""
        return self.process.wait(seconds)

    def left_as_found(self) -> bool:
        """Return whether the terminal's modes are those from before the program."""
        return termios.tcgetattr(self._slave) == self.modes

    def hang_up(self) -> None:
        """Close the terminal, as when its window is closed or the connection to it is lost."""
        if not self._over.is_set():
            self._over.set()
            self._reader.join(5)
            os.close(self._master)

    def kill(self) -> None:
        """Kill the program as a crash does."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(5)

    def close(self) -> None:
        """End the program, by force where it does not end by itself."""
        if self.process.poll() is None:
            self.process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(10)
        if self.process.poll() is None:
            self.kill()
        if self._slave >= 0:
            os.close(self._slave)
            self._slave = -1
        self.hang_up()

    def _still(self) -> str:
        return _CLOCK.sub("", self.screen())

    def _send(self, text: str) -> None:
        os.write(self._master, text.encode())

    def _read(self) -> None:
        while not self._over.is_set():
            if not select.select([self._master], [], [], 0.1)[0]:
                continue
            try:
                data = os.read(self._master, 65_536)
            except OSError:  # nobody holds the other end any more
                return
            with self._lock:
                self._raw += data
                self._stream.feed(data)
