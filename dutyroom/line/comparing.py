"""The comparison of rows and files beside a keeper at work, in small steps.

A desk keeps the recordings of years. Reading them all at once would hold the
one thread that writes calls, so each question reads a few hundred rows, each
look at the disk a folder of one day, and others have their turn in between. A
step of the rows alternates with a step of the files, both from the newest on:
what a crash has just cut is seen to first.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol, TypeVar

from dutyroom.clock import Clock
from dutyroom.line.reconciling import Comparison, files, known_files, of_files, of_rows
from dutyroom.registers.calls.recordings import in_log
from dutyroom.store.facts import Fact
from dutyroom.store.session import Session

BATCH: Final = 200
"""Rows that one question reads, and files that one asks for."""

PAUSE_SECONDS: Final = 0.05
"""Time between two steps that belongs to calls alone."""

_log = logging.getLogger(__name__)

Found = TypeVar("Found")


class Asker(Protocol):
    """Asks the registers, and waits until they can be read."""

    def __call__(self, question: Callable[[Session], Found], /) -> Awaitable[Found]:
        """Return what the registers answer."""


@dataclass(frozen=True, slots=True)
class Comparing:
    """Compares rows and files.

    Attributes:
        ask: Asks the registers.
        record: Takes facts.
        clock: The keeper's clock.
        how: Where and when.
    """

    ask: Asker
    record: Callable[[list[Fact]], None]
    clock: Clock
    how: Comparison

    async def run(self) -> None:
        """Compare everything once; a disk that fails a step is tried at the next start."""
        before: int | None = None
        folders = files(self.how.folder)
        rows_left = files_left = True
        while rows_left or files_left:
            if rows_left:
                before = await self._rows(before)
                rows_left = before is not None
            if files_left:
                files_left = await self._files(folders)
            await self.clock.sleep(PAUSE_SECONDS)

    async def _rows(self, before: int | None) -> int | None:
        """Compare the next rows with their files; return where to read on, None at the end."""
        known = await self.ask(lambda session: known_files(session, before, BATCH))
        await asyncio.to_thread(self._take, lambda: of_rows(known, self.how))
        return known[-1].seq if len(known) == BATCH else None

    async def _files(self, folders: Iterator[list[Path]]) -> bool:
        """Look for rows of the next folder's files; return whether there may be another."""
        found = await asyncio.to_thread(next, folders, None)
        if found is None:
            return False
        for start in range(0, len(found), BATCH):
            part = found[start : start + BATCH]
            await self._rowless(part)
        return True

    async def _rowless(self, part: list[Path]) -> None:
        """Give rows to those of some files that have none."""
        known = await self.ask(lambda session: in_log(session, [path.stem for path in part]))
        strays = [path for path in part if path.stem not in known]
        await asyncio.to_thread(self._take, lambda: of_files(strays, self.how))

    def _take(self, compare: Callable[[], Iterable[Fact]]) -> None:
        """Record what does not fit."""
        try:
            for fact in compare():
                self.record([fact])
        except OSError as error:
            _log.error("rows and files of recordings could not be compared: %s", error)
