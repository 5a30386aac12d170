"""Sources and listeners that the tests of the sound edge share."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TypeVar

from dutyroom.clock import FrozenClock
from dutyroom.devices.audio_source import NoInputError
from dutyroom.devices.recorder_events import RecorderEvent, RecordingRequest
from dutyroom.devices.sound_queue import Block

RATE = 8000
BLOCK = 800
STARTED = datetime(2026, 11, 3, 9, 30, tzinfo=UTC)

T = TypeVar("T")


def request(call_id: str = "call-1", segment: int = 1) -> RecordingRequest:
    """A request for the first segment of a call."""
    return RecordingRequest(call_id, segment, STARTED)


def frozen_clock() -> FrozenClock:
    """A clock that stands still."""
    return FrozenClock(STARTED)


class FakeSource:
    """Delivers what the test puts in, in the test's own time; refuses to open when told."""

    def __init__(self, clock: FrozenClock) -> None:
        """Deliver blocks stamped by a clock."""
        self.clock = clock
        self.blocks: deque[Block] = deque()
        self.opened = 0
        self.closed = 0
        self.refuses = False
        self.ended = False
        self.name = "fake"
        self.rate = RATE
        self.frames_lost = 0
        self.last_block_at: float | None = None

    def open(self) -> None:
        """Count, or refuse."""
        if self.refuses:
            raise NoInputError("unplugged")
        self.ended = False
        self.opened += 1

    def close(self) -> None:
        """Count."""
        self.closed += 1

    def take(self, timeout: float) -> Block | None:  # noqa: ARG002 - the protocol's
        """Return the next block at once."""
        return self.blocks.popleft() if self.blocks else None

    def put(self, pcm: bytes, *, lost: int = 0, overflowed: bool = False) -> None:
        """Let the time of a block go by and deliver it."""
        self.clock.advance(len(pcm) / 2 / RATE)
        self.last_block_at = self.clock.monotonic()
        self.blocks.append(Block(pcm, self.last_block_at, lost, overflowed))


class Said:
    """Keeps what a recorder says."""

    def __init__(self) -> None:
        """Nothing was said."""
        self.events: list[RecorderEvent] = []

    def __call__(self, event: RecorderEvent) -> None:
        """Keep an event."""
        self.events.append(event)

    def of(self, kind: type[T]) -> list[T]:
        """Return the events of a kind."""
        return [event for event in list(self.events) if isinstance(event, kind)]


def until(wanted: Callable[[], bool], seconds: float = 10.0) -> None:
    """Wait until something is so, at most some seconds."""
    limit = time.monotonic() + seconds
    while not wanted():
        assert time.monotonic() < limit, "it did not happen in time"
        time.sleep(0.01)
