"""Which format a capture is in, by letting every decoder try."""

from __future__ import annotations

from dataclasses import dataclass

from dutyroom.devices.events import EventKind, LineEvent
from dutyroom.devices.formats.base import FormatError
from dutyroom.devices.formats.registry import decoder, names

SAMPLE = 65_536
"""Bytes of a capture that are looked at."""

_LONG_ENOUGH = 4
# A modem's ring looks the same in both: only a message tells that it is in hex.
_NEEDS_MESSAGE = "hayes-hex"
_MESSAGES = frozenset({EventKind.CALLER_ID, EventKind.MESSAGE_WAITING})


@dataclass(frozen=True, slots=True)
class _Reading:
    """How well a format read the sample: bytes in records, and bytes left over."""

    known: int
    unknown: int

    def score(self) -> int:
        return self.known - self.unknown


def recognise(sample: bytes) -> str | None:
    """Return the name of the format that reads a capture best, None if none fits.

    Args:
        sample: The beginning of the capture; `SAMPLE` bytes of it are read.
    """
    best: tuple[int, str] | None = None
    for name in names():
        try:
            reading = _read(name, sample[:SAMPLE])
        except FormatError:  # a shipped file that somebody damaged is no candidate
            continue
        if reading is not None and (best is None or reading.score() > best[0]):
            best = (reading.score(), name)
    return None if best is None else best[1]


def _read(name: str, sample: bytes) -> _Reading | None:
    """Try one format; None if it reads nothing that could not be chance."""
    reader = decoder(name)
    events = [event for event in reader.feed(sample) + reader.close() if not event.partial]
    known = [event for event in events if event.event is not EventKind.UNKNOWN]
    if name == _NEEDS_MESSAGE and not any(event.event in _MESSAGES for event in known):
        return None
    reading = _Reading(_length(known), len(sample) - _length(known))
    # Two-byte codes stand in any noise by chance; longer records do not.
    chance = all(len(event.raw) < _LONG_ENOUGH for event in known)
    if not known or (chance and reading.known <= reading.unknown):
        return None
    return reading


def _length(events: list[LineEvent]) -> int:
    return sum(len(event.raw) for event in events)
