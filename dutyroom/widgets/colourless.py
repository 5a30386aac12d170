"""A console without any colour, for `NO_COLOR`: what stands out is reversed instead.

Textual's own answer to `NO_COLOR` is shades of grey, and those are colours too: on a
terminal whose user chose black on white they are a dark picture nobody asked for.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from rich.color import Color as RichColor
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

STANDS_OUT: Final = 0.14
"""Difference in brightness, of 0 to 1, from which an area is meant to catch the eye.

The card of a call, a cursor and a chosen text are beyond it; the shades of panels and
of fields, which only divide the screen, are not.
"""

_DEFAULT: Final = RichColor.default()
_COLOURLESS: Final = Style.from_color(_DEFAULT, _DEFAULT)
_REVERSED: Final = Style(reverse=True)


class Colourless(LineFilter):
    """Takes every colour away and reverses what a colour made stand out."""

    def __init__(self, ground: Color) -> None:
        """Prepare.

        Args:
            ground: The theme's background, which stands out nowhere.
        """
        super().__init__()
        self._ground = ground.brightness

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return segments in the terminal's own two colours."""
        here = abs(background.brightness - self._ground) >= STANDS_OUT
        return [
            Segment(text, _plain(style or Style.null(), self._ground, here), control)
            for text, style, control in segments
        ]


@lru_cache(4096)
def _plain(style: Style, ground: float, here: bool) -> Style:
    """Return a style without its colours.

    Args:
        style: The style.
        ground: Brightness of the theme's background.
        here: Whether the area stands out where the style names no background.
    """
    out = here
    if style.bgcolor is not None and not style.bgcolor.is_default:
        out = abs(Color.from_rich_color(style.bgcolor).brightness - ground) >= STANDS_OUT
    plain = style + _COLOURLESS
    return plain + _REVERSED if out else plain
