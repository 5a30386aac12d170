"""The line keeper: one process per desk that logs and records every call.

It has no screen, and nothing in it waits for one; it never stops because of
the database. Devices speak from their own threads, and everything they say is
brought to one event loop, where it is decided and handed on.
"""

from __future__ import annotations

import asyncio
import logging
import math
import os
import signal
from collections.abc import Callable
from typing import Any, Final

from dutyroom import __version__
from dutyroom.channel.messages import (
    PROTOCOL,
    Answer,
    Ask,
    Changed,
    Greeting,
    KeeperState,
    Message,
)
from dutyroom.channel.server import ChannelServer
from dutyroom.clock import Clock
from dutyroom.config import Places, Settings
from dutyroom.line.daily_backup import backup_folder
from dutyroom.line.desk_lines import DeskLines
from dutyroom.line.duties import Duties
from dutyroom.line.fact_log import FactLog
from dutyroom.line.guard import attempt
from dutyroom.line.spool import Spool
from dutyroom.line.trouble import Trouble
from dutyroom.line.writer import Listener, RegisterWriter, Spooled
from dutyroom.store.facts import Fact
from dutyroom.store.known import was_made

TICK_SECONDS: Final = 0.25
"""How often time-outs of decoders and trackers are looked at."""

DUTY_SECONDS: Final = 1.0
"""How often deadlines are looked at."""

FIRST_LINGER: Final = 30.0
"""Seconds a keeper that lingers waits for its first console."""

_log = logging.getLogger(__name__)


