"""Caller ID that came as sound, as the events that a box would send.

FSK carries the messages of the binary modules. DTMF carries a number between a
start and a stop key, each any of `A B C D * #`; what may follow the number (the
redirecting one, an information code) is not a caller.
"""

from __future__ import annotations

from typing import Final

from dutyroom.devices.events import EventKind, LineEvent
from dutyroom.devices.formats.mdmf import MdmfDecoder

DTMF_FORMAT: Final = "dtmf"
"""The `format` of caller IDs that came as keys."""

PAUSE_SECONDS: Final = 0.5
"""A longer pause between two keys means that a person presses them."""

SHORTEST: Final = 3
LONGEST: Final = 32
"""Digits of a number that may be a caller's."""

_MARKS: Final = frozenset("ABCD*#")


class HeardCaller:
    """Puts caller IDs together from what the ear makes out."""

    def __init__(self) -> None:
        """Start with a quiet line."""
        self._messages = MdmfDecoder()
        self._digits: str | None = None
        self._last = 0.0

    def data(self, data: bytes) -> list[LineEvent]:
        """Take what a carrier sent and return the caller IDs complete with it."""
        return [
            event
            for event in self._messages.feed(data)
            if event.event in (EventKind.CALLER_ID, EventKind.MESSAGE_WAITING)
        ]

    def tick(self, now: float) -> list[LineEvent]:
        """Let time pass, and return what closes by it.

        Args:
            now: Monotonic seconds.
        """
        return [event for event in self._messages.tick(now) if event.event is EventKind.CALLER_ID]

    def key(self, key: str, now: float) -> list[LineEvent]:
        """Take a key and return the caller ID that ends with it.

        Args:
            key: One of `0-9 A-D * #`.
            now: Monotonic seconds.
        """
        paused = now - self._last > PAUSE_SECONDS
        self._last = now
        if key not in _MARKS:
            if paused:
                self._digits = None
            elif self._digits is not None:
                self._digits = (self._digits + key)[: LONGEST + 1]
            return []
        number, self._digits = None if paused else self._digits, ""
        if number is None or not SHORTEST <= len(number) <= LONGEST:
            return []
        self._digits = None  # what follows the number is not a caller
        raw = number.encode("ascii")
        return [LineEvent(EventKind.CALLER_ID, DTMF_FORMAT, 0, raw, number=number)]
