"""The console's one boundary for the unforeseen: log it, say so, start that part anew.

A fault in a screen, a widget or a worker must not end the console: somebody may be
in the middle of a call. Whatever nobody caught arrives here.
"""

from __future__ import annotations

import logging
import traceback
from collections.abc import Awaitable
from typing import TYPE_CHECKING, Final

from textual._context import active_message_pump
from textual.app import App
from textual.dom import DOMNode, NoScreen
from textual.worker import WorkerFailed, active_worker

from dutyroom.desk.errors import DeskError
from dutyroom.i18n import _
from dutyroom.screens import doors
from dutyroom.screens.faults import Faults

if TYPE_CHECKING:
    from textual.message import Message
    from textual.message_pump import MessagePump

    from dutyroom.clock import Clock

_FRAMES: Final = 12
"""Callers that are logged with a fault."""

_AGAIN: Final = 1.0
"""Seconds before a worker of the app is started again."""

_log = logging.getLogger("dutyroom.console")


class Boundary(App[int]):
    """An app that outlives the faults of its parts.

    Attributes:
        faults: What went wrong lately.
    """

    clock: Clock

    def __init__(self) -> None:
        """Begin without a fault."""
        super().__init__()
        self.faults = Faults()
        self._recovering = False

    def tell(self, sentence: str, *, wrong: bool = False) -> None:
        """Tell the officer something that needs no answer."""
        raise NotImplementedError

    async def show_log(self) -> None:
        """Show the call log above the first screen."""
        raise NotImplementedError

    def lock_again(self) -> None:
        """Put the lock back on top where the console is locked."""
        raise NotImplementedError

    def restart_workers(self) -> None:
        """Start the app's own workers anew, those that still run included."""
        raise NotImplementedError

    async def _dispatch_message(self, message: Message) -> None:
        """Take in a message; a fault on the way ends the message and not the app."""
        error = await _fault_of(super()._dispatch_message(message))
        if error is not None:
            self._handle_exception(error)

    def _handle_exception(self, error: Exception) -> None:
        """Log a fault and start its part anew; Textual brings here all that nobody caught."""
        cause = error.error if isinstance(error, WorkerFailed) else error
        failed, place = isinstance(error, WorkerFailed), place_of(cause)
        if self._left(active_worker.get().node if failed else active_message_pump.get(self)):
            _log.info("a fault in a screen that is being left: %s", place)
            return
        if failed and self._told(cause):
            return
        now = self.clock.monotonic()
        if self.faults.note(place, now):
            _log.error("a fault in the console: %s", place)
        if self._recovering or not self.is_running:
            return
        self._recovering = True
        whole = not failed
        if failed and active_worker.get().node is self:
            self.set_timer(_AGAIN, self.restart_workers)
            whole = True  # it may have been a widget that follows what the worker publishes
        self.call_later(self._recover, whole=whole)

    def _told(self, cause: BaseException) -> bool:
        """Say why the registers did not answer a step of a screen: no part of it failed."""
        if not isinstance(cause, DeskError) or active_worker.get().node is self:
            return False  # what follows the registers for the whole app begins anew
        self.tell(str(cause), wrong=True)
        return True

    def _left(self, part: MessagePump) -> bool:
        """Whether a part belongs to a screen that is going or gone: nothing is to be mended."""
        if not isinstance(part, DOMNode):
            return False
        try:
            screen = part.screen
        except NoScreen:
            return True
        return screen not in self.screen_stack or not screen.display

    async def _recover(self, *, whole: bool) -> None:
        """Go back to the call log, and say so.

        Args:
            whole: The call log is made anew too.
        """
        wait = self.faults.wait(self.clock.monotonic()) if whole else 0.0
        for screen in self.screen_stack:
            keep = getattr(screen, "keep", None)
            if keep is not None and (error := await _fault_of(keep())) is not None:
                _log.error("a draft could not be kept: %s", place_of(error))
        while len(self.screen_stack) > (1 if whole else 2):
            await self.pop_screen()
        if wait:
            await self.push_screen(doors.rest())
            self.set_timer(wait, self._end_of_rest)
            return
        self._recovering = False
        if whole:
            await self.show_log()
        self.lock_again()
        self.tell(
            _(
                "A part of the screen failed and was started anew. Calls go on being logged and "
                "recorded; your drafts are kept. The log file of the console has the place."
            ),
            wrong=True,
        )

    async def _end_of_rest(self) -> None:
        """Try the screens again."""
        self._recovering = False
        while len(self.screen_stack) > 1:
            await self.pop_screen()
        await self.show_log()
        self.lock_again()


async def _fault_of(work: Awaitable[None]) -> Exception | None:
    """Do something, and return what it raised."""
    try:
        await work
    except Exception as error:  # noqa: BLE001 - the boundary: no fault ends the console
        return error
    return None


def place_of(error: BaseException) -> str:
    """Return where a fault happened and of what kind it is.

    What it says stays out: it may quote a number, a name or what was typed.
    """
    frames = traceback.extract_tb(error.__traceback__)[-_FRAMES:]
    places = [
        f"{frame.filename.rpartition('/')[2]}:{frame.lineno} {frame.name}" for frame in frames
    ]
    return f"{type(error).__name__} at {' > '.join(places)}"
