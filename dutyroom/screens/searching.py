"""A list that is searched as one types, and the chosen row beside it where there is room."""

from __future__ import annotations

from typing import ClassVar, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input

from dutyroom.screens.base import DutyScreen
from dutyroom.widgets.key_bar import KeyBar
from dutyroom.widgets.line_list import LineList
from dutyroom.widgets.prose import Prose

Result = TypeVar("Result")


class SearchingScreen(DutyScreen[Result]):
    """A list under a search field; the keys are in the list until somebody goes to the field."""

    AUTO_FOCUS: ClassVar = "LineList"
    """A key that comes before everything stands is no word of the search."""

    DEFAULT_CSS = """
    SearchingScreen #search { height: 1; margin: 0 1; width: 1fr; background: $surface; }
    SearchingScreen #search:focus { background: $panel; }
    """

    def search_field(self, hint: str) -> Input:
        """Return the field.

        Args:
            hint: What stands in it while it is empty, translated.
        """
        return Input(id="search", compact=True, placeholder=hint)

    @property
    def searched_for(self) -> str:
        """What is searched for; empty while nothing is."""
        return self.query_one("#search", Input).value

    def clear_search(self) -> None:
        """Search for nothing any longer, without reading the rows for that."""
        with self.prevent(Input.Changed):
            self.query_one("#search", Input).value = ""

    def to_list(self) -> None:
        """Go to the list."""
        self.query_one(LineList).focus()

    @on(Input.Submitted, "#search")
    def searched(self) -> None:
        """Go to what was found."""
        self.to_list()

    def do_search(self) -> None:
        """Go to the search field."""
        self.query_one("#search", Input).focus()


class BesideScreen(SearchingScreen[Result]):
    """A searched list with everything about the chosen row beside it, on a wide terminal."""

    DEFAULT_CSS = """
    BesideScreen Horizontal { height: 1fr; }
    BesideScreen #beside { display: none; width: 44; padding: 0 1; background: $surface; }
    BesideScreen.-wide #beside { display: block; }
    BesideScreen #state { height: 1; padding: 0 1; color: $text-muted; }
    """

    def laid_out(self, filters: Widget, hint: str, rows: Widget) -> ComposeResult:
        """Lay out filters, search, list and what stands beside it.

        Args:
            filters: What is shown of the register.
            hint: What stands in the empty search field, translated.
            rows: The list.
        """
        yield filters
        yield self.search_field(hint)
        with Horizontal():
            yield rows
            with VerticalScroll(id="beside", can_focus=False):
                yield Prose("", id="detail")
        yield Prose("", id="state")

    def describe(self) -> object:
        """Read the chosen row and show it beside the list; what is returned does not matter."""
        raise NotImplementedError

    def say(self, words: Content) -> None:
        """Say something below the list."""
        self.query_one("#state", Prose).update(words, layout=False)  # always one line

    @on(LineList.Chosen)
    def chosen(self) -> None:
        """Show the chosen row beside the list, where there is room."""
        self.query_one(KeyBar).refresh()
        if self.has_class("-wide"):
            self.describe()

    def on_resize(self) -> None:
        """Fill the room beside the list when it appears."""
        self.call_after_refresh(self._fill_beside)

    def _fill_beside(self) -> None:
        """Show the chosen row, unless the screen was left before it was laid out."""
        if self in self.app.screen_stack:
            self.chosen()
