"""Foreign text made fit for paper and for files that other programs open.

What came over the line or out of a file may hold escape sequences, invisible
letters and half characters. A document keeps every character that can be read
and none that can only act; the raw text stays in the database.
"""

from __future__ import annotations

import unicodedata
from typing import Final

_DROPPED: Final = frozenset({"Cc", "Cf", "Cs"})
_JOINERS: Final = frozenset("\ufe0e\ufe0f\u034f\u115f\u1160\u3164\uffa0")
"""Characters that draw nothing by themselves, but are no controls."""

_NO_CHARACTERS: Final = frozenset(
    [*map(chr, range(0xFDD0, 0xFDF0))]
    + [chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF)]
)
"""Code points that never are characters; two of them no XML may hold, and so no workbook."""


def printable(text: str, *, lines: bool = True) -> str:
    """Return the characters of a text that can be read.

    Args:
        text: The text as it arrived.
        lines: Keep line breaks; otherwise they become spaces.
    """
    unified = text.replace("\r\n", "\n").replace("\r", "\n")
    if unified.isascii() and unified.isprintable():
        return unified
    return "".join(_printed(character, lines=lines) for character in unified)


def _printed(character: str, *, lines: bool) -> str:
    """Return a character as it is printed, or nothing."""
    if character == "\n":
        return "\n" if lines else " "
    if character == "\t":
        return " "
    category = unicodedata.category(character)
    if category in {"Zl", "Zp"}:
        return "\n" if lines else " "
    nothing = category in _DROPPED or character in _JOINERS or character in _NO_CHARACTERS
    return "" if nothing else character
