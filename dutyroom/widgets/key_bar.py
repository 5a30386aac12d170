"""The footer: the few commands of the screen that matter most, with their keys."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.app import RenderResult
from textual.content import Content
from textual.widget import Widget

from dutyroom.commands.command import Command
from dutyroom.commands.host import Commander, host_of
from dutyroom.commands.situation import Situation
from dutyroom.i18n import _
from dutyroom.messages import CommandChosen


class KeyBar(Widget):
    """One line of keys; what cannot be used now is dim."""

    DEFAULT_CSS = """
    KeyBar { dock: bottom; height: 1; background: $panel; color: $foreground; padding: 0 1; }
    """

    def __init__(self, commands: Sequence[type[Command]]) -> None:
        """Show some commands.

        Args:
            commands: Those that may stand in the footer, in any order.
        """
        super().__init__()
        ranked = sorted((c for c in commands if c.rank), key=lambda c: c.rank)
        self._commands = ranked
        self._ends: list[tuple[int, str]] = []

    def on_mount(self) -> None:
        """Follow the desk: commands become usable and stop being so."""
        self.watch(self.app, "standing", self._again, init=False)

    def _again(self) -> None:
        """Draw anew."""
        self.refresh()

    def render(self) -> RenderResult:
        """Return as many commands as fit."""
        screen = self.screen
        situation = (
            screen.situation() if isinstance(screen, Commander) else host_of(self).situation()
        )
        parts = [
            (command, self._part(command, situation))
            for command in self._commands
            if not (command.passing and command.why_not(situation))
        ]
        room = self.content_size.width
        while len(parts) > 1 and sum(part.cell_length + 2 for _command, part in parts) - 2 > room:
            del parts[-2]  # the last one is the way back
        self._ends = []
        used = 0
        for command, part in parts:
            used += part.cell_length + 2
            self._ends.append((used, command.name))
        return Content("  ").join([part for _command, part in parts])

    @staticmethod
    def _part(command: type[Command], situation: Situation) -> Content:
        """Return a command with its first key; what cannot be used now is dim."""
        usable = not command.why_not(situation)
        return Content.assemble(
            (command.key_names()[0], "bold $accent" if usable else "$foreground 40%"),
            " ",
            (_(command.title), "" if usable else "$foreground 40%"),
        )

    def on_click(self, event: events.Click) -> None:
        """Choose the command under the pointer."""
        for end, name in self._ends:
            if event.x - 1 < end:
                self.post_message(CommandChosen(name))
                return
