"""A list that draws only the lines that are seen, and a header that stays.

The stock table keeps every cell of every row; this one keeps rows and draws
about twenty, so that a register may be as long as it likes.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import ClassVar, Generic, Protocol, TypeVar

from textual import events
from textual.binding import Binding, BindingType
from textual.cache import LRUCache
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

from dutyroom.commands.command import Command, by_two_clicks
from dutyroom.i18n import _
from dutyroom.messages import CommandChosen
from dutyroom.widgets.fitted import cut
from dutyroom.widgets.prose import in_lines

_TWICE = 2
"""Clicks that stand for Enter."""

_NEAR = 40
"""Rows before the end at which more are asked for."""

_STRIPS = 200
"""Drawn lines that are kept: a few screens full."""


class Identified(Protocol):
    """A row that is found again after the list was read anew."""

    @property
    def id(self) -> str:
        """What tells it from the others."""
        ...


Row = TypeVar("Row", bound=Identified)


class LineList(ScrollView, Generic[Row], can_focus=True):
    """Rows with a cursor; what a row looks like is the subclass's business.

    Attributes:
        rows: The rows that are loaded.
        empty: What is said where there are none.
        answered: What the rows are the answer to, as the screen asked it; None: not known.
    """

    DEFAULT_CSS = """
    LineList { height: 1fr; background: $background; color: $foreground;
               scrollbar-size-vertical: 1; overflow-x: hidden; }
    LineList > .line-list--header { background: $surface; color: $text-muted; }
    LineList > .line-list--cursor { background: $surface-lighten-2; color: $foreground; }
    LineList:focus > .line-list--cursor {
        background: $block-cursor-background; color: $block-cursor-foreground; text-style: bold; }
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"line-list--header", "line-list--cursor"}

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("home", "ends(0)", show=False),
        Binding("end", "ends(1)", show=False),
    ]

    class Chosen(Message):
        """Another row is under the cursor, or none."""

        def __init__(self, row: Identified | None) -> None:
            """Name the row.

            Args:
                row: The row under the cursor.
            """
            super().__init__()
            self.row = row

    class MoreWanted(Message):
        """The end of what is loaded comes near."""

    cursor: reactive[int] = reactive(0)
    """The chosen row, from 0; without rows it means nothing."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        """Begin empty."""
        super().__init__(id=id)
        self.rows: list[Row] = []
        self._more = False
        self._asked = False
        self.empty = Content("")
        self.answered: object = None
        self._strips: LRUCache[Hashable, Strip] = LRUCache(_STRIPS)

    @property
    def chosen(self) -> Row | None:
        """The row under the cursor."""
        return self.rows[self.cursor] if 0 <= self.cursor < len(self.rows) else None

    def show_rows(self, rows: Sequence[Row], *, more: bool, empty: Content) -> None:
        """Show other rows; the cursor stays on its call, where that is still there.

        Args:
            rows: The newest rows.
            more: Older ones can be asked for.
            empty: What to say where there are none.
        """
        kept = self.chosen.id if self.chosen else None
        offset = self.cursor - self.scroll_offset.y
        self.rows = list(rows)
        self.empty = empty
        self._more, self._asked = more, False
        place = next((i for i, row in enumerate(self.rows) if row.id == kept), 0)
        self._measure()
        self.set_reactive(LineList.cursor, place)
        if self.scroll_offset.y:  # at the top, new rows push the others down in sight
            self._scroll(place - offset)
        self._in_sight()
        self.refresh()
        self.post_message(self.Chosen(self.chosen))
        self._ask_for_more()

    def show_unread(self, asked: object, why: str) -> None:
        """Say that what was asked for could not be read; rows that answer it already stay.

        Rows of another search or filter would be taken for what was found.

        Args:
            asked: What was asked for: filter and search.
            why: What happened, what is safe and what to do, for the user.
        """
        if asked == self.answered:
            return
        words = _(
            "This could not be looked for; what was typed stays. To try again, type on or choose "
            "a filter."
        )
        self.answered = None
        self.show_rows((), more=False, empty=Content.styled(f"{words} {why}", "bold $error"))

    def add_rows(self, rows: Sequence[Row], *, more: bool) -> None:
        """Append older rows.

        Args:
            rows: The rows that follow the last one.
            more: Still older ones can be asked for.
        """
        self.rows += rows
        self._more, self._asked = more, False
        self._measure()
        self._ask_for_more()
        self.refresh()

    def fit(self, width: int) -> None:
        """Prepare for another width, in cells; what has no columns need not."""

    def draw_header(self) -> Content:
        """Return the line that stays on top."""
        return Content("")

    def draw_row(self, row: Row) -> Content:
        """Return a row as it is drawn."""
        raise NotImplementedError

    def on_resize(self) -> None:
        """Fit the columns to the width; the chosen row is in sight, also when first laid out."""
        self._measure()
        self._in_sight()

    def _measure(self) -> None:
        """Set the columns and the length."""
        width = self.scrollable_content_region.width
        self.fit(width)
        self.virtual_size = Size(width, len(self.rows) + 1)

    def watch_cursor(self) -> None:
        """Keep the chosen row in sight, and say which it is."""
        self.refresh()
        self._in_sight()
        self.post_message(self.Chosen(self.chosen))
        self._ask_for_more()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Look whether the end comes in sight, by a wheel as by the cursor."""
        super().watch_scroll_y(old_value, new_value)
        self._ask_for_more()

    def _ask_for_more(self) -> None:
        """Ask for older rows where the end of those that are loaded comes near."""
        last = max(self.cursor, self.scroll_offset.y + self.scrollable_content_region.height)
        if self._more and not self._asked and last > len(self.rows) - _NEAR:
            self._asked = True
            self.post_message(self.MoreWanted())

    def _in_sight(self) -> None:
        """Scroll as little as shows the cursor."""
        top = self.scroll_offset.y
        height = max(self.scrollable_content_region.height - 1, 1)  # the header takes a line
        if self.cursor < top:
            self._scroll(self.cursor)
        elif self.cursor >= top + height:
            self._scroll(self.cursor - height + 1)

    def _scroll(self, y: int) -> None:
        """Scroll at once, so that no frame is drawn in between; what was never laid out, later."""
        self.scroll_to(y=y, animate=False, immediate=self.allow_vertical_scroll)

    def validate_cursor(self, cursor: int) -> int:
        """Keep the cursor among the rows."""
        return max(0, min(cursor, len(self.rows) - 1))

    def action_move(self, by: int) -> None:
        """Move the cursor by some rows."""
        self.cursor += by

    def action_page(self, by: int) -> None:
        """Move the cursor by some pages."""
        self.cursor += by * max(self.scrollable_content_region.height - 2, 1)

    def action_ends(self, end: int) -> None:
        """Move the cursor to the first or the last row that is loaded."""
        self.cursor = len(self.rows) - 1 if end else 0

    def on_click(self, event: events.Click) -> None:
        """Choose the row under the pointer; a second click on it is mostly Enter."""
        row = event.y - 1 + self.scroll_offset.y
        if not event.y or row >= len(self.rows):
            return
        again = event.chain == _TWICE and row == self.cursor  # another row may have come there
        self.cursor = row
        if again:
            self._clicked_twice()

    def _clicked_twice(self) -> None:
        """Have the screen do what two clicks on the chosen row stand for."""
        offers: Sequence[type[Command]] = getattr(self.screen, "OFFERS", ())
        if (name := by_two_clicks(offers)) is not None:
            self.post_message(CommandChosen(name))

    def render_line(self, y: int) -> Strip:
        """Draw one line of the screen: the header, a row, or nothing."""
        width = self.scrollable_content_region.width
        if y == 0:
            return self._drawn(self.draw_header(), "line-list--header", width)
        index = y - 1 + self.scroll_offset.y
        if index >= len(self.rows):
            said = [Content(""), *in_lines(self.empty, width)] if not self.rows else []
            return self._drawn(said[index] if index < len(said) else Content(""), None, width)
        at_cursor = index == self.cursor
        return self._drawn(
            self.draw_row(self.rows[index]), "line-list--cursor" if at_cursor else None, width
        )

    def _drawn(self, text: Content, component: str | None, width: int) -> Strip:
        """Return a text as a strip in the style of a part of the list."""
        if component == "line-list--cursor":
            text = Content(text.plain)  # the cursor's contrast goes before other colours
        style = self.get_visual_style(*([component] if component else []))
        # A row that moved, or that only was read again, need not be put together again.
        asked = (text.plain, tuple(text.spans), style, width, self.app.theme)
        strip = self._strips.get(asked)
        if strip is None:
            strip = Visual.to_strips(self, cut(text, width), width, 1, style)[0]
            self._strips[asked] = strip
        return strip
