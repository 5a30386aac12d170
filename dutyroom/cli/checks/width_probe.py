"""How many cells a terminal gives a character: drawn, and the cursor asked where it is."""

from __future__ import annotations

import os
import re
import select
import sys
import time
from typing import Final

_ASK: Final = b"\x1b[6n"
_REPLY: Final = re.compile(rb"\x1b\[\d+;(\d+)R")
_SECONDS: Final = 0.6

if sys.platform == "win32":

    def widths(characters: str, source: int, target: int) -> dict[str, int]:  # noqa: ARG001
        """Return nothing: the console of Windows is not asked."""
        return {}

else:
    import termios
    import tty

    def widths(characters: str, source: int, target: int) -> dict[str, int]:
        """Return the cells of each character; empty where the terminal does not answer.

        What is drawn is wiped out again, and the terminal is left as it was.

        Args:
            characters: What to draw, one after the other.
            source: Descriptor of the terminal, to read from.
            target: The same, to write to.

        Raises:
            OSError: The terminal is gone.
        """
        before = termios.tcgetattr(source)
        found: dict[str, int] = {}
        try:
            tty.setcbreak(source, termios.TCSANOW)
            for character in characters:
                os.write(target, b"\r" + character.encode() + _ASK)
                column = _column(source)
                if column is None:
                    return {}
                found[character] = column - 1
        finally:
            os.write(target, b"\r\x1b[K")
            termios.tcsetattr(source, termios.TCSANOW, before)
        return found

    def _column(source: int) -> int | None:
        """Return the column that the terminal reports, from 1; None where it does not."""
        end = time.monotonic() + _SECONDS
        said = b""
        while (left := end - time.monotonic()) > 0:
            ready, _write, _fail = select.select([source], [], [], left)
            if not ready:
                return None
            said += os.read(source, 64)
            if match := _REPLY.search(said):
                return int(match[1])
        return None
