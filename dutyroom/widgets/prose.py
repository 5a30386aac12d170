"""Running text, in lines that end where Chinese and English lines may end.

Textual ends lines at blanks alone: a Chinese sentence with one blank in it would end its line
there, however short, and a longer one be cut within a number or before its full stop.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual.content import Content
from textual.strip import Strip
from textual.visual import RenderOptions, Visual, VisualType
from textual.widgets import Static

from dutyroom.widgets.line_breaks import BLANKS, breaks

if TYPE_CHECKING:
    from textual.css.styles import RulesMap
    from textual.style import Style


def in_lines(text: Content, width: int) -> list[Content]:
    """Return the lines of a text, without the blanks at their ends.

    Args:
        text: The text.
        width: Of a line, in cells.
    """
    return [line.rstrip(BLANKS) for _y, _x, line in _placed(text, width)]


def height(text: Content, width: int) -> int:
    """Return how many lines a text takes in so many cells."""
    return sum(1 for _ in _placed(text.without_spans, width))


def _placed(text: Content, width: int) -> Iterator[tuple[int, int, Content]]:
    """Yield the lines, with the line of the text each is of and the place where it begins there."""
    for y, paragraph in enumerate(text.split(allow_blank=True)):
        whole = paragraph.expand_tabs()
        places = breaks(whole.plain, width) if whole.cell_length > width else []
        for x, line in zip([0, *places], whole.divide(places), strict=True):
            yield y, x, line


class RunningText(Content):
    """A text that is broken by the rules of its language wherever it is drawn."""

    def get_height(self, rules: RulesMap, width: int) -> int:
        """Return how many lines the text takes in so many cells."""
        return height(self, width) if _flows(rules) else super().get_height(rules, width)

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """Draw the text; a pointer still finds each character where it stands in the text."""
        if not width or not _flows(options.rules):
            return super().render_strips(width, height, style, options)
        text = self if options.post_style is None else self.stylize(options.post_style)
        rules: RulesMap = {"text_wrap": "nowrap", "text_overflow": "clip"}
        if align := options.rules.get("text_align"):
            rules["text_align"] = align
        alone = RenderOptions(options.get_style, rules)
        drawn: list[Strip] = []
        for y, x, line in _placed(_marked(text, options), width):
            [strip] = line.rstrip(BLANKS).render_strips(width, 1, style, alone)
            drawn.append(strip.apply_offsets(x, y))
        return drawn[:height]


def running(text: Content) -> RunningText:
    """Return a text as one that is broken by the rules of its language."""
    return RunningText(text.plain, list(text.spans))


def _flows(rules: RulesMap) -> bool:
    """Tell whether lines are to be broken at all."""
    return rules.get("text_wrap", "wrap") != "nowrap"


def _marked(text: Content, options: RenderOptions) -> Content:
    """Return a text with what is chosen by the pointer in the style of that."""
    if options.selection is None or options.selection_style is None:
        return text
    marked = []
    for y, line in enumerate(text.split(allow_blank=True)):
        start, end = options.selection.get_span(y) or (0, 0)
        marked.append(line.stylize(options.selection_style, start, len(line) if end < 0 else end))
    return Content("\n").join(marked)


class Prose(Static):
    """A text on a screen: whatever is said there in sentences stands in one."""

    def render(self) -> Visual:
        """Return the text, to be broken into lines by the width there is."""
        text = self.visual
        return running(text) if isinstance(text, Content) else text

    def update(self, content: VisualType = "", *, layout: bool = True) -> None:
        """Show another text; the same text once more is neither laid out nor painted anew.

        Args:
            content: The text.
            layout: Whether the widget may need more or less room for it.
        """
        match self.content, content:
            case (Content() as before, Content() as after) if before.is_same(after):
                pass
            case _:
                super().update(content, layout=layout)
