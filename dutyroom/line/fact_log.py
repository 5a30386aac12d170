"""From a decided fact to a safe one: first the spool, then the registers.

`record` returns at once; a thread brings each fact to the disk with fsync and
hands it to the writer. Where even the spool refuses, the fact stays in memory,
goes to the registers all the same, and is tried again until it is safe.
"""

from __future__ import annotations

import logging
import os
import queue
import threading
from collections import deque
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

from dutyroom.line.guard import keep_running
from dutyroom.line.spool import Spool, SpoolError
from dutyroom.line.writer import RegisterWriter, Spooled
from dutyroom.store.facts import Fact

RETRY_SECONDS: Final = 0.5
"""Time between tries to spool facts that the disk refused."""

REFUSED: Final = "refused.jsonl"
"""Beside the segments: facts that the registers could not take, for a person to look at."""

_log = logging.getLogger(__name__)


class FactLog:
    """Takes facts from anywhere in the keeper and loses none."""

    def __init__(
        self, spool: Spool, folder: Path, writer: RegisterWriter, refusing: Callable[[bool], None]
    ) -> None:
        """Prepare; `start` begins with what an earlier keeper left.

        Args:
            spool: The spool, which this object's thread alone uses from now on.
            folder: The folder of the spool.
            writer: Writes spooled facts to the registers.
            refusing: Told, on the thread, when the disk begins to refuse facts
                (True) and when it takes them again (False).
        """
        self._spool = spool
        self._folder = folder
        self._writer = writer
        self._refusing = refusing
        self._inbox: queue.SimpleQueue[Fact | list[Spooled] | None] = queue.SimpleQueue()
        self._unsafe: deque[Fact] = deque()
        self._thread = threading.Thread(
            target=keep_running, args=(self._run, "spool"), name="spool", daemon=True
        )

    def replay(self) -> None:
        """Hand on what an earlier keeper spooled; to be called once, before `start`.

        Raises:
            OSError: The spool cannot be read.
        """
        for segment, fact in self._spool.waiting():
            self._writer.put(Spooled(fact, segment))

    def start(self) -> None:
        """Begin to take facts."""
        self._thread.start()

    def record(self, facts: Iterable[Fact]) -> None:
        """Have facts spooled and written, in their order."""
        for fact in facts:
            self._inbox.put(fact)

    def written(self, done: list[Spooled]) -> None:
        """Note that facts stand in the registers; called by the writer."""
        self._inbox.put(done)

    def refuse(self, fact: Fact, why: str) -> bool:
        """Set aside a fact that the registers cannot take, whole and readable.

        Returns:
            Whether it is safe there; else the spool must keep it.
        """
        _log.error("fact %s of kind %s refused: %s", fact.id, fact.kind, why)
        line = fact.to_json().encode("utf-8", "surrogatepass") + b"\n"
        try:
            file = os.open(self._folder / REFUSED, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
            try:
                os.write(file, line)
                os.fsync(file)
            finally:
                os.close(file)
        except OSError as error:
            _log.critical("a refused fact could not be set aside (%s): %r", error, fact.id)
            return False
        return True

    def close(self) -> None:
        """Spool what waits, and end the thread; the writer is closed by its owner."""
        self._inbox.put(None)
        self._thread.join(3.0)

    # --- on the thread ----------------------------------------------------

    def _run(self) -> None:
        """Serve until told to end."""
        while True:
            try:
                item = self._inbox.get(timeout=RETRY_SECONDS if self._unsafe else None)
            except queue.Empty:
                self._retry()
                continue
            if item is None:
                break
            if isinstance(item, Fact):
                self._take(item)
            else:
                self._release(item)
        self._retry()
        self._spool.close()

    def _take(self, fact: Fact) -> None:
        """Make one fact safe and hand it on."""
        segment: Path | None = None
        try:
            segment = self._spool.append(fact)
        except SpoolError as error:
            _log.critical("the spool refused a fact: %s", error)
            self._unsafe.append(fact)
            if len(self._unsafe) == 1:
                self._refusing(True)
        self._writer.put(Spooled(fact, segment))

    def _retry(self) -> None:
        """Spool the facts that the disk refused, oldest first, as far as it goes now."""
        while self._unsafe:
            try:
                segment = self._spool.append(self._unsafe[0])
            except SpoolError:
                return
            # Written once more, so that the segment is released when the database has it.
            self._writer.put(Spooled(self._unsafe.popleft(), segment))
            if not self._unsafe:
                self._refusing(False)

    def _release(self, done: list[Spooled]) -> None:
        """Let go of segments whose facts all stand in the registers."""
        for item in done:
            if item.segment is not None:
                self._spool.written(item.segment)
        if not self._unsafe:
            self._spool.keep_reserve()
