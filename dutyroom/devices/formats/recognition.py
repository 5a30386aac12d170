"""Which format a capture is in, by letting every decoder try."""

from __future__ import annotations

from dataclasses import dataclass

from dutyroom.devices.events import EventKind
from dutyroom.devices.formats.base import FormatError
from dutyroom.devices.formats.registry import decoder, names

SAMPLE = 65_536
"""Bytes of a capture that are looked at."""

_LONG_ENOUGH = 4
_MESSAGES = frozenset({EventKind.CALLER_ID, EventKind.MESSAGE_WAITING})


@dataclass(frozen=True, slots=True, order=True)
class _Reading:
    """How well a format read the sample; the greater the better.

    A checksum that held is no chance and outdoes any number of bytes: a modem's
    undecoded report can also be read as a field that nobody understands.
    """

    sure: bool
    score: int


def recognise(sample: bytes) -> str | None:
    """Return the name of the format that reads a capture best, None if none fits.

    Args:
        sample: The beginning of the capture; `SAMPLE` bytes of it are read.
    """
    best: tuple[_Reading, str] | None = None
    for name in names():
        try:
            reading = _read(name, sample[:SAMPLE])
        except FormatError:  # a shipped file that somebody damaged is no candidate
            continue
        if reading is not None and (best is None or reading > best[0]):
            best = (reading, name)
    return None if best is None else best[1]


def _read(name: str, sample: bytes) -> _Reading | None:
    """Try one format; None if it reads nothing that could not be chance."""
    reader = decoder(name)
    events = [event for event in reader.feed(sample) + reader.close() if not event.partial]
    known = [event for event in events if event.event is not EventKind.UNKNOWN]
    length = sum(len(event.raw) for event in known)
    # Two-byte codes stand in any noise by chance; longer records do not.
    chance = all(len(event.raw) < _LONG_ENOUGH for event in known)
    if not known or (chance and 2 * length <= len(sample)):
        return None
    sure = any(event.checksum and event.event in _MESSAGES for event in known)
    return _Reading(sure, 2 * length - len(sample))
