"""The filters of the matters in one line, with how many each holds where that is counted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from textual import events
from textual.app import RenderResult
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from dutyroom.commands.matters import FILTERING
from dutyroom.i18n import _
from dutyroom.messages import CommandChosen

FILTERS: Final = ("mine", "open", "due", "overdue", "waiting", "all")
"""What the register calls the filters, in the order of `commands.matters.FILTERING`."""


class MatterFilters(Widget):
    """Filters, each with its key."""

    DEFAULT_CSS = """
    MatterFilters { height: 1; padding: 0 1; background: $surface; color: $foreground; }
    """

    which: reactive[str] = reactive("open")
    """The filter in force."""

    counts: reactive[Mapping[str, int]] = reactive({}, init=False)
    """How many matters a filter holds, where that is counted."""

    def __init__(self) -> None:
        """Begin with all that is open."""
        super().__init__()
        self._ends: list[tuple[int, str]] = []

    def render(self) -> RenderResult:
        """Return the filters; the one in force is marked by more than its colour."""
        parts: list[Content] = []
        self._ends = []
        used = 0
        for name, command in zip(FILTERS, FILTERING, strict=True):
            words = _(command.title)
            if count := self.counts.get(name):
                words = f"{words} {count}"
            here = name == self.which
            text = f"[{command.keys[0]} {words}]" if here else f" {command.keys[0]} {words} "
            late = "bold $error" if count and name == "overdue" else ""
            part = Content.styled(text, "bold $accent" if here else late)
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
