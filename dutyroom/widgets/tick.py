"""A box to tick, in plain characters: its state is seen without colour."""

from __future__ import annotations

from typing import ClassVar

from textual.app import RenderResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget


class Tick(Widget, can_focus=True):
    """`[X]` or `[ ]` with its label."""

    DEFAULT_CSS = """
    Tick { height: 1; width: auto; color: $foreground; }
    Tick:focus { background: $panel; text-style: bold; color: $accent; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("space,enter", "tick", show=False)]

    value: reactive[bool] = reactive(False)
    """Whether it is ticked."""

    class Changed(Message):
        """It was ticked, or no longer is."""

        def __init__(self, value: bool) -> None:
            """Carry the state.

            Args:
                value: Whether it is ticked now.
            """
            super().__init__()
            self.value = value

    def __init__(self, label: str, *, id: str) -> None:  # noqa: A002 - Textual's own name
        """Show a label.

        Args:
            label: Translated.
            id: Its id.
        """
        super().__init__(id=id)
        self._label = label

    def render(self) -> RenderResult:
        """Return box and label."""
        return Content(f"[{'X' if self.value else ' '}] {self._label}")

    def watch_value(self, value: bool) -> None:
        """Say that it changed."""
        self.post_message(self.Changed(value))

    def action_tick(self) -> None:
        """Tick it, or no longer."""
        self.value = not self.value

    def on_click(self) -> None:
        """The mouse works too."""
        self.action_tick()
