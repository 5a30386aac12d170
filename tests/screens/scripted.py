"""An app that answers its questions from a list, so that a chain of them needs no screen."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import cast

from dutyroom.clock import FrozenClock
from dutyroom.desk.errors import DeskError
from dutyroom.desk.questions import Registers
from dutyroom.errors import PlainError
from dutyroom.registers.accounts.access import Access
from dutyroom.screens.asking import Question
from dutyroom.store.engine import Store
from dutyroom.store.session import Session
from tests.screens.scene import NOW


class Scripted:
    """An app that answers each question in turn, and keeps what was asked."""

    officer = "丁"

    def __init__(self, *answers: dict[str, str] | None, store: Store | None = None) -> None:
        self.answers = list(answers)
        self.store = store
        self.clock = FrozenClock(NOW)
        self.asked: list[Question] = []

    async def push_screen_wait(self, asked: Question) -> dict[str, str] | None:
        self.asked.append(asked)
        return self.answers.pop(0)

    @property
    def desk(self) -> Scripted:
        """Itself: it reads the store."""
        return self

    async def read(self, question: Callable[[Session], object]) -> object:
        assert self.store is not None
        with self.store.read() as session:
            return question(session)

    def values(self, blank: str) -> list[str]:
        """Return what stood in a blank each time it was asked."""
        every = (each for question in self.asked for each in question.blanks)
        return [each.value for each in every if each.name == blank]


class Writing(Scripted):
    """A scripted app that writes, too, and is its own registers."""

    def __init__(self, door: Access, *answers: dict[str, str] | None) -> None:
        super().__init__(*answers, store=door.store)
        self.door = door

    def access(self) -> Access:
        """Return the door."""
        return self.door

    def look_again(self) -> None:
        """Nothing shows what was written."""

    async def write(self, act: Callable[[Registers], object]) -> object:
        """Write in a thread, as the desk does; what is refused is told as it tells it."""
        try:
            return await asyncio.to_thread(act, cast("Registers", self))
        except PlainError as refused:
            raise DeskError(str(refused)) from refused
