"""The last seconds of a line's sound, kept at all times.

A call's recording begins before its first ring, so that nothing depends on how
fast a box says that it rings.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

from dutyroom.devices.pcm import SAMPLE_BYTES


@dataclass(frozen=True, slots=True)
class Heard:
    """A block and its place in everything that was heard since the start.

    Attributes:
        frame: Number of its first frame.
        pcm: Its samples.
        at: Monotonic time, in seconds, of its first frame.
    """

    frame: int
    pcm: bytes
    at: float

    @property
    def end(self) -> int:
        """Number of the frame after its last."""
        return self.frame + len(self.pcm) // SAMPLE_BYTES


class PreRoll:
    """A ring of blocks that holds at least the wanted seconds, once they were heard."""

    def __init__(self, seconds: float, rate: int) -> None:
        """Keep sound.

        Args:
            seconds: How much at least, up to one block more.
            rate: Samples a second.
        """
        self._frames = round(seconds * rate)
        self._blocks: deque[Heard] = deque()

    def append(self, block: Heard) -> None:
        """Keep a block, and drop those that are older than the wanted seconds."""
        self._blocks.append(block)
        while self._blocks and block.end - self._blocks[0].end >= self._frames:
            self._blocks.popleft()

    def since(self, frame: int) -> list[Heard]:
        """Return the kept blocks that begin at a frame or after it, oldest first."""
        return [block for block in self._blocks if block.frame >= frame]
