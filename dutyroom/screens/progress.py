"""Long work with its progress; it can be stopped where that leaves nothing half done."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.timer import Timer

from dutyroom.commands.command import bindings
from dutyroom.commands.forms import PROGRESS
from dutyroom.commands.host import host_of
from dutyroom.desk.desk import DeskError
from dutyroom.desk.errors import Stopped
from dutyroom.i18n import _
from dutyroom.screens.base import Dialog
from dutyroom.widgets.prose import Prose

_LOOK = 0.2
"""Seconds between two looks at how much is done."""


class Progress:
    """How much of some work is done; told in one thread and looked at in another.

    Attributes:
        done: How much.
        stopped: It is not wanted any more.
    """

    def __init__(self) -> None:
        """Begin with nothing done."""
        self.done = 0
        self.stopped = False

    def tell(self, done: int) -> None:
        """Note how much is done.

        Raises:
            Stopped: The work is not wanted any more.
        """
        self.done = done
        if self.stopped:
            raise Stopped


Work = Callable[[Progress], Awaitable[str]]
"""Does something long, and returns what is said of it in the end."""


class ProgressDialog(Dialog[str | None]):
    """Shows how much is done; dismissed with what is said of it, or None where it was stopped."""

    passing = True
    """It will be over by itself, and something may follow: the console is not locked over it."""

    OFFERS: ClassVar = PROGRESS
    BINDINGS: ClassVar = bindings(PROGRESS)

    def __init__(self, title: str, words: Callable[[int], str], task: Work, *, stops: bool) -> None:
        """Do something long.

        Args:
            title: What is done, translated.
            words: Says how much is done.
            task: Does it.
            stops: It can be stopped and leaves nothing half done.
        """
        super().__init__()
        self._heading = title
        self._words = words
        self._work = task
        self._stops = stops
        self._progress = Progress()
        self._timer: Timer | None = None
        self._over = False
        self._said: str | None = None

    def compose_body(self) -> ComposeResult:
        """Lay out title and figure."""
        with Vertical(classes="frame"):
            yield Prose(Content.styled(self._heading, "bold $accent"))
            yield Prose("", id="done")

    def on_mount(self) -> None:
        """Begin."""
        self._timer = self.set_interval(_LOOK, self._look)
        self._look()
        self._carry_out()

    def _look(self) -> None:
        """Show how much is done; go when all is, and nobody is doing anything above."""
        self.query_one("#done", Prose).update(Content(self._words(self._progress.done)))
        if self._over and self.is_active:
            self.dismiss(self._said)

    @work
    async def _carry_out(self) -> None:
        """Do it."""
        try:
            self._said = await self._work(self._progress)
        except Stopped:
            self._said = None
        except DeskError as error:
            host_of(self).tell(str(error), wrong=True)
        self._over = True
        self._look()

    def do_back(self) -> None:
        """Stop it, where it can be stopped."""
        if self._stops:
            self._progress.stopped = True
        else:
            host_of(self).tell(_("This cannot be stopped; it is done in a moment."))

    def on_unmount(self) -> None:
        """Want no more of it when the program is left."""
        self._progress.stopped = True
