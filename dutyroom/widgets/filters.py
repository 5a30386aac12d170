"""Filters of a list in one line, each with its key and with how many rows it holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual import events
from textual.app import RenderResult
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from dutyroom.commands.command import Command
from dutyroom.i18n import _
from dutyroom.messages import CommandChosen


class Filters(Widget):
    """Filters, each with its key."""

    DEFAULT_CSS = """
    Filters { height: 1; padding: 0 1; background: $surface; color: $foreground; }
    """

    FILTERS: ClassVar[Sequence[str]] = ()
    """What the register calls the filters."""

    COMMANDS: ClassVar[Sequence[type[Command]]] = ()
    """The commands that choose them, in the same order."""

    COUNTED: ClassVar[Mapping[str, str]] = {}
    """How a filter looks that holds rows to be seen to, by filter."""

    which: reactive[str] = reactive("")
    """The filter in force."""

    counts: reactive[Mapping[str, int]] = reactive({}, init=False)
    """How many rows a filter holds, where that is counted."""

    def __init__(self, which: str) -> None:
        """Begin with a filter.

        Args:
            which: The filter.
        """
        super().__init__()
        self._ends: list[tuple[int, str]] = []
        self.set_reactive(Filters.which, which)

    def render(self) -> RenderResult:
        """Return the filters; the one in force is marked by more than its colour."""
        parts: list[Content] = []
        self._ends = []
        used = 0
        for name, command in zip(self.FILTERS, self.COMMANDS, strict=True):
            words = self.titled(name, command)
            if count := self.counts.get(name):
                words = f"{words} {count}"
            here = name == self.which
            text = f"[{command.keys[0]} {words}]" if here else f" {command.keys[0]} {words} "
            counted = self.COUNTED.get(name, "") if count else ""
            part = Content.styled(text, "bold $accent" if here else counted)
            parts.append(part)
            used += part.cell_length + 1
            self._ends.append((used, command.name))
        return Content(" ").join(parts)

    def titled(self, name: str, command: type[Command]) -> str:  # noqa: ARG002 - few are named by more
        """Return what a filter is called, translated."""
        return _(command.title)

    def on_click(self, event: events.Click) -> None:
        """Choose the filter under the pointer."""
        for end, name in self._ends:
            if event.x - 1 < end:
                self.post_message(CommandChosen(name))
                return
