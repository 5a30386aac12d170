"""Where keys come in: of a key that is held down only the first press goes on to the screens.

Typing and moving about repeat; whatever accepts, ticks, signs or opens does not. A key in
doubt waits here until it is known what it is, and everything behind it waits with it.
"""

from __future__ import annotations

import asyncio
from functools import partial
from typing import ClassVar, Final

from textual import events
from textual.message import Message

from dutyroom.clock import Clock
from dutyroom.commands.command import Command
from dutyroom.commands.everywhere import EVERYWHERE
from dutyroom.commands.presses import QUIET, Press, Presses
from dutyroom.screens.in_turn import InTurn
from dutyroom.widgets.pick import Pick

_MOVING: Final = frozenset(("up", "down", "left", "right", "home", "end", "pageup", "pagedown"))
_EDITING: Final = _MOVING | {"backspace", "delete"}

_PUNCTUAL: Final = 0.1
"""Seconds by which a timer may be late before keys may lie unread in the terminal."""


class KeyGate(InTurn):
    """An app to which a held key is one press.

    Attributes:
        presses: Tells a key that is held from one that is pressed.
    """

    clock: Clock
    OFFERS: ClassVar[tuple[type[Command], ...]]

    class Rested(Message):
        """No further key came in the quiet after one in doubt, up to this message."""

        def __init__(self, key: events.Key) -> None:
            """Name the key in doubt."""
            super().__init__()
            self.key = key

    def __init__(self) -> None:
        """Begin with no key pressed."""
        super().__init__()
        self.presses = Presses()
        self._doubted: events.Key | None = None
        self._doubted_on: object = None
        self._passing = True

    def touched(self) -> None:
        """Take in that somebody is here."""
        raise NotImplementedError

    async def on_event(self, event: events.Event) -> None:
        """Let through what counts, in the order in which it came."""
        if isinstance(event, events.InputEvent | events.Paste) and not event.is_forwarded:
            await self.in_turn(partial(self._take_in, event))
        else:
            await super().on_event(event)

    async def _take_in(self, event: events.Event) -> None:
        """Take in what comes from the terminal."""
        if isinstance(event, events.Key):
            self.touched()
            await self._take(event)
            return
        if isinstance(event, events.MouseDown):
            self.touched()
            self.presses.pointer()
            await self._let_through(self.presses.settled)
        await super().on_event(event)

    async def _press(self, event: events.Key) -> None:
        """Hand a key to where the focus is."""
        target = self.focused or self.screen
        await super().on_event(event)
        self.hand_on(target)

    async def _take(self, event: events.Key) -> None:
        """Take a key in; the one in doubt before it is settled first."""
        press = self.presses.note(event.key, event.time)
        await self._let_through(self.presses.settled)
        if press is Press.COUNTS:
            self._passing = self._repeats(event)
            await self._press(event)
        elif self._passing and self._repeats(event):
            self.presses.quiet()  # it goes on at once, whatever it is
            await self._press(event)
        elif press is Press.DOUBTFUL:
            self._doubted, self._doubted_on = event, self.screen
            self._wait(event)
        else:
            self._refuse(event)

    async def _let_through(self, press: Press | None) -> None:
        """Hand on, or refuse, the key in doubt."""
        event = self._doubted
        if event is None or press is None:
            return
        self._doubted = None
        if press is Press.HELD:
            self._refuse(event)
        elif self._doubted_on is self.screen:  # else it was meant for what stood there before
            await self._press(event)

    def _wait(self, event: events.Key) -> None:
        """Come back after the quiet, and after every key that came within it."""
        loop = asyncio.get_running_loop()
        due = loop.time() + QUIET

        async def rested() -> None:
            self.post_message(self.Rested(event))

        def over() -> None:
            if self._doubted is not event:
                return
            if loop.time() - due > _PUNCTUAL:
                self._wait(event)  # a stalled program has not read yet what was pressed
            else:  # by the way that keys take into this queue, and so behind them
                asyncio.run_coroutine_threadsafe(rested(), loop)

        self.set_timer(QUIET, over)

    async def on_key_gate_rested(self, message: Rested) -> None:
        """Let the key through that was in doubt: it was pressed."""
        message.stop()

        async def decide() -> None:
            if self._doubted is message.key and self.presses.quiet():
                await self._let_through(Press.COUNTS)

        await self.in_turn(decide)

    def _repeats(self, event: events.Key) -> bool:
        """Return whether a held key may do again what it does here: type, or move about."""
        from textual.widgets import Input, TextArea  # noqa: PLC0415 - after the first frame

        entry, last = isinstance(self.focused, Input | TextArea), event.key.rpartition("+")[2]
        if entry and (event.is_printable or last in _EDITING):
            return True
        if isinstance(self.focused, TextArea) and event.key == "enter":
            return True
        if (command := self._command(event.key)) is not None:
            return command.repeats
        if last == "tab":  # what is typed right behind it belongs to the next field
            return True
        return last in _MOVING and not isinstance(self.focused, Pick)

    def _command(self, key: str) -> type[Command] | None:
        """Return the command behind a key on the screen on top."""
        offered: tuple[type[Command], ...] = getattr(self.screen, "OFFERS", ())
        return next((each for each in (*offered, *EVERYWHERE) if key in each.keys), None)

    def _refuse(self, event: events.Key) -> None:
        """Drop a held key; a screen that counts presses says so."""
        hurried = getattr(self.screen, "hurried", None)
        command = self._command(event.key)
        if hurried is not None and command is not None:
            hurried(command)
