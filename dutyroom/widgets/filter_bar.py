"""The filters of the call log in one line, with what is still open in each."""

from __future__ import annotations

from collections.abc import Mapping

from textual import events
from textual.app import RenderResult
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from dutyroom.commands.calls import SHOWING
from dutyroom.i18n import _
from dutyroom.messages import CommandChosen

FILTERS = ("shift", "today", "pending", "missed", "all")
"""What the registers call the filters, in the order of `commands.calls.SHOWING`."""


class FilterBar(Widget):
    """Five filters, each with its key."""

    DEFAULT_CSS = """
    FilterBar { height: 1; padding: 0 1; background: $surface; color: $foreground; }
    """

    which: reactive[str] = reactive("shift")
    """The filter in force."""

    counts: reactive[Mapping[str, int]] = reactive({}, init=False)
    """How many calls are open in a filter, where that is counted."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        """Begin with the calls of the shift."""
        super().__init__(id=id)
        self._ends: list[tuple[int, str]] = []

    def render(self) -> RenderResult:
        """Return the filters; the one in force is marked by more than its colour."""
        parts: list[Content] = []
        self._ends = []
        used = 0
        for name, command in zip(FILTERS, SHOWING, strict=True):
            words = _(command.title)
            if count := self.counts.get(name):
                words = f"{words} {count}"
            here = name == self.which
            text = f"[{command.keys[0]} {words}]" if here else f" {command.keys[0]} {words} "
            style = "bold $accent" if here else ("$warning" if count else "")
            part = Content.styled(text, style)
            parts.append(part)
            used += part.cell_length + 1
            self._ends.append((used, command.name))
        return Content(" ").join(parts)

    def on_click(self, event: events.Click) -> None:
        """Choose the filter under the pointer."""
        for end, name in self._ends:
            if event.x - 1 < end:
                self.post_message(CommandChosen(name))
                return
