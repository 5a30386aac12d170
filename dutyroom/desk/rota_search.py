"""A search for a roster, watched and stopped from outside: numpy and HiGHS take 27 MB and more.

They are loaded by a process that is started for one search and ends with it.
"""

from __future__ import annotations

import asyncio
import subprocess
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Event, Timer
from typing import TYPE_CHECKING, Final

import msgspec

from dutyroom import apart
from dutyroom.desk.errors import DeskError
from dutyroom.desk.rota_task import Task, line, said_of
from dutyroom.i18n import _
from dutyroom.os_reasons import os_reason

if TYPE_CHECKING:
    from dutyroom.standard.roster.solver import Progress, Proposal

_PROCESS: Final = "dutyroom.desk.rota_process"
_GRACE: Final = 60.0
"""Seconds beyond its own limits after which a process that says nothing is killed."""


class Solving:
    """One search for a roster.

    Attributes:
        progress: How far it has come; None: it has not begun to say.
    """

    def __init__(self, task: Task) -> None:
        """Prepare a search.

        Args:
            task: What is to be proposed.
        """
        self.progress: Progress | None = None
        self._task = task
        self._stop = Event()
        self._threads = ThreadPoolExecutor(2, "rota")

    def cancel(self) -> None:
        """End the search as soon as it looks up; what it has found is kept."""
        self._stop.set()

    async def run(self) -> Proposal:
        """Search, with a process and two threads that wait for it.

        Raises:
            DeskError: The days cannot be rostered, or the process has failed.
        """
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, self._search)
        finally:
            self._stop.set()
            self._threads.shutdown(wait=False)

    def _search(self) -> Proposal:
        """Start the process, and return what it found."""
        try:
            process = apart.started(_PROCESS)
        except OSError as error:
            raise _failed(os_reason(error)) from error
        limits = self._task.limits
        killing = Timer(limits.seconds + limits.explain_seconds + _GRACE, process.kill)
        killing.start()
        with process:
            telling = self._threads.submit(self._tell, process)
            try:
                found = self._heard(process)
            finally:
                self._stop.set()
                telling.result()
                killing.cancel()
            return found or _refused(process)

    def _tell(self, process: subprocess.Popen[bytes]) -> None:
        """Pass the task on, and the end of it once nobody wants more."""
        pipe = apart.end_of(process.stdin)
        with suppress(BrokenPipeError), pipe:
            pipe.write(line(self._task))
            pipe.flush()
            self._stop.wait()

    def _heard(self, process: subprocess.Popen[bytes]) -> Proposal | None:
        """Follow what the process says to its end; None: it ended without a result."""
        found = None
        for text in apart.end_of(process.stdout):
            with suppress(msgspec.DecodeError):  # a line that its end cut off says nothing
                said = said_of(text)
                self.progress = said.progress or self.progress
                found = said.proposal or found
        return found


def _refused(process: subprocess.Popen[bytes]) -> Proposal:
    """Say why there is no result.

    Raises:
        DeskError: Always.
    """
    ended = apart.ended(process)
    if said := apart.said(ended):
        raise DeskError(said)
    raise _failed(apart.last_words(ended))


def _failed(reason: str) -> DeskError:
    """Return the error for a search that broke off."""
    return DeskError(
        _("No roster could be proposed: {reason}. The draft was not changed.").format(reason=reason)
    )
