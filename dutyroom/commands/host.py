"""What screens and widgets may ask of the program around them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime
from inspect import isawaitable
from typing import Any, ClassVar, Protocol, cast

from textual.dom import DOMNode
from textual.screen import Screen

from dutyroom.channel.messages import Answer
from dutyroom.clock import Clock
from dutyroom.commands.command import Command
from dutyroom.commands.situation import Situation
from dutyroom.desk.desk import Desk
from dutyroom.desk.loudness import Loudness
from dutyroom.desk.standing import Standing
from dutyroom.standard.at_post import AtPost
from dutyroom.store.facts import Fact


class Host(Protocol):
    """The program, as its parts see it."""

    desk: Desk
    clock: Clock
    standing: Standing
    now: datetime
    loudness: Loudness | None
    ascii: bool
    locked: bool
    pointed_at: str

    def tell(self, sentence: str, *, wrong: bool = False) -> None:
        """Tell the officer something that needs no answer."""
        ...

    async def ask_keeper(self, command: str, line: str = "", **values: str) -> Answer:
        """Have the keeper do something; without a keeper the answer says so."""
        ...

    def situation(self) -> Situation:
        """Return how the desk stands, without the screen on top."""
        ...

    async def action_command(self, name: str) -> None:
        """Carry out a command that works everywhere."""
        ...

    def look_again(self) -> None:
        """Read the registers again now."""
        ...

    @property
    def session(self) -> str:
        """Id of the session that whoever sits here opened by password; empty: none."""
        ...

    @property
    def acting(self) -> AtPost | None:
        """Who sits here; None: nobody is on duty."""
        ...

    @property
    def officer(self) -> str:
        """Name of whoever sits here; the actor of every fact."""
        ...

    async def back_to(self, below: Screen[Any]) -> bool:
        """Go back to a screen that is open below; return whether it stands on top now."""
        ...

    def open_below(self) -> str:
        """Return what was begun and lies open below the screen on top, by its title."""
        ...

    def unlocked(self, person: str, session: str) -> None:
        """Go on where the console was locked, with who unlocked it and their open session."""
        ...

    def relieves(self) -> None:
        """Show the open handover to a relief above the lock."""
        ...

    def signed_on(self, person: str, session: str) -> None:
        """Take in that somebody signed on, with their open session, and show it at once."""
        ...

    async def recorded(self, *facts: Fact) -> bool:
        """Record facts and show the result at once; say so where it failed."""
        ...


def host_of(node: DOMNode) -> Host:
    """Return the program that a widget or screen belongs to."""
    return cast("Host", node.app)


class Commander:
    """Carries out commands; mixed into the app and its screens.

    Attributes:
        OFFERS: What can be done here, in the order of the help screen.
    """

    OFFERS: ClassVar[tuple[type[Command], ...]] = ()

    def situation(self) -> Situation:
        """Return what the commands need to know."""
        return host_of(cast("DOMNode", self)).situation()

    async def action_command(self, name: str) -> None:
        """Carry out a command, or say why not.

        Args:
            name: Of the command.
        """
        command = next(offered for offered in self.OFFERS if offered.name == name)
        host = host_of(cast("DOMNode", self))
        if reason := command.why_not(self.situation()):
            host.tell(reason)
            return
        act: Callable[[], Awaitable[None] | None] = getattr(self, f"do_{name}")
        done = act()
        if isawaitable(done):
            await done
