"""Running text as it is drawn."""

from __future__ import annotations

from typing import Self

from textual.content import Content
from textual.geometry import Offset, Region
from textual.selection import Selection
from textual.style import Style
from textual.visual import RenderOptions

from dutyroom.widgets.prose import Prose, in_lines, running

WORDS = "按 Ctrl+W 转到“登记簿”。\n\n第二段"


def drawn(text: Content, width: int, options: RenderOptions) -> list[str]:
    """Return what a text draws in so many cells."""
    strips = running(text).render_strips(width, None, Style.null(), options)
    return [strip.text for strip in strips]


def options(**chosen: object) -> RenderOptions:
    """Return how a widget asks for a drawing."""
    return RenderOptions(lambda style: Style.parse(str(style)), **{"rules": {}, **chosen})  # type: ignore[arg-type]


def test_a_text_is_as_high_as_the_lines_that_are_drawn() -> None:
    text = Content(WORDS)
    lines = ["按 Ctrl+W 转", "到“登记簿”。", "", "第二段"]
    assert drawn(text, 12, options()) == lines
    assert [line.plain for line in in_lines(text, 12)] == lines
    assert running(text).get_height({}, 12) == len(lines)
    assert drawn(text, 1, options(rules={}))  # too narrow for a letter: nothing fails


def test_a_text_of_one_line_stays_in_one() -> None:
    rules = {"text_wrap": "nowrap", "text_overflow": "clip"}
    assert drawn(Content("值班员在岗"), 6, options(rules=rules)) == ["值班员"]
    assert running(Content("值班员在岗")).get_height(rules, 6) == 1  # type: ignore[arg-type]


def test_colours_and_the_pointer_find_their_letters_in_broken_lines() -> None:
    text = Content.assemble("值班员", ("在岗", "bold"))
    chosen = options(
        selection=Selection(Offset(3, 0), Offset(5, 0)), selection_style=Style(reverse=True)
    )
    first, second = running(text).render_strips(8, None, Style.null(), chosen)
    marked = [
        segment.text
        for strip in (first, second)
        for segment in strip
        if segment.style is not None and segment.style.bold and segment.style.reverse
    ]
    assert marked == ["在", "岗"]
    [last] = [segment.style for segment in second if segment.style is not None]
    assert last.meta["offset"] == (4, 0)


def test_the_same_text_once_more_costs_nothing() -> None:
    """A detail is read again at each change of the log, and mostly says what it said."""
    painted: list[bool] = []

    class Counting(Prose):
        def refresh(self, *_regions: Region, layout: bool = False, **_more: bool) -> Self:
            painted.append(layout)
            return self

    text = Counting(Content("停电"))
    painted.clear()
    text.update(Content("停电"))
    assert painted == []
    text.update(Content.styled("停电", "bold"), layout=False)
    text.update(Content("停水"))
    assert painted == [False, True]
