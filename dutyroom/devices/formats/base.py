"""What every decoder is: bytes in, line events out, no port and no clock of its own."""

from __future__ import annotations

from typing import Protocol

from dutyroom.devices.events import LineEvent
from dutyroom.errors import PlainError

MAX_LINE = 16_384
"""Longest line, in bytes, that is read as a line; a longer one is unknown bytes."""

MAX_UNKNOWN = 1024
"""Longest run of unknown bytes in one event; a longer run comes as several."""


class FormatError(PlainError):
    """A format that does not exist or a declaration that cannot be used.

    Its text is for the person who named the format.
    """


class Decoder(Protocol):
    """Reads one line's byte stream.

    Bytes may come in chunks of any size: one at a time gives the same events as
    one big block. No input makes it raise or grow without bound.
    """

    name: str
    """The format's name, as in every event's `format`."""

    def feed(self, data: bytes) -> list[LineEvent]:
        """Take the next bytes of the stream and return what they say."""
        ...

    def tick(self, now: float) -> list[LineEvent]:
        """Let time pass, and return what closes by it.

        Args:
            now: The monotonic clock, in seconds. The only way time enters.
        """
        ...

    def close(self) -> list[LineEvent]:
        """End the input, and return what was still open."""
        ...
