"""Where a line of running text may end, in Chinese as in English.

The rules are those of Unicode line breaking (UAX #14) that meet such texts: a line may end
between any two Chinese characters and at blanks, never before what closes or behind what opens,
never within a word, a number or the name of a key. Stricter than the standard, as Chinese is set
(GB/T 15834): a figure keeps the unit behind it, and a date is one piece. A line too narrow for a
piece breaks it where it must.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from enum import IntEnum, auto
from functools import cache
from typing import Final

from rich.cells import cell_len

BLANKS: Final = " \t\u3000"
"""What a line may end with and does not show there."""


class Kind(IntEnum):
    """What a character is to the end of a line; the classes of UAX #14 behind each."""

    BLANK = auto()
    """A line may end behind it: SP."""
    GLUE = auto()
    """Holds on to both sides: GL, WJ, ZWJ."""
    MARK = auto()
    """Belongs to the letter before it: CM."""
    OPENS = auto()
    """Never ends a line: OP, opening quotes."""
    BRACKET = auto()
    """Never ends a line, and stands within words, too: OP that is not Chinese."""
    CLOSES = auto()
    """Never begins a line, and a line may end behind it: CL, EX, NS, IN, PO of Chinese."""
    STOPS = auto()
    """Never begins a line, but stands within words and numbers, too: IS, CP, PO, closing quotes."""
    QUOTE = auto()
    """Opens or closes, nobody knows: QU."""
    JOINS = auto()
    """A stroke within words, dates and paths: HY, BA, SY."""
    DASH = auto()
    """Not parted from the next of its kind: B2."""
    FIGURE = auto()
    """A digit: NU."""
    WORD = auto()
    """A letter or a sign: AL, PR, AI."""
    WIDE = auto()
    """A Chinese character, or another that stands alone: ID, H2, H3, EB."""


_CLOSING: Final = frozenset("，。、；：？！．·・…‥々〻〜～ー％℃‰°′″")
_STOPPING: Final = frozenset(",.;:!?%")
_JOINING: Final = frozenset("-/‐‑‒–")
_DASHES: Final = frozenset("—―⸺")
_DATED: Final = frozenset("年月时点第")
"""Chinese characters that a figure follows within one date, time or count."""

_BY_CATEGORY: Final = {
    "Mn": Kind.MARK, "Me": Kind.MARK, "Mc": Kind.MARK, "Nd": Kind.FIGURE,
    "Ps": Kind.OPENS, "Pi": Kind.OPENS, "Pe": Kind.CLOSES, "Pf": Kind.STOPS,
}  # fmt: skip

_NEVER_FIRST: Final = frozenset(
    {Kind.GLUE, Kind.MARK, Kind.CLOSES, Kind.STOPS, Kind.JOINS, Kind.QUOTE}
)
_OPENING: Final = frozenset({Kind.OPENS, Kind.BRACKET})
_IN_WORDS: Final = frozenset({Kind.WORD, Kind.FIGURE})
_LETTERS: Final = _IN_WORDS | {Kind.WIDE}
_EVERYTHING: Final = frozenset(Kind)
_KEPT: Final[Mapping[Kind, frozenset[Kind]]] = {
    **dict.fromkeys((*_OPENING, Kind.GLUE, Kind.QUOTE), _EVERYTHING),
    Kind.DASH: frozenset({Kind.DASH}),
    Kind.STOPS: _IN_WORDS,
    Kind.WORD: _IN_WORDS | {Kind.BRACKET},
    Kind.FIGURE: _LETTERS | {Kind.BRACKET},
}
"""What a character keeps behind it on its line, beside what never begins one."""

_BY_CHARACTER: Final = {
    **dict.fromkeys(BLANKS, Kind.BLANK),
    **dict.fromkeys("\u00a0\u202f\u2060\u200d", Kind.GLUE),
    **dict.fromkeys("\"'", Kind.QUOTE),
    **dict.fromkeys("([{", Kind.BRACKET),
    **dict.fromkeys(_CLOSING, Kind.CLOSES),
    **dict.fromkeys((*_STOPPING, ")", "]", "}"), Kind.STOPS),
    **dict.fromkeys(_JOINING, Kind.JOINS),
    **dict.fromkeys(_DASHES, Kind.DASH),
}


def breaks(text: str, width: int) -> list[int]:
    """Return where the lines of a text begin, but for the first, in characters.

    Args:
        text: A text without line breaks.
        width: Of a line, in cells; blanks at its end may stick out.
    """
    found: list[int] = []
    start, used = 0, 0
    for end in _ends(text):
        piece = text[start:end]
        if used and used + cell_len(piece.rstrip(BLANKS)) > width:
            found.append(start)
            used = 0
        for place in _forced(piece, width):
            found.append(start + place)
            piece, used = text[start + place : end], 0
        used += cell_len(piece)
        start = end
    return found


def _forced(piece: str, width: int) -> Iterator[int]:
    """Yield where a piece breaks that is wider than a line: before a letter with its marks."""
    used, blank = 0, len(piece.rstrip(BLANKS))
    if cell_len(piece[:blank]) <= width:
        return
    for place, character in enumerate(piece[:blank]):
        wide = cell_len(character)
        if used and used + wide > width and kind(character) not in {Kind.MARK, Kind.GLUE}:
            yield place
            used = 0
        used += wide


def _ends(text: str) -> Iterator[int]:
    """Yield the ends of the pieces that stay together, blanks behind them included."""
    opened = before = Kind.OPENS  # blanks at the beginning belong to what follows
    joined = False
    for place, character in enumerate(text):
        this = kind(character)
        if this is Kind.MARK:
            continue
        if before is Kind.BLANK:
            parted = opened not in _OPENING and this is not Kind.CLOSES
        else:
            parted = _parted(before, this, joined=joined)
            parted = parted and not (this is Kind.FIGURE and text[place - 1] in _DATED)
        if place and this is not Kind.BLANK and parted:
            yield place
        if this is not Kind.BLANK:
            opened = this
        joined = this is Kind.JOINS and before in _LETTERS
        before = this
    if text:
        yield len(text)


def _parted(before: Kind, this: Kind, *, joined: bool) -> bool:
    """Tell whether a line may end between two characters.

    Args:
        before: What the first one is; no blank.
        this: What the second one is.
        joined: The first one stands behind a letter or a figure, so that it ends a word.
    """
    if this in _NEVER_FIRST:
        return False
    if before is Kind.JOINS:
        return joined and this in {Kind.WORD, Kind.WIDE}
    return this not in _KEPT.get(before, ())


@cache
def kind(character: str) -> Kind:
    """Return what a character is to the end of a line."""
    known = _BY_CHARACTER.get(character) or _BY_CATEGORY.get(unicodedata.category(character))
    if known is not None:
        return known
    return Kind.WIDE if unicodedata.east_asian_width(character) in "WF" else Kind.WORD
