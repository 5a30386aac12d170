"""The dialogue on a terminal, or with answers from a file or a pipe.

Plain lines, so that it works over a slow connection, at any width, with an
input method and with a screen reader.
"""

from __future__ import annotations

import contextlib
import os
import select
import sys
import time
from typing import Final, TextIO

from rich.cells import cell_len, set_cell_size

from dutyroom.cli.setting_up.dialogue import EndOfInputError, Live
from dutyroom.documents.plain import printable

if sys.platform == "win32":
    import msvcrt

_TICK: Final = 0.1
_WIDTH: Final = 80
_LONGEST: Final = 4096
"""Bytes of an answer; a file that is no answer ends it."""


class Terminal:
    """Asks on standard output, reads from standard input."""

    def __init__(self, source: TextIO, target: TextIO) -> None:
        """Talk over a pair of streams.

        Args:
            source: Where answers come from; its descriptor is read.
            target: Where questions go.
        """
        self._source = source
        self._target = target
        self._typed = source.isatty()
        self._drawn = ""
        if self._typed:
            with contextlib.suppress(ImportError):
                import readline  # noqa: F401, PLC0415 - erases a Chinese character whole

    def say(self, text: str = "") -> None:
        """Show a line."""
        self._target.write(f"{printable(text)}\n")
        self._target.flush()

    def ask(self, question: str, default: str = "") -> str:
        """Return a line of text; the default where nothing is typed.

        Raises:
            EndOfInputError: There are no more answers.
        """
        preset = f" [{default}]" if default else ""
        prompt = f"{printable(question, lines=False)}{printable(preset, lines=False)}: "
        answer = self._line(prompt).strip()
        return printable(answer, lines=False) or default

    def watch(self, live: Live) -> None:
        """Show something as it happens, until Enter is pressed.

        Raises:
            EndOfInputError: There are no more answers.
        """
        try:
            while True:
                for line in live.lines():
                    self._wipe()
                    self.say(f"  {line}")
                self._draw(live.bar())
                if self._entered():
                    return
        finally:
            self._wipe()
            self._target.flush()

    def _line(self, prompt: str) -> str:
        """Return a typed line.

        Raises:
            EndOfInputError: There are no more.
        """
        if self._typed:
            try:
                return input(prompt)
            except EOFError as error:
                raise EndOfInputError from error
        self._target.write(prompt)
        self._target.flush()
        answer = self._unbuffered()
        self.say(answer)  # else question and answer of a log would stand on one line
        return answer

    def _unbuffered(self) -> str:
        """Return a line from a pipe, and leave what follows it there for `select` to see.

        Raises:
            EndOfInputError: There is none.
        """
        line = bytearray()
        while len(line) < _LONGEST:
            byte = os.read(self._source.fileno(), 1)
            if not byte and not line:
                raise EndOfInputError
            if not byte or byte == b"\n":
                break
            line += byte
        return line.decode("utf-8", "replace").rstrip("\r")

    def _entered(self) -> bool:
        """Wait for a tick, and say whether a line was entered.

        Raises:
            EndOfInputError: There are no more.
        """
        if sys.platform == "win32":
            time.sleep(_TICK)
            return msvcrt.kbhit() and msvcrt.getwch() in "\r\n"
        ready, _write, _fail = select.select([self._source], [], [], _TICK)
        if ready:
            self._unbuffered()
        return bool(ready)

    def _draw(self, bar: str) -> None:
        """Draw the bar in its place when it changed; only a terminal has one."""
        if not self._typed or bar == self._drawn:
            return
        self._wipe()
        shown = printable(bar, lines=False)
        self._target.write(set_cell_size(shown, min(cell_len(shown), self._columns() - 1)))
        self._target.flush()
        self._drawn = bar

    def _wipe(self) -> None:
        """Take the bar away."""
        if self._drawn:
            self._target.write("\r" + " " * min(cell_len(self._drawn), self._columns() - 1) + "\r")
            self._drawn = ""

    def _columns(self) -> int:
        try:
            columns = os.get_terminal_size(self._target.fileno()).columns
        except OSError:
            columns = 0
        return columns or _WIDTH  # a terminal that does not know says 0
