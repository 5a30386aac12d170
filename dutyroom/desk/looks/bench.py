"""What a look of the self-check may use."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol, TypeAlias, TypeVar

from dutyroom.channel.messages import Answer
from dutyroom.clock import Clock
from dutyroom.config import Places, Settings
from dutyroom.errors import PlainError
from dutyroom.os_reasons import os_reason
from dutyroom.standard.probing import Probe, Verdict

Found = TypeVar("Found")

FAILURES: Final[tuple[type[Exception], ...]] = (
    PlainError,
    OSError,  # files, hosts, programs
    EOFError,
    ValueError,  # what comes from outside is not what it should be
    LookupError,
    TypeError,
    AttributeError,
    ArithmeticError,
    AssertionError,
    RuntimeError,
    ImportError,  # a library that is not installed whole
)
"""What a look that goes wrong may raise; the answer is then "cannot tell", and the others go on.

Where anything else ends a thread, the answer is that none came in time.
"""


def failure_words(error: Exception) -> str:
    """Return why a look failed: for the user where that is known, else for the developer."""
    if isinstance(error, PlainError):
        return str(error).rstrip("。.")
    return os_reason(error) if isinstance(error, OSError) else f"{type(error).__name__}: {error}"


class AskKeeper(Protocol):
    """The way to the line keeper."""

    async def __call__(self, command: str, line: str = "", **values: str) -> Answer:
        """Have the keeper do something; without a keeper the answer says so."""
        ...


@dataclass(frozen=True, slots=True)
class Bench:
    """What every look may use.

    Attributes:
        places: Where the desk stands.
        settings: What the unit has chosen.
        clock: The one clock.
        ask_keeper: The way to the line keeper.
    """

    places: Places
    settings: Settings
    clock: Clock
    ask_keeper: AskKeeper

    @property
    def backups(self) -> Path:
        """The folder of the backups."""
        return self.places.backups_at(self.settings.backup.folder)


Look: TypeAlias = Callable[[Bench, Probe], Awaitable[Verdict]]
"""Takes a look; is cancelled when it takes too long, and then leaves nothing running."""


async def apart(act: Callable[[threading.Event], Found]) -> Found:
    """Do something that waits for a disk in a thread of its own.

    The loop's own threads would do, but a program waits for those at its end, and a disk
    that hangs must not hold the program.

    Args:
        act: Given an event that is set when nobody waits for the answer any more; it
            then ends as soon as it can.

    Raises:
        PlainError: What `act` raises; any of `FAILURES`.
    """
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[Found] = loop.create_future()
    unwanted = threading.Event()

    def told(give: Callable[[], None]) -> None:
        try:
            loop.call_soon_threadsafe(lambda: None if answer.done() else give())
        except RuntimeError:
            return  # the program has ended meanwhile

    def run() -> None:
        try:
            found = act(unwanted)
        except FAILURES as error:
            failed = error
            told(lambda: answer.set_exception(failed))
        else:
            told(lambda: answer.set_result(found))

    threading.Thread(target=run, name="look", daemon=True).start()
    try:
        return await answer
    finally:
        unwanted.set()
