"""The real console in a pseudo-terminal: keys go in, its screen is read back."""

from __future__ import annotations

import re
import sys
import termios
import time
from collections.abc import Mapping
from itertools import cycle
from pathlib import Path
from typing import Final

from pyte.screens import Char
from wcwidth import wcwidth

from dutyroom.commands.presses import QUIET
from tests.e2e.keeper_desk import PATIENCE
from tests.pseudo_terminal import PseudoTerminal

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


class Terminal(PseudoTerminal):
    """Runs `dutyroom` in a terminal that it controls; hung up, it takes the program along."""

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
        command = [sys.executable, "-m", "dutyroom", "--home", str(home), "--lang", language]
        super().__init__(
            ["setsid", "--ctty", *command, *options],  # the terminal that hangs up takes it along
            size=size,
            env=env,
            env_also=env_also,
        )
        self._last = ("", 0.0)

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

    def press(self, *keys: str) -> None:
        """Press keys by their names, one after the other, none of them held.

        The same key again counts when it was quiet for a moment, and when the pauses are
        uneven as those of a person are.
        """
        for key in keys:
            if key == self._last[0]:
                time.sleep(next(_UNEVEN))
            self.send(_KEYS.get(key, key))
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
            self.send(_KEYS.get(key, key))
            time.sleep(0.03 if repetition else _DELAY)
        self._last = (key, time.monotonic())

    def type(self, text: str) -> None:
        """Type a text the way an input method hands it over: whole characters, all at once."""
        self.send(text)
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
        return super().ended(seconds)

    def left_as_found(self) -> bool:
        """Return whether the terminal's modes are those from before the program."""
        return termios.tcgetattr(self._slave) == self.modes

    def _still(self) -> str:
        return _CLOCK.sub("", self.screen())
