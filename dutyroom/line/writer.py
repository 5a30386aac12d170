"""The one thread of the keeper that owns the database.

It takes spooled facts in their order, writes them to the registers, and keeps
trying while the database is locked, damaged, full, gone or being migrated. The
keeper never waits for it. Reading for the alarms happens here too, so that one
process has one connection and one order of things.
"""

from __future__ import annotations

import logging
import queue
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Generic, TypeVar

from sqlalchemy.exc import SQLAlchemyError

from dutyroom.clock import Clock
from dutyroom.line.guard import keep_running
from dutyroom.line.trouble import Trouble, trouble
from dutyroom.line.upkeep import QUIET, Upkeep
from dutyroom.registers.index import ALL
from dutyroom.registers.ledger import Ledger
from dutyroom.store import engine
from dutyroom.store.facts import Fact
from dutyroom.store.known import note_made
from dutyroom.store.session import Session

RETRY: Final = (0.2, 0.5, 1.0, 2.0)
"""Seconds between tries to reach a database in trouble; the last one repeats."""

BATCH: Final = 64
"""Facts written in one transaction at most: a backlog drains without holding the lock long."""

REFUSALS: Final = (SQLAlchemyError, ValueError, TypeError, LookupError, AttributeError)
"""What a register may raise over a fact or a question it cannot digest."""

_log = logging.getLogger(__name__)
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Spooled:
    """A fact and the segment of the spool it stands in; None where spooling failed."""

    fact: Fact
    segment: Path | None


@dataclass(frozen=True, slots=True)
class Listener:
    """Whom the writer tells; each is called on the writer's thread.

    Attributes:
        written: Facts stand in the registers now, with the registers touched.
        trouble: The state of the database changed.
        refused: A fact could not be projected; says whether it was set aside.
    """

    written: Callable[[list[Spooled], frozenset[str]], None]
    trouble: Callable[[Trouble], None]
    refused: Callable[[Fact, str], bool]


