"""The shape of a recording, for drawing: lowest and highest sample in each column.

Reads the file once, in pieces, and goes on where it stopped while the file
grows. An hour takes about 0.1 s.
"""

from __future__ import annotations

import array
from pathlib import Path
from typing import Final

from dutyroom.devices import pcm
from dutyroom.devices.wav import WavReader

Peak = tuple[int, int]
"""Lowest and highest sample, -32768 to 32767."""

BUCKET_FRAMES: Final = 800
_BUCKETS_AT_ONCE: Final = 500


class Waveform:
    """The peaks of one file."""

    def __init__(self, path: Path) -> None:
        """Name a file; nothing is read yet."""
        self.path = path
        """The file."""
        self._lows = array.array("h")
        self._highs = array.array("h")
        self._whole = 0
        self.frames = 0
        """How many frames were read."""
        self.rate = 0
        """Samples a second; 0 before the first `update`."""

    @property
    def seconds(self) -> float:
        """Length of what was read."""
        return self.frames / self.rate if self.rate else 0.0

    def update(self) -> bool:
        """Read what is new in the file.

        Returns:
            Whether there was anything.

        Raises:
            OSError: The file cannot be read.
            NotAWavError: It is no 16-bit mono WAV.
        """
        with WavReader(self.path) as reader:
            self.rate = reader.info.rate
            if reader.info.frames <= self.frames:
                return False
            # the last bucket may have been cut short: it is read again
            del self._lows[self._whole :], self._highs[self._whole :]
            at = self._whole * BUCKET_FRAMES
            while sound := reader.read(at, BUCKET_FRAMES * _BUCKETS_AT_ONCE):
                self._add(sound)
                at += len(sound) // pcm.SAMPLE_BYTES
        self.frames = at
        self._whole = at // BUCKET_FRAMES
        return True

    def columns(self, count: int) -> list[Peak]:
        """Return the peaks of the whole in so many columns of equal time.

        Args:
            count: How many; with fewer buckets than columns some repeat.
        """
        have = len(self._lows)
        if not have:
            return [(0, 0)] * count
        edges = [index * have // count for index in range(count + 1)]
        return [
            (min(self._lows[start:end]), max(self._highs[start:end]))
            for start, end in (
                (edge, max(edge + 1, edges[index + 1])) for index, edge in enumerate(edges[:-1])
            )
        ]

    def _add(self, sound: bytes) -> None:
        """Append the peaks of some buckets."""
        size = BUCKET_FRAMES * pcm.SAMPLE_BYTES
        for start in range(0, len(sound), size):
            low, high = pcm.lowest_highest(sound[start : start + size])
            self._lows.append(low)
            self._highs.append(high)