class Keeper:
    """Everything the keeper is made of, put together and run."""

    def __init__(
        self, places: Places, settings: Settings, clock: Clock, linger: float | None
    ) -> None:
        """Prepare; `run` works. Call this on the event loop that will run it.

        Args:
            places: Where the desk stands; its keeper lock is held by the caller.
            settings: What the unit has chosen.
            clock: The one clock.
            linger: Seconds after its last console at which the keeper ends;
                None: never.
        """
        self._clock = clock
        self._linger = linger
        self._loop = asyncio.get_running_loop()
        self._stop = asyncio.Event()
        self._trouble: Trouble = "opening"
        self._refusing = False
        self._told: KeeperState | None = None
        self._end_when_idle = False
        listener = Listener(self._written, self._troubled, self._refused)
        self._writer = RegisterWriter(
            places.database,
            clock,
            listener,
            new_desk=not was_made(places.database, backup_folder(places, settings)),
        )
        self._log = FactLog(Spool(places.spool), places.spool, self._writer, self._disk_refuses)
        self._server = ChannelServer(
            places.socket,
            Greeting(PROTOCOL, __version__, "keeper", os.getpid()),
            self._welcome,
            self._command,
            self._upgraded,
        )
        self._simulated = settings.demo
        self._lines = DeskLines(
            places, settings, clock, self._writer, record=self._log.record, tell=self._tell
        )
        self._duties = Duties(places, settings, clock, self._writer, self._log.record)

    async def run(self) -> None:
        """Work until told to stop, by a signal, a command or the last console's end.

        Raises:
            OSError: The socket cannot be made.
        """
        self._loop.set_exception_handler(_log_failure)
        for number in (signal.SIGTERM, signal.SIGINT):
            self._loop.add_signal_handler(number, self._stop.set)
        self._log.replay()
        self._writer.start()
        self._log.start()
        await self._server.start()
        self._lines.start()
        tasks = [
            asyncio.create_task(self._every(TICK_SECONDS, self._lines.tick)),
            asyncio.create_task(self._every(DUTY_SECONDS, self._look)),
            asyncio.create_task(self._lines.resume()),
            asyncio.create_task(self._lines.reconcile()),
            asyncio.create_task(self._end_when_alone()),
        ]
        _log.info("keeper %s started, process %d", __version__, os.getpid())
        try:
            await self._stop.wait()
        finally:
            for task in tasks:
                task.cancel()
            await self._close()

    async def _close(self) -> None:
        """End in the order in which nothing is lost: devices, facts, registers."""
        await self._server.close()
        self._duties.close()
        await asyncio.to_thread(self._lines.close)
        await asyncio.sleep(0)  # what the devices said last is dealt with first
        await asyncio.to_thread(self._log.close)
        await asyncio.to_thread(self._writer.close)
        _log.info("keeper ended")

    async def _every(self, seconds: float, work: Callable[[], None]) -> None:
        while True:
            await self._clock.sleep(seconds)
            attempt(work, "a regular look")

    async def _end_when_alone(self) -> None:
        """End a keeper that only its consoles need."""
        if self._linger is None:
            return
        alone = 0.0
        patience = FIRST_LINGER
        while alone < patience:
            await self._clock.sleep(DUTY_SECONDS)
            if self._server.clients():
                alone, patience = 0.0, self._linger
            else:
                alone += DUTY_SECONDS
        self._stop.set()

    # --- what is told -----------------------------------------------------

    def _tell(self, message: Message) -> None:
        self._server.tell(message)

    def _tell_state(self) -> None:
        """Tell the consoles how the keeper stands."""
        self._told = self._state()
        self._tell(self._told)

    def _state(self) -> KeeperState:
        waiting = 0 if self._trouble == "ok" else self._writer.waiting()
        database = "full" if self._refusing else self._trouble
        return KeeperState(
            database,
            waiting,
            audible=self._duties.audible,
            unheard=self._duties.unheard,
            simulated=self._simulated,
        )

    def _welcome(self) -> list[Message]:
        return [self._state(), *self._lines.states()]

    def _look(self) -> None:
        """Look at the deadlines, and at what waits."""
        on_call = any(line.call for line in self._lines.states())
        self._writer.upkeep.busy = on_call
        if math.isfinite(self._duties.disk_hours):
            self._lines.disk(self._duties.disk_hours)
        self._duties.look(self._lines.states(), self._state())
        if self._trouble != "ok" or self._state() != self._told:  # nobody hears an alarm any more
            self._tell_state()
        if self._end_when_idle and not on_call:
            self._stop.set()

    # --- from the threads -------------------------------------------------

    def _on_loop(self, work: Callable[[], None]) -> None:
        try:
            self._loop.call_soon_threadsafe(work)
        except RuntimeError:
            _log.info("a thread spoke after the keeper had ended")

    def _written(self, done: list[Spooled], touched: frozenset[str]) -> None:
        self._log.written(done)
        message = Changed(tuple(sorted(touched)))
        self._on_loop(lambda: self._tell(message))

    def _troubled(self, trouble: Trouble) -> None:
        def note() -> None:
            self._trouble = trouble
            self._tell_state()

        self._on_loop(note)

    def _refused(self, fact: Fact, why: str) -> bool:
        return self._log.refuse(fact, why)

    def _disk_refuses(self, refusing: bool) -> None:
        def note() -> None:
            self._refusing = refusing
            self._tell_state()

        self._on_loop(note)

    def _upgraded(self) -> None:
        """End when no call is on the line: whoever starts the keeper starts the new version."""
        _log.warning("a console of a newer version has come: ending between calls")
        self._end_when_idle = True

    # --- commands ---------------------------------------------------------

    async def _command(self, ask: Ask) -> Answer:
        """Carry out what a console asks."""
        match ask.command:
            case "mark":
                done = self._lines.mark(ask.line, ask.values.get("actor", ""))
                return Answer(ask.number, done, "" if done else "not_recording")
            case "silence":
                self._duties.silence()
                return Answer(ask.number, done=True)
            case "test_alarm":
                self._duties.test_alarm()
                return Answer(ask.number, done=True)
            case "probe" | "end_probes" | "prove" | "proof" | "end_proof":
                return await self._lines.probe(ask)
            case "stop":
                self._stop.set()
                return Answer(ask.number, done=True)
            case _:
                return Answer(ask.number, done=False, reason="unknown_command")


def _log_failure(_loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """Log what a callback raised: one bad event never ends the keeper."""
    error = context.get("exception")
    _log.error("a task failed: %s", context.get("message"), exc_info=error)
