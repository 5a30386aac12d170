"""How loud a line is: ten times a second for the meter, and in sum for a recording."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from dutyroom.devices import pcm

_LEVELS_PER_SECOND: Final = 10


@dataclass(frozen=True, slots=True)
class Loudness:
    """How loud a stretch of sound is.

    Attributes:
        rms_dbfs: Its power, in dB below full scale; -96 for silence.
        peak_dbfs: Its loudest sample, in dB below full scale.
        clipped: How many samples stand at the end of the scale.
    """

    rms_dbfs: float
    peak_dbfs: float
    clipped: int


class Sum:
    """Loudness of everything that was added."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._squares = 0.0
        self.frames = 0
        self._peak = 0
        self._clipped = 0

    def add(self, sound: bytes) -> None:
        """Add 16-bit samples."""
        count = len(sound) // pcm.SAMPLE_BYTES
        self._squares += float(pcm.rms(sound)) ** 2 * count
        self._peak = max(self._peak, pcm.peak(sound))
        self._clipped += pcm.clipped(sound)
        self.frames += count

    def loudness(self) -> Loudness:
        """Return the loudness of what was added."""
        power = math.sqrt(self._squares / self.frames) if self.frames else 0.0
        return Loudness(pcm.dbfs(power), pcm.dbfs(self._peak), self._clipped)


class LevelMeter:
    """Gives a reading each tenth of a second of sound, however it is cut into blocks."""

    def __init__(self, rate: int) -> None:
        """Measure sound of so many samples a second."""
        self._due = rate // _LEVELS_PER_SECOND
        self._sum = Sum()

    def feed(self, sound: bytes) -> Loudness | None:
        """Add a block and return a reading when one is due."""
        self._sum.add(sound)
        if self._sum.frames < self._due:
            return None
        reading = self._sum.loudness()
        self._sum = Sum()
        return reading
