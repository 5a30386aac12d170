"""Reading captures in tests: whole, in pieces, and as short tuples."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from dutyroom.devices.events import EventKind, LineEvent
from dutyroom.devices.formats import decoder

CAPTURES = Path(__file__).parent / "captures"


def capture(name: str) -> bytes:
    """Return the golden capture of a format."""
    return (CAPTURES / f"{name}.bin").read_bytes()


def read(name: str | Path, *chunks: bytes) -> list[LineEvent]:
    """Return all events, partial ones too, of a stream that comes in chunks."""
    reader = decoder(name)
    events = [event for chunk in chunks for event in reader.feed(chunk)]
    return events + reader.close()


def bytewise(name: str | Path, stream: bytes) -> list[LineEvent]:
    """Return all events of a stream that comes byte by byte."""
    return read(name, *(stream[at : at + 1] for at in range(len(stream))))


def closed(events: Iterable[LineEvent]) -> list[LineEvent]:
    """Return the events that `dutyroom decode` prints."""
    return [event for event in events if not event.partial]


def kinds(events: Iterable[LineEvent]) -> list[str]:
    """Return what happened, in short."""
    return [event.event.value for event in events if not event.partial]


def calls(name: str | Path, stream: bytes) -> list[LineEvent]:
    """Return the closed caller IDs of a stream."""
    events = closed(read(name, stream))
    return [event for event in events if event.event is EventKind.CALLER_ID]


def call(name: str | Path, stream: bytes) -> LineEvent:
    """Return the one caller ID of a stream."""
    (only,) = calls(name, stream)
    return only
