"""A choice of a few words in one line: the chosen one stands in brackets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.app import RenderResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget


class ChoiceLine(Widget, can_focus=True):
    """Words side by side, moved through with the arrow keys or space."""

    DEFAULT_CSS = """
    ChoiceLine { height: 1; width: 1fr; background: $surface; color: $foreground; }
    ChoiceLine:focus { background: $panel; text-style: bold; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "move(-1)", show=False),
        Binding("right,space", "move(1)", show=False),
        Binding("enter", "app.focus_next", show=False),
    ]

    value: reactive[str] = reactive("")
    """The code of the chosen word."""

    class Changed(Message):
        """Another word was chosen."""

    def __init__(
        self,
        choices: Sequence[tuple[str, str]],
        value: str = "",
        *,
        id: str | None = None,  # noqa: A002 - Textual's own name
    ) -> None:
        """Offer some words.

        Args:
            choices: Word, translated, and code of each.
            value: The code chosen at first; by default that of the first.
            id: Its id.
        """
        super().__init__(id=id)
        self._choices = list(choices)
        self.set_reactive(ChoiceLine.value, value or self._choices[0][1])

    def render(self) -> RenderResult:
        """Return the words; the chosen one is marked by more than its colour."""
        return Content(" ").join([
            Content.styled(f"[{word}]", "bold $accent") if code == self.value else Content(word)
            for word, code in self._choices
        ])  # fmt: skip

    def validate_value(self, value: str) -> str:
        """Keep to what is offered."""
        codes = [code for _word, code in self._choices]
        return value if value in codes else codes[0]

    def watch_value(self) -> None:
        """Say that it changed."""
        self.post_message(self.Changed())

    def action_move(self, by: int) -> None:
        """Choose a neighbour; behind the last comes the first."""
        codes = [code for _word, code in self._choices]
        self.value = codes[(codes.index(self.value) + by) % len(codes)]

    def on_click(self, event: events.Click) -> None:
        """Choose the word under the pointer."""
        end = 0
        for word, code in self._choices:
            width = Content(word).cell_length + (2 if code == self.value else 0)
            end += width + 1
            if event.x < end:
                self.value = code
                return
