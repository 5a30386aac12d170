"""Without colours everything that stands out still does."""

from __future__ import annotations

import pytest
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.theme import Theme

from dutyroom.widgets.colourless import Colourless
from dutyroom.widgets.themes import DARK, LIGHT


def drawn(theme: Theme, style: str, background: str) -> Style:
    """Return the style of a text without its colours, both given as names of the theme."""
    named = theme.to_color_system().generate()
    there = Style.parse(f"{style} on {Color.parse(named[background]).hex}")
    ground = Color.parse(theme.background or "black")
    [segment] = Colourless(ground).apply([Segment("字", there)], Color.parse(named["background"]))
    assert segment.text == "字"
    assert segment.style is not None
    return segment.style


THEMES = pytest.mark.parametrize("theme", [DARK, LIGHT], ids=["dark", "light"])


@THEMES
@pytest.mark.parametrize("name", ["background", "surface", "panel"])
def test_no_colour_is_left(theme: Theme, name: str) -> None:
    style = drawn(theme, "bold #ff0000", name)
    assert style.color is not None
    assert style.color.is_default
    assert style.bgcolor is not None
    assert style.bgcolor.is_default
    assert style.bold
    assert not style.reverse


@THEMES
@pytest.mark.parametrize("name", ["block-cursor-background", "accent-muted", "error-muted"])
def test_what_a_colour_made_stand_out_is_reversed(theme: Theme, name: str) -> None:
    style = drawn(theme, "#ffffff", name)
    assert style.reverse
    assert style.bgcolor is not None
    assert style.bgcolor.is_default


@THEMES
def test_a_lamp_that_is_reversed_stays_so(theme: Theme) -> None:
    assert drawn(theme, "reverse #ff8a3c", "panel").reverse


def test_an_area_without_a_colour_of_its_own_has_that_of_its_widget() -> None:
    ground = Color.parse(DARK.background or "black")
    [bare] = Colourless(ground).apply([Segment(" ")], Color.parse("#56B4E9"))
    assert bare.style is not None
    assert bare.style.reverse
