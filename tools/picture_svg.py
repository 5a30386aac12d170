"""Make the SVG that Textual exports fit for documents with Chinese text.

Textual's own names fonts at a foreign host, gives each text a length in
characters, so that wide ones overlap, and cuts what is taller than its line.
Here every run of narrow or of wide characters gets a place and a length of its
own: columns stand straight in every viewer, whatever fonts it has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape, unescape
from typing import Final

from rich.cells import cell_len

CELL: Final = 12.2
"""Width of a narrow character, as the export has it; a wide one takes two."""

_DOWN: Final = 1.6
"""The larger font stands so much lower in its line."""

_FONTS: Final = "'Noto Sans Mono CJK SC', 'Sarasa Mono SC', NSimSun, 'PingFang SC', monospace"
_SYMBOLS: Final = "'DejaVu Sans Mono', 'Noto Sans Symbols2', 'Segoe UI Symbol', monospace"
_FONT_FACE: Final = re.compile(r"@font-face\s*\{[^}]*\}\s*")
_COMMENT: Final = re.compile(r"<!--.*?-->\s*", re.DOTALL)
_MATRIX: Final = re.compile(r"font-family: Fira Code, monospace;\s*font-size: 20px;")
_HASH: Final = re.compile(r"\bterminal-\d+\b")
"""What Textual makes of all contents; with it no two lines would stay alike."""

_TEXT: Final = re.compile(
    r'<text class="(?P<style>[^"]*)" x="(?P<x>[^"]*)" y="(?P<y>[^"]*)" textLength="[^"]*"'
    r' clip-path="[^"]*">(?P<text>[^<]*)</text>'
)
_BLANKS: Final = "\xa0 \u2800"


def redrawn(svg: str) -> str:
    """Return an exported picture with straight columns, which fetches nothing from anywhere."""
    svg = _COMMENT.sub("", _FONT_FACE.sub("", svg))
    svg = _HASH.sub("terminal", svg)
    svg = _MATRIX.sub(f"font-family: {_FONTS}; font-size: {2 * CELL:g}px;", svg)
    return _TEXT.sub(lambda found: "".join(_placed(found)), svg)


def _placed(found: re.Match[str]) -> Iterator[str]:
    """Yield one text for each run of a text."""
    x, y = float(found["x"]), float(found["y"])
    for column, run, font in _runs(unescape(found["text"])):
        width = cell_len(run) * CELL
        yield (
            f'<text class="{found["style"]}" x="{x + column * CELL:.1f}" y="{y + _DOWN:.1f}"'
            f' textLength="{width:.1f}" lengthAdjust="spacingAndGlyphs"{font}>'
            f"{escape(run)}</text>"
        )


def _runs(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield column, characters and font of each run that is drawn alike; blanks are not drawn."""
    column, run, begun, kind = 0, "", 0, ""
    for character in text:
        now = _kind(character)
        if run and now != kind:
            yield begun, run, _font(kind)
            run = ""
        if now != "blank":
            begun = begun if run else column
            run += character
        kind = now
        column += cell_len(character)
    if run:
        yield begun, run, _font(kind)


def _kind(character: str) -> str:
    """Return how a character is drawn."""
    if character in _BLANKS:
        return "blank"
    if character.isascii():
        return "narrow"
    return "wide" if cell_len(character) == 2 else "symbol"


def _font(kind: str) -> str:
    """Return the attributes of a run: symbols that are wide in Chinese fonts have their own."""
    return f' style="font-family: {_SYMBOLS}; font-size: 20px"' if kind == "symbol" else ""
