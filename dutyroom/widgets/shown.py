"""The one way in which foreign text reaches the screen.

Whatever came over the line, from a file or from the socket may hold escape
sequences, markup, bidirectional overrides, invisible letters and any length.
None of that may move the cursor, style anything, hide a digit or end the
program. The raw text stays in the database; only what is drawn is cleaned.
"""

from __future__ import annotations

import unicodedata
from typing import Final

from textual.content import Content

LIMIT: Final = 200
"""Longest text shown where the caller names no limit, in characters."""

CUT: Final = ".."
"""Stands where text was cut: two cells in every terminal, as a Chinese letter; no ellipsis is."""

_MARKS: Final = 2
"""Combining marks kept on one letter; more of them climb over the lines around."""

_SPACES: Final = frozenset({"Zs", "Zl", "Zp"})
_GONE: Final = frozenset({"Cc", "Cf", "Cs", "Co"})
_BLANKS: Final = frozenset("\u115f\u1160\u2800\u3164\uffa0\u034f\u17b4\u17b5")
"""Letters that draw nothing: with them a number could be made to look like another."""


def shown(text: str | None, *, limit: int = LIMIT, lines: bool = False) -> Content:
    """Return foreign text as content that can be drawn anywhere.

    Args:
        text: The text as it arrived; None counts as empty.
        limit: Longest result, in characters.
        lines: Keep line breaks; otherwise they become spaces.
    """
    return Content(_clean(text or "", limit, lines=lines))


def _clean(text: str, limit: int, *, lines: bool) -> str:
    """Return the harmless characters of a text, at most `limit` of them."""
    if len(text) <= limit and text.isascii() and text.isprintable():
        return text
    kept: list[str] = []
    marks = 0
    for character in text[: 8 * limit + 64]:  # what is dropped may not cost without bound
        piece = _harmless(character, lines=lines)
        if piece and unicodedata.category(piece) in {"Mn", "Me"}:
            marks += 1
            piece = piece if kept and marks <= _MARKS else ""
        elif piece:
            marks = 0
        if piece:
            kept.append(piece)
        if len(kept) > limit:
            return "".join(kept[: max(limit - len(CUT), 0)]) + CUT[:limit]
    return "".join(kept)


def _harmless(character: str, *, lines: bool) -> str:
    """Return a character as it may be drawn, or nothing."""
    if character == "\n":
        return "\n" if lines else " "
    if character == "\t":
        return " "
    category = unicodedata.category(character)
    if category in _SPACES:
        return character if character in {" ", "\u3000"} else " "
    if category in _GONE or character in _BLANKS or "\ufe00" <= character <= "\ufe0f":
        return ""
    if category == "Cn":
        return "\ufffd"
    return character
