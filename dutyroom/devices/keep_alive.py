"""Whether a box that says nothing is still alive. Pure: time is handed in.

Modems wedge after weeks: the port is there and nothing comes any more. They are
asked now and then while the line is idle, and three unanswered questions are an
alarm.
"""

from __future__ import annotations

from enum import Enum, auto
from typing import Final

from dutyroom.devices.serial_pacing import Pacing

UNANSWERED_LIMIT: Final = 3
"""Questions without an answer that make a wedged box."""


class Heard(Enum):
    """What bytes from the box mean for its life."""

    AS_EVER = auto()
    BACK = auto()
    """It had not answered, so it may have been switched off and lost its settings."""


class KeepAlive:
    """Decides when to ask, and what silence means."""

    def __init__(self, question: bytes, pacing: Pacing, now: float) -> None:
        """Start with a box that is thought alive.

        Args:
            question: What to send; empty: never ask.
            pacing: How often, and how long to wait.
            now: The monotonic clock, in seconds.
        """
        self._question = question
        self._pacing = pacing
        self._next = now + pacing.keep_alive
        self._asked: float | None = None
        self._unanswered = 0

    def heard(self, now: float) -> Heard:
        """Take any byte from the box as a sign of life."""
        was_silent = self._unanswered > 0
        self._asked = None
        self._unanswered = 0
        self._next = now + self._pacing.keep_alive
        return Heard.BACK if was_silent else Heard.AS_EVER

    def due(self, now: float, *, idle: bool) -> bytes:
        """Return what to send now.

        Args:
            now: The monotonic clock, in seconds.
            idle: No call is on the line; only then may anything be sent.
        """
        if not idle:
            self._asked = None  # a box in a call may not answer, and that means nothing
            return b""
        if not self._question or self._asked is not None or now < self._next:
            return b""
        self._asked = now
        return self._question

    def wedged(self, now: float) -> bool:
        """Say, once, that the box did not answer three questions."""
        if self._asked is None or now - self._asked < self._pacing.answer:
            return False
        self._asked = None
        self._unanswered += 1
        self._next = now + (self._pacing.keep_alive if self._given_up() else 0.0)
        return self._unanswered == UNANSWERED_LIMIT

    def _given_up(self) -> bool:
        return self._unanswered >= UNANSWERED_LIMIT
