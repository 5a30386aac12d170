"""The bounded queue between the sound driver's thread and the recorder's.

The driver's callback may do nothing that waits: it copies the block, stamps it
and leaves. When the recorder is behind for longer than the queue is long, whole
blocks are dropped and their frames counted, and the next block that gets in
carries the count: nothing is lost unseen.
"""

from __future__ import annotations

import queue
from dataclasses import dataclass
from typing import Final

from dutyroom.clock import Clock

QUEUE_SECONDS: Final = 60
"""How long a slow disk may hold up the recorder before sound is lost; 1 MB at 8 kHz."""


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of sound as it came.

    Attributes:
        pcm: 16-bit samples.
        at: Monotonic time, in seconds, when the driver handed its last sample over.
        lost: Frames that were dropped just before it.
        overflowed: The driver says that it lost frames before it, not how many.
    """

    pcm: bytes
    at: float
    lost: int = 0
    overflowed: bool = False


class SoundQueue:
    """Takes blocks from the driver's thread, gives them to one other thread."""

    def __init__(self, clock: Clock, blocks: int) -> None:
        """Make a queue.

        Args:
            clock: Stamps the blocks.
            blocks: How many blocks wait at most.
        """
        self._clock = clock
        self._queue: queue.Queue[Block] = queue.Queue(blocks)
        self._lost_now = 0
        self._overflowed = False
        self.frames_lost = 0
        """Frames dropped since the start, in the device's own frames."""
        self.last_block_at: float | None = None
        """Monotonic time of the newest block, dropped or not."""

    def put(self, pcm: bytes, frames: int, *, overflowed: bool = False) -> None:
        """Append a block; called by the driver, never waits and never raises.

        Args:
            pcm: A copy of the driver's buffer.
            frames: How many frames it holds.
            overflowed: What the driver says of frames lost before it.
        """
        at = self._clock.monotonic()
        self.last_block_at = at
        overflowed = overflowed or self._overflowed
        try:
            self._queue.put_nowait(Block(pcm, at, self._lost_now, overflowed))
        except queue.Full:
            self._lost_now += frames
            self.frames_lost += frames
            self._overflowed = overflowed
        else:
            self._lost_now = 0
            self._overflowed = False

    def take(self, timeout: float) -> Block | None:
        """Return the oldest block, or None when none came within the seconds."""
        try:
            return self._queue.get(timeout=timeout)
        except queue.Empty:
            return None
