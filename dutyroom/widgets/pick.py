"""One of a few words in a line, none of them chosen at first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import RenderResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget


class Pick(Widget, can_focus=True):
    """`(X) yes  ( ) no`: the arrow keys choose, and a held key chooses nothing more."""

    DEFAULT_CSS = """
    Pick { height: 1; width: auto; color: $foreground; }
    Pick:focus { background: $panel; text-style: bold; color: $accent; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,space", "step(1)", show=False),
        Binding("left", "step(-1)", show=False),
        Binding("enter", "submit", show=False),
    ]

    value: reactive[str] = reactive("", layout=True)
    """The code of the word that is chosen; empty: none."""

    class Changed(Message):
        """Another word was chosen."""

    class Submitted(Message):
        """Enter was pressed: the next field is wanted, whatever is chosen here."""

    def __init__(self, choices: Sequence[tuple[str, str]], *, id: str) -> None:  # noqa: A002 - Textual's own name
        """Offer some words.

        Args:
            choices: Word, translated, and code of each.
            id: Its id.
        """
        super().__init__(id=id)
        self._choices = tuple(choices)

    def render(self) -> RenderResult:
        """Return the words, the chosen one marked."""
        marked = (f"({'X' if code == self.value else ' '}) {word}" for word, code in self._choices)
        return Content("  ".join(marked))

    def watch_value(self) -> None:
        """Say that it changed."""
        self.post_message(self.Changed())

    def action_submit(self) -> None:
        """Say that the next field is wanted."""
        self.post_message(self.Submitted())

    def action_step(self, by: int) -> None:
        """Choose the next word, or the one before; from none, the first or the last."""
        codes = [code for _word, code in self._choices]
        if self.value not in codes:
            self.value = codes[0 if by > 0 else -1]
        else:
            self.value = codes[(codes.index(self.value) + by) % len(codes)]
