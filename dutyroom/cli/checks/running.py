"""Asking all questions side by side, none longer than it may take."""

from __future__ import annotations

import queue
import subprocess
import threading
import time
from collections.abc import Sequence
from typing import Final

from sqlalchemy.exc import SQLAlchemyError

from dutyroom.cli.checks.result import Checked, Job, Result, State
from dutyroom.desk.looks.bench import FAILURES, failure_words
from dutyroom.i18n import _
from dutyroom.store.sqlite import dbapi

CRASHES: Final[tuple[type[Exception], ...]] = (
    *FAILURES,  # pyserial's errors are made from OSError
    subprocess.SubprocessError,
    SQLAlchemyError,
    dbapi.Error,
)
"""What a check that crashes may raise; the answer is then "unknown", and the others go on.

A thread that ends by anything else prints where, and its answer is "unknown" too.
"""


def run_all(jobs: Sequence[Job], seconds: float) -> list[Checked]:
    """Ask everything, each question in a thread of its own.

    A thread that a driver holds up is left behind.

    Args:
        jobs: The questions.
        seconds: How long an answer may take where its job does not say.

    Returns:
        The answers, in the order of the questions.
    """
    answers: list[queue.SimpleQueue[Result]] = [queue.SimpleQueue() for _job in jobs]
    threads = [
        threading.Thread(target=_answer, args=(job, answer), name=f"check {job.name}", daemon=True)
        for job, answer in zip(jobs, answers, strict=True)
    ]
    begun = time.monotonic()
    for thread in threads:
        thread.start()
    checked = []
    for job, thread, answer in zip(jobs, threads, answers, strict=True):
        limit = job.seconds or seconds
        thread.join(max(0.0, begun + limit - time.monotonic()))
        checked.append(Checked(job, _given(answer, thread, limit)))
    return checked


def _answer(job: Job, answer: queue.SimpleQueue[Result]) -> None:
    """Ask one question."""
    try:
        answer.put(job.ask())
    except CRASHES as error:
        answer.put(
            Result(
                State.UNKNOWN,
                _("This could not be looked at ({detail}).").format(detail=failure_words(error)),
                facts={"error": f"{type(error).__name__}: {error}"},
            )
        )


def _given(answer: queue.SimpleQueue[Result], thread: threading.Thread, limit: float) -> Result:
    """Return the answer, or why there is none."""
    try:
        return answer.get_nowait()
    except queue.Empty:
        pass
    if thread.is_alive():
        text = _("There was no answer within {seconds:.0f} s.").format(seconds=limit)
        return Result(State.UNKNOWN, text, facts={"error": "timeout"})
    return Result(State.UNKNOWN, _("This could not be looked at."), facts={"error": "crashed"})