class RegisterWriter:
    """Writes facts to the registers and reads from them, on a thread of its own.

    Attributes:
        upkeep: What it does for the database between calls.
    """

    def __init__(self, database: Path, clock: Clock, listener: Listener, *, new_desk: bool) -> None:
        """Prepare; `start` begins.

        Args:
            database: The database file.
            clock: Gives the time at which facts are entered.
            listener: Whom to tell.
            new_desk: There has never been a database here, so that one is made.
                Elsewhere a missing one was set aside: it is waited for, because
                facts written into an empty one would be missing in it later.
        """
        self._database = database
        self._clock = clock
        self._listener = listener
        self._inbox: queue.SimpleQueue[Spooled | _Job[Any] | None] = queue.SimpleQueue()
        self._backlog: deque[Spooled] = deque()
        self._store: engine.Store | None = None
        self._ledger: Ledger | None = None
        self._inode = 0
        self._opened_before = False
        self._new_desk = new_desk
        self._state: Trouble = "opening"
        self._tries = 0
        self.upkeep = Upkeep(ALL)
        self._thread = threading.Thread(
            target=keep_running, args=(self._run, "registers"), name="registers", daemon=True
        )

    def start(self) -> None:
        """Begin to write."""
        self._thread.start()

    def put(self, spooled: Spooled) -> None:
        """Have a fact written, after all that were put before."""
        self._inbox.put(spooled)

    def ask(self, question: Callable[[Session], Result]) -> Future[Result]:
        """Have something read from the registers; the future fails where they cannot be read."""
        future: Future[Result] = Future()
        self._inbox.put(_Job(question, future))
        return future

    def waiting(self) -> int:
        """Return how many facts wait for the database, about."""
        return len(self._backlog) + self._inbox.qsize()

    def close(self, timeout: float = 3.0) -> None:
        """Write what can be written now and end; the spool keeps the rest.

        Args:
            timeout: Seconds to wait for the thread.
        """
        self._inbox.put(None)
        self._thread.join(timeout)

    # --- on the thread ----------------------------------------------------

    def _run(self) -> None:
        """Serve until told to end."""
        while self._take():
            self._drain()
        self._drain()
        self._close_store()

    def _take(self) -> bool:
        """Take in what waits; False when the end was asked for."""
        try:
            item = self._inbox.get(timeout=self._patience())
        except queue.Empty:
            self._keep_up()
            return True
        while True:
            if item is None:
                return False
            if isinstance(item, Spooled):
                self._backlog.append(item)
            else:
                self._drain()
                self._answer(item)
            try:
                item = self._inbox.get_nowait()
            except queue.Empty:
                return True

    def _patience(self) -> float:
        """Return how long to wait for something to do before trying again, in seconds."""
        if self._state == "ok":
            return QUIET if self.upkeep.due else 1.0
        return RETRY[min(self._tries, len(RETRY) - 1)]

    def _drain(self) -> None:
        """Write the backlog, as far as the database lets it."""
        ledger = self._ready()
        while ledger is not None and self._backlog:
            batch = [self._backlog[index] for index in range(min(BATCH, len(self._backlog)))]
            try:
                touched = ledger.record(*(item.fact for item in batch))
            except engine.StoreError as error:
                self._in_trouble(error)
                return
            except REFUSALS as error:
                _log.exception("a batch of facts was refused: %s", error.__class__.__name__)
                done, touched = self._one_by_one(ledger, batch)
            else:
                done = batch
            self.upkeep.written()
            for _item in done:
                self._backlog.popleft()
            self._listener.written(done, frozenset(touched))
            if len(done) < len(batch):
                return  # in trouble: the rest waits
            self._tries = 0
            self._tell("ok")

    def _keep_up(self) -> None:
        """Do a little of what the database needs now and then; the next quiet moment does more."""
        if self._store is None or not self.upkeep.due:
            return
        try:
            self.upkeep.step(self._store)
        except engine.DatabaseBusy:
            pass  # somebody else writes for long; no entry waits for this
        except engine.StoreError as error:
            self._in_trouble(error)

    def _one_by_one(
        self, ledger: Ledger, batch: list[Spooled]
    ) -> tuple[list[Spooled], frozenset[str]]:
        """Write a batch fact by fact, and set aside the ones that cannot be written."""
        done: list[Spooled] = []
        touched: set[str] = set()
        for item in batch:
            try:
                touched |= set(ledger.record(item.fact))
            except engine.StoreError as error:
                self._in_trouble(error)
                break
            except REFUSALS as error:
                why = f"{error.__class__.__name__}: {error}"
                if not self._listener.refused(item.fact, why):
                    # Only the spool holds it: its segment stays for the next keeper.
                    done.append(Spooled(item.fact, None))
                    continue
            done.append(item)
        return done, frozenset(touched)

    def _answer(self, job: _Job[Any]) -> None:
        if not job.future.set_running_or_notify_cancel():
            return
        store = self._store if self._ready() else None
        if store is None:
            job.future.set_exception(engine.StoreError(self._state))
            return
        try:
            with store.read() as session:
                job.future.set_result(job.question(session))
        except engine.StoreError as error:
            self._in_trouble(error)
            job.future.set_exception(error)
        except REFUSALS as error:
            _log.exception("a question to the registers failed")
            job.future.set_exception(error)

    def _ready(self) -> Ledger | None:
        """Return the open registers, opened now if need be; None while they cannot be."""
        if self._store is not None and self._inode != _inode(self._database):
            _log.warning("the database was taken away")
            self._close_store()
        if self._ledger is not None:
            return self._ledger
        try:
            may_make = self._new_desk or self._database.exists()
            migrate = may_make and not self._opened_before
            self._store = engine.open_store(self._database, migrate=migrate)
        except engine.StoreError as error:
            self._in_trouble(error)
            return None
        self._inode = _inode(self._database)
        self._opened_before = True
        note_made(self._database)
        self._ledger = Ledger(self._store, self._clock)
        if not self._backlog:  # else it is well when it has taken what waits, and not before
            self._tries = 0
            self._tell("ok")
        return self._ledger

    def _in_trouble(self, error: engine.StoreError) -> None:
        state = trouble(error)
        if state != self._state:
            _log.error("database: %s: %s", state, error)
        self._tries += 1
        if state != "locked":
            self._close_store()
        self._tell(state)

    def _tell(self, state: Trouble) -> None:
        if state != self._state:
            self._state = state
            self._listener.trouble(state)

    def _close_store(self) -> None:
        if self._store is not None:
            self._store.close()
        self._store = self._ledger = None


@dataclass(frozen=True, slots=True)
class _Job(Generic[Result]):
    """A question and where its answer goes."""

    question: Callable[[Session], Result]
    future: Future[Result]


def _inode(path: Path) -> int:
    """Return what tells one file of a name from the next; 0 where there is none."""
    try:
        return path.stat().st_ino
    except OSError:
        return 0
