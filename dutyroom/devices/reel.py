"""A recording as it is played: read piece by piece, at any speed, from anywhere.

Speed is changed by overlap and add: pieces of 40 ms are laid down closer together
or further apart, each shifted by up to 10 ms to where it fits the one before
best, so that voices keep their pitch (SOLA; Roucos and Wilgus, 1985).
"""

from __future__ import annotations

import array
from operator import mul
from pathlib import Path
from typing import Final

from dutyroom.devices import pcm
from dutyroom.devices.wav import WavReader

SPEEDS: Final = (0.75, 1.0, 1.5, 2.0)
LOUDEST: Final = 4.0
"""Faint callers may be made four times as loud; peaks are limited."""

_PIECE: Final = 0.04
_OVERLAP: Final = 0.01


class Reel:
    """Gives a file's sound in pieces; remembers where it is."""

    def __init__(self, path: Path) -> None:
        """Open a recording for reading only.

        Raises:
            OSError: The file cannot be read.
            NotAWavError: It is no 16-bit mono WAV.
        """
        self._reader = WavReader(path)
        self.rate = self._reader.info.rate
        self._piece = round(_PIECE * self.rate)
        self._overlap = round(_OVERLAP * self.rate)
        self._frame = 0
        self._speed = 1.0
        self._volume = 1.0
        self._tail = b""

    @property
    def at(self) -> float:
        """Where it is, in seconds of the recording."""
        return self._frame / self.rate

    @property
    def length(self) -> float:
        """Length of the recording in seconds, as last read; a live one grows."""
        return self._reader.info.seconds

    @property
    def speed(self) -> float:
        """Seconds of the recording in a second of time."""
        return self._speed

    @property
    def volume(self) -> float:
        """What the samples are multiplied by."""
        return self._volume

    def seek(self, seconds: float) -> None:
        """Go to a place, within the recording."""
        frames = self._reader.refresh().frames
        self._frame = max(0, min(frames, round(seconds * self.rate)))
        self._tail = b""

    def set_speed(self, speed: float) -> None:
        """Play at the nearest of `SPEEDS`."""
        self._speed = min(SPEEDS, key=lambda each: abs(each - speed))
        self._tail = b""

    def set_volume(self, volume: float) -> None:
        """Play louder or softer; 1 is as recorded, `LOUDEST` the most."""
        self._volume = max(0.0, min(LOUDEST, volume))

    def next(self) -> bytes:
        """Return the next piece, some hundredths of a second; empty at the end.

        Raises:
            OSError: The file cannot be read.
            NotAWavError: Someone overwrote it.
        """
        self._reader.refresh()
        piece = self._plain() if self._speed == 1.0 else self._stretched()
        return piece if self._volume == 1.0 else pcm.louder(piece, self._volume)

    def close(self) -> None:
        """Close the file."""
        self._reader.close()

    def _plain(self) -> bytes:
        """Return the next piece as it was recorded."""
        piece = self._reader.read(self._frame, self._piece)
        self._frame += len(piece) // pcm.SAMPLE_BYTES
        return piece

    def _stretched(self) -> bytes:
        """Return the next piece, fitted to the one before."""
        width, overlap = self._piece * pcm.SAMPLE_BYTES, self._overlap * pcm.SAMPLE_BYTES
        region = self._reader.read(self._frame, self._piece + self._overlap)
        if len(region) < width + overlap:
            self._frame += len(region) // pcm.SAMPLE_BYTES
            piece, self._tail = _faded(self._tail, region), b""
            return piece
        start = 0
        if self._tail:
            start = _best_match(region[: 2 * overlap], self._tail) * pcm.SAMPLE_BYTES
        whole = region[start : start + width]
        piece, self._tail = _faded(self._tail, whole[:-overlap]), whole[-overlap:]
        self._frame += round((self._piece - self._overlap) * self._speed)
        return piece


def _best_match(region: bytes, pattern: bytes) -> int:
    """Return at which sample of a region a shorter sound differs from it least."""
    wanted, found = list(pcm.samples(pattern)), list(pcm.samples(region))
    count = len(wanted)

    def like(start: int) -> int:
        part = found[start : start + count]
        likeness: int = 2 * sum(map(mul, wanted, part)) - sum(map(mul, part, part))
        return likeness

    return max(range(len(found) - count + 1), key=like)


def _faded(before: bytes, after: bytes) -> bytes:
    """Return a sound that begins as the end of another one fading into it."""
    old, new = pcm.samples(before), pcm.samples(after)
    count = min(len(old), len(new))
    mixed = array.array(
        "h", [(old[i] * (count - i) + new[i] * i) // max(1, count) for i in range(count)]
    )
    return (mixed + new[count:]).tobytes()
