"""The menu of the rooms: each with its digit, and why it cannot be opened."""

from __future__ import annotations

from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from dutyroom.commands.command import Command, bindings
from dutyroom.commands.everywhere import Back
from dutyroom.commands.rooms import ROOMS
from dutyroom.commands.situation import Situation
from dutyroom.i18n import _
from dutyroom.screens.base import Dialog
from dutyroom.widgets.prose import Prose

DIGITS = "1234567890abcdefghij"
"""The key of each line: digits, then letters; the cursor and Enter reach every line as well."""


class RoomsDialog(Dialog[str | None]):
    """Dismissed with the name of the command of the room that was chosen."""

    OFFERS: ClassVar = (Back,)
    EXPLAINS: ClassVar = True
    BINDINGS: ClassVar = bindings((Back,))

    DEFAULT_CSS = """
    RoomsDialog > .frame { width: 44; }
    RoomsDialog OptionList { height: auto; max-height: 18;
        text-wrap: nowrap; text-overflow: clip; background: $surface; }
    """

    def __init__(self, situation: Situation) -> None:
        """Offer the rooms.

        Args:
            situation: How the desk stands.
        """
        super().__init__()
        self._situation = situation

    def compose_body(self) -> ComposeResult:
        """Lay out the list."""
        with Vertical(classes="frame"):
            yield Prose(Content.styled(_("Go to"), "bold $accent"))
            options = [self._option(number, room) for number, room in enumerate(ROOMS)]
            yield OptionList(*options, compact=True)

    def on_mount(self) -> None:
        """Begin in the list."""
        self.query_one(OptionList).focus()

    def on_key(self, event: events.Key) -> None:
        """Open the room of a digit."""
        number = DIGITS.find(event.character or " ")
        options = self.query_one(OptionList)
        if 0 <= number < options.option_count:
            event.stop()
            self.dismiss(options.get_option_at_index(number).id)

    @on(OptionList.OptionSelected)
    def chosen(self, event: OptionList.OptionSelected) -> None:
        """Open the room under the cursor."""
        self.dismiss(event.option.id)

    def _option(self, number: int, room: type[Command]) -> Option:
        """Return the line of a room."""
        digit = DIGITS[number] if number < len(DIGITS) else " "
        if reason := room.why_not(self._situation):
            words = Content.styled(f"{digit}  {_(room.title)}  {reason}", "$foreground 60%")
        else:
            words = Content.assemble((digit, "bold $accent"), "  ", (_(room.title), "bold"))
        return Option(words, id=room.name)
