"""The keeper's one boundary for the unforeseen: log it, and go on.

A fault in one part of the keeper must not end the logging of calls. Everything
that runs again and again in the keeper, on the loop or in a thread, runs
through here.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import Final

PAUSE_SECONDS: Final = 0.5
"""Pause before a thread's work is begun again, so that a fault cannot spin."""

_log = logging.getLogger(__name__)


def attempt(work: Callable[[], None], what: str) -> bool:
    """Do something, and log what it raises.

    Args:
        work: What to do.
        what: Its name in the log.

    Returns:
        Whether it went through.
    """
    try:
        work()
    except Exception:  # noqa: BLE001 - the boundary: one fault never ends the logging of calls
        _log.exception("%s failed", what)
        return False
    return True


def keep_running(work: Callable[[], None], what: str) -> None:
    """Do a thread's work until it returns by itself, beginning again after each fault.

    Args:
        work: Returns when the thread is to end.
        what: Its name in the log.
    """
    while not attempt(work, what):
        time.sleep(PAUSE_SECONDS)
