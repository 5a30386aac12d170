"""Have a line keeper running: start it, and start it again, less often each time it dies."""

from __future__ import annotations

import asyncio
import logging
import subprocess
from collections.abc import Callable
from typing import Final

from dutyroom.clock import Clock

EASY: Final = 3
"""Deaths after which the next start is put off."""

LONGEST: Final = 60.0
"""Longest wait before a start, in seconds."""

_LOOK: Final = 1.0
_WELL: Final = 120.0
"""Seconds without a death after which the deaths before are forgotten."""

_log = logging.getLogger(__name__)

Launch = Callable[[], subprocess.Popen[bytes]]


class KeeperStarter:
    """Starts keepers until one answers."""

    def __init__(self, launch: Launch, clock: Clock) -> None:
        """Prepare to start keepers.

        Args:
            launch: Starts one; may raise OSError.
            clock: Times the starts.
        """
        self._launch = launch
        self._clock = clock
        self._process: subprocess.Popen[bytes] | None = None
        self._deaths = 0
        self._started = 0.0

    async def until(self, there: Callable[[], bool]) -> None:
        """Start keepers until one is there.

        Args:
            there: Whether the keeper answers.
        """
        while not there():
            if self._process is None or self._process.poll() is not None:
                await self._start()
            await self._clock.sleep(_LOOK)

    async def _start(self) -> None:
        """Start one, after a wait where the ones before died quickly."""
        now = self._clock.monotonic()
        if self._process is not None:
            self._deaths = 1 if now - self._started > _WELL else self._deaths + 1
        await self._clock.sleep(delay(self._deaths))
        self._started = self._clock.monotonic()
        try:
            self._process = await asyncio.to_thread(self._launch)
        except OSError:
            _log.exception("the line keeper cannot be started")
            self._deaths += 1
            await self._clock.sleep(_LOOK)


def delay(deaths: int) -> float:
    """Return how many seconds to wait before the next start, after some deaths."""
    return 0.0 if deaths < EASY else min(2.0 ** (deaths - EASY + 1), LONGEST)
