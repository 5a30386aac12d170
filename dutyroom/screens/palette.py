"""The command palette: find a command by its name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from dutyroom.commands.command import Command, bindings
from dutyroom.commands.everywhere import Back
from dutyroom.commands.situation import Situation
from dutyroom.i18n import _
from dutyroom.screens.base import Dialog


class PaletteScreen(Dialog[str | None]):
    """Dismissed with the name of the command that was chosen."""

    OFFERS: ClassVar = (Back,)
    EXPLAINS: ClassVar = True
    BINDINGS: ClassVar = [
        *bindings((Back,)),
        Binding("down", "choose(1)", show=False, priority=True),
        Binding("up", "choose(-1)", show=False, priority=True),
    ]

    DEFAULT_CSS = """
    PaletteScreen > .frame { width: 60; }
    PaletteScreen OptionList { height: auto; max-height: 14;
        text-wrap: nowrap; text-overflow: clip; background: $surface; }
    """

    def __init__(self, commands: Sequence[type[Command]], situation: Situation) -> None:
        """Offer some commands.

        Args:
            commands: Those of the screen below, and those that work everywhere.
            situation: How things stand there.
        """
        super().__init__()
        self._commands = commands
        self._situation = situation

    def compose_body(self) -> ComposeResult:
        """Lay out field and list."""
        with Vertical(classes="frame"):
            yield Input(placeholder=_("Name of a command"), compact=True)
            yield OptionList(*self._options(""), compact=True)

    def on_mount(self) -> None:
        """Begin in the field."""
        self.query_one(Input).focus()
        self.query_one(OptionList).highlighted = 0

    @on(Input.Changed)
    def narrow(self, event: Input.Changed) -> None:
        """Show what fits."""
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options(self._options(event.value))
        options.highlighted = 0 if options.option_count else None

    def action_choose(self, by: int) -> None:
        """Move the choice while the field keeps the keyboard."""
        options = self.query_one(OptionList)
        if options.option_count:
            options.highlighted = ((options.highlighted or 0) + by) % options.option_count

    @on(Input.Submitted)
    def take(self) -> None:
        """Carry the chosen command out."""
        options = self.query_one(OptionList)
        if options.highlighted is not None:
            self.dismiss(options.get_option_at_index(options.highlighted).id)

    @on(OptionList.OptionSelected)
    def clicked(self, event: OptionList.OptionSelected) -> None:
        """Carry the clicked command out."""
        self.dismiss(event.option.id)

    def _options(self, typed: str) -> list[Option]:
        """Return the commands whose name, help or key holds every word typed."""
        words = typed.lower().split()
        return [
            Option(self._line(command), id=command.name)
            for command in self._commands
            if all(word in _text(command) for word in words)
        ]

    def _line(self, command: type[Command]) -> Content:
        """Return a command with its keys, and why it cannot be used now."""
        keys = " ".join(command.key_names())
        if reason := command.why_not(self._situation):
            return Content.styled(f"{_(command.title)}  {keys}  {reason}", "$foreground 60%")
        return Content.assemble((_(command.title), "bold"), "  ", (keys, "$accent"))


def _text(command: type[Command]) -> str:
    """Return what a command is searched by."""
    parts = (_(command.title), _(command.help), command.name, *command.key_names())
    return " ".join(parts).lower()
