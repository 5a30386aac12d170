"""Searches for one roster, in a process of its own.

`python -m dutyroom.desk.rota_process` reads a line on standard input, the task, and writes lines
to standard output: how far it has come, and last what it found. When standard input ends, nobody
wants more of it, or whoever asked is gone: it stops, and says what it has found so far.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from threading import Event, Thread
from typing import Final

from dutyroom.apart import REFUSED
from dutyroom.clock import clock_from_environment
from dutyroom.desk.rota_task import Said, said_line, task_of
from dutyroom.i18n import use
from dutyroom.standard.calendar.days import YearWithoutData
from dutyroom.standard.roster.solver import Progress
from dutyroom.standard.roster.solver.solve import solve

_PAUSE: Final = 0.1
"""Seconds between two reports: nobody looks more often."""


def main() -> int:
    """Search for the roster that standard input asks for, and return the exit code."""
    task, stop = task_of(sys.stdin.buffer.readline()), Event()
    use(task.language)
    Thread(target=_listen, args=(stop,), daemon=True).start()
    monotonic = clock_from_environment().monotonic
    try:
        proposal = solve(
            task.problem,
            monotonic,
            task.limits,
            report=_reporter(monotonic),
            cancelled=stop.is_set,
        )
    except YearWithoutData as error:
        sys.stderr.write(str(error))
        return REFUSED
    _say(Said(proposal=proposal))
    return 0


def _listen(stop: Event) -> None:
    """Wait for the end of standard input, past its buffer, which no thread may hold at the end."""
    while os.read(sys.stdin.fileno(), 1):
        pass
    stop.set()


def _reporter(monotonic: Callable[[], float]) -> Callable[[Progress], None]:
    """Return what says how far the search has come, now and then."""
    last = float("-inf")

    def report(progress: Progress) -> None:
        nonlocal last
        now = monotonic()
        if now - last >= _PAUSE:
            last = now
            _say(Said(progress=progress))

    return report


def _say(said: Said) -> None:
    """Say something at once."""
    sys.stdout.buffer.write(said_line(said))
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    sys.exit(main())
