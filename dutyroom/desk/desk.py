"""The desk: the registers, asked and written to from threads of their own.

One thread reads, one writes and one does long work, so that a slow disk or a locked database never
makes a key wait. Nothing heavy is imported here: the registers are loaded by
the reading thread after the first picture stands on the screen.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

from dutyroom.clock import Clock
from dutyroom.config import Places, Settings
from dutyroom.desk.errors import DeskError
from dutyroom.desk.questions import Registers
from dutyroom.i18n import _
from dutyroom.store.facts import Fact, Place

if TYPE_CHECKING:
    from dutyroom.store.session import Session

Answered = TypeVar("Answered")
Opener = Callable[[Places, Settings, Clock], Registers]


def open_registers(places: Places, settings: Settings, clock: Clock) -> Registers:
    """Load the registers and open them.

    Raises:
        DeskError: They cannot be opened; the message says why.
    """
    from dutyroom.desk.opening import opened  # noqa: PLC0415 - slow to load: after the first paint

    return opened(places, settings, clock)


class Desk:
    """The registers as the screens see them.

    Attributes:
        places: Where everything stands.
        settings: What the unit has chosen.
        clock: The one clock.
        read_only: Another console of this home writes.
    """

    def __init__(
        self, places: Places, settings: Settings, clock: Clock, opener: Opener = open_registers
    ) -> None:
        """Prepare a desk without opening anything.

        Args:
            places: Where everything stands.
            settings: What the unit has chosen.
            clock: The one clock.
            opener: Loads and opens the registers; called in the reading thread.
        """
        self.places = places
        self.settings = settings
        self.clock = clock
        self.read_only = False
        self._opener = opener
        self._registers: Registers | None = None
        self._reader = ThreadPoolExecutor(1, "desk-reader")
        self._writer = ThreadPoolExecutor(1, "desk-writer")
        self._worker = ThreadPoolExecutor(1, "desk-worker")
        self._version = -1
        self._closing = False

    @property
    def ready(self) -> bool:
        """Whether the registers are open."""
        return self._registers is not None

    def place(self, line: str = "") -> Place:
        """Return the place of a fact that the officer adds."""
        return Place(self.settings.unit.code, line)

    async def open(self) -> None:
        """Load and open the registers.

        Raises:
            DeskError: They cannot be opened; `fatal` says whether waiting may help.
        """
        await asyncio.get_running_loop().run_in_executor(self._reader, self._open)

    def _open(self) -> None:
        """Open the registers, in the reading thread; somebody may leave meanwhile."""
        registers = self._opener(self.places, self.settings, self.clock)
        if self._closing:
            registers.close()
            return
        self.read_only = registers.read_only
        self._registers = registers

    async def ask(self, question: Callable[[Registers], Answered]) -> Answered:
        """Return the answer of the registers to a question.

        Args:
            question: Called with the registers in the reading thread.

        Raises:
            DeskError: The registers cannot answer now.
        """
        return await self._run(self._reader, question)

    async def read(self, question: Callable[[Session], Answered]) -> Answered:
        """Return the answer to a question that a register's own module asks.

        Args:
            question: Called with a transaction in the reading thread; what it returns holds
                no row of it.

        Raises:
            DeskError: The registers cannot answer now.
        """
        return await self._run(self._reader, lambda registers: registers.read(question))

    async def write(self, act: Callable[[Registers], Answered]) -> Answered:
        """Do something to the registers in the writing thread.

        Raises:
            DeskError: It was not done.
        """
        return await self._run(self._writer, act)

    async def work(self, act: Callable[[Registers], Answered]) -> Answered:
        """Do something long that only reads, in a thread of its own.

        Raises:
            DeskError: It was not done.
        """
        return await self._run(self._worker, act)

    async def steps(self, begin: Callable[[Registers], Iterator[int]]) -> AsyncIterator[int]:
        """Write in many short steps; what others write comes in between.

        Args:
            begin: Returns the steps, each of which does a part when it is asked for.

        Yields:
            What each step says.

        Raises:
            DeskError: A step was not done.
        """
        work = await self.write(begin)
        while (done := await self.write(lambda _registers: next(work, None))) is not None:
            yield done

    async def record(self, *facts: Fact) -> None:
        """Record facts, all or none.

        Raises:
            DeskError: None was recorded.
        """
        await self.write(lambda registers: registers.record(*facts))

    async def changed(self) -> bool:
        """Return whether anybody wrote to the database since the last look.

        Raises:
            DeskError: The database cannot be looked at.
        """
        version = await self.ask(lambda registers: registers.version())
        changed = version != self._version
        self._version = version
        return changed

    async def close(self) -> None:
        """Close the registers after what is being written and read.

        No connection may be closed while the other thread uses it: SQLite does
        not survive that.
        """
        self._closing = True
        loop = asyncio.get_running_loop()
        await loop.run_in_executor(self._writer, lambda: None)
        await loop.run_in_executor(self._worker, lambda: None)
        await loop.run_in_executor(self._reader, self._close)
        self._reader.shutdown(wait=False)
        self._writer.shutdown(wait=False)
        self._worker.shutdown(wait=False)

    def _close(self) -> None:
        """Close the registers, in the reading thread, when the writing one is idle."""
        registers, self._registers = self._registers, None
        if registers is not None:
            registers.close()

    async def _run(
        self, thread: ThreadPoolExecutor, act: Callable[[Registers], Answered]
    ) -> Answered:
        """Run something in a thread, with the registers."""
        registers = self._registers
        if registers is None or self._closing:
            raise DeskError(_("The registers are still being opened."))
        return await asyncio.get_running_loop().run_in_executor(thread, registers.guarded, act)


__all__ = ["Desk", "DeskError", "Opener", "open_registers"]
