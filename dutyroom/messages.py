"""Typed messages that go up from widgets to screens."""

from __future__ import annotations

from textual.message import Message


class CommandChosen(Message):
    """A command was clicked in the footer or chosen in the palette."""

    def __init__(self, name: str) -> None:
        """Name the command.

        Args:
            name: Its `Command.name`.
        """
        super().__init__()
        self.name = name
