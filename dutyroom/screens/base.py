"""What every screen has: the duty strip on top, the call card, the keys at the bottom."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import ClassVar, TypeVar, cast

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen, Screen

from dutyroom.commands.command import Command, bindings
from dutyroom.commands.everywhere import EVERYWHERE
from dutyroom.commands.host import Commander, host_of
from dutyroom.messages import CommandChosen
from dutyroom.widgets.call_card import CallCard
from dutyroom.widgets.duty_strip import DutyStrip
from dutyroom.widgets.key_bar import KeyBar
from dutyroom.widgets.left_open import LeftOpen
from dutyroom.widgets.presence_card import PresenceCard

Result = TypeVar("Result")


class Masthead(Vertical):
    """Strip and card: docked as one, because widgets docked to one edge cover each other."""

    DEFAULT_CSS = "Masthead { dock: top; height: auto; }"

    def compose(self) -> ComposeResult:
        """Lay the card below the strip."""
        yield DutyStrip()
        yield PresenceCard()
        yield LeftOpen()
        yield CallCard()


class Framed(Commander):
    """The frame that whole screens and dialogs share."""

    OFFERS: ClassVar[tuple[type[Command], ...]] = ()
    EXPLAINS: ClassVar[bool] = False
    """It stands over a screen to say what can be done there: help and palette."""

    locks: ClassVar[bool] = False
    """It hides what stands below from whoever has not shown who they are."""

    relieves: ClassVar[bool] = False
    """Whoever sees it has shown by password that they relieve, though the console is locked."""

    arriving: bool = False
    """It is being filled in with what is known; keys wait for it."""

    drafted: ClassVar[bool] = False
    """What is begun here is kept as a draft."""

    @property
    def begun(self) -> str:
        """What somebody has begun here and not finished, by its title; empty: nothing."""
        return ""

    async def gives_way(self) -> bool:
        """Leave as by Esc, unless something would be lost; return whether it does."""
        if self.begun:
            return False
        cast("Screen[object]", self).dismiss()
        return True

    def compose(self) -> ComposeResult:
        """Lay the frame around the body."""
        yield Masthead()
        yield KeyBar((*EVERYWHERE, *self.OFFERS))
        yield from self.compose_body()

    def compose_body(self) -> ComposeResult:
        """Lay out what is particular to the screen."""
        yield from ()

    async def action_command(self, name: str) -> None:
        """Carry out a command, or say why not; what comes before the screen is laid out waits.

        A key may follow at once on the one that opened the screen, and most commands
        ask the widgets what is chosen.

        Args:
            name: Of the command.
        """
        screen = cast("Screen[object]", self)
        if screen.is_mounted:
            await super().action_command(name)
        else:
            screen.call_later(super().action_command, name)

    async def carry_out(self, name: str) -> None:
        """Carry out a command of this screen, or one that works everywhere."""
        if any(command.name == name for command in EVERYWHERE):
            await host_of(self).action_command(name)  # type: ignore[arg-type] # mixed into screens
        else:
            await self.action_command(name)

    async def on_command_chosen(self, message: CommandChosen) -> None:
        """Carry out what was clicked."""
        message.stop()
        await self.carry_out(message.name)


class DutyScreen(Framed, Screen[Result]):
    """A screen that fills the terminal."""

    def on_screen_resume(self) -> None:
        """Have the screens below give back rights that somebody opened there for that page."""
        for screen in self.app.screen_stack:
            drop = getattr(screen, "drop_rights", None)
            if drop is not None and screen is not self:
                drop()

    def do_back(self) -> Awaitable[None] | None:
        """Go back to the screen below."""
        self.dismiss()
        return None


class Dialog(Framed, ModalScreen[Result]):
    """A screen that stands over another one, below the duty strip."""

    BINDINGS: ClassVar = bindings(EVERYWHERE, of="app.")
    """The keys of the app that type a character do not reach it past such a screen."""

    DEFAULT_CSS = """
    Dialog { align: center middle; background: $background 60%; }
    Dialog > .frame { width: 72; max-width: 100%; height: auto; max-height: 100%;
        border: round $accent; padding: 0 1; background: $surface; }
    """

    def on_mount(self) -> None:
        """Take away notices that would stand over the question."""
        self.app.clear_notifications()

    def do_back(self) -> None:
        """Leave without an answer."""
        self.dismiss()
