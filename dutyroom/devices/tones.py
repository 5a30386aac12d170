"""What one fortieth of a second of a line sounds like: quiet, a tone, a key, or else.

Quiet is told by level alone, above the noise that the line makes at all times: hum and hiss
have no pauses, voices do. Only what is louder goes through Goertzel's filter,
which gives the part of a frame's energy that stands at one frequency: for the
call progress tone first, then for the eight frequencies of the keypad.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from dutyroom.devices import pcm
from dutyroom.devices.signals import DTMF_COLUMNS, DTMF_KEYS, DTMF_ROWS

FRAME_SECONDS: Final = 0.025
"""Short enough for the shortest key press (40 ms), long enough to tell 697 from 770 Hz."""


_NOISE_FRAMES: Final = 10
_NOISE_PARTS: Final = 6  # shorter than what counts as a voice: a hum that begins is none


class FrameKind(StrEnum):
    """What a frame sounds like."""

    QUIET = "quiet"
    TONE = "tone"
    KEY = "key"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Hearing:
    """What counts as what.

    Attributes:
        tone_hz: Call progress tone; 450 Hz in China (GB/T 3380), 425 Hz elsewhere.
        loud_dbfs: At this level a quiet line becomes a sounding one, in dBFS.
        quiet_dbfs: Below this level a sounding line becomes a quiet one.
        above_noise_db: How far both stand above the line's own noise, at least; the second at
            half of it.
        most_noise_dbfs: Noise is taken to be no louder; a voice may be all that is heard.
        tone_share: Part of a frame's energy that must stand at the tone.
        key_share: Part of a frame's energy that must stand at a key's two tones.
        twist_db: How much one of the two may be louder than the other.
    """

    tone_hz: float = 450.0
    loud_dbfs: float = -45.0
    quiet_dbfs: float = -50.0
    above_noise_db: float = 6.0
    most_noise_dbfs: float = -38.0
    tone_share: float = 0.7
    key_share: float = 0.7
    twist_db: float = 8.0


class Goertzel:
    """The filter for one frequency."""

    def __init__(self, frequency: float, rate: int) -> None:
        """Tune to a frequency in Hz at so many samples a second."""
        self._coefficient = 2 * math.cos(2 * math.pi * frequency / rate)

    def power(self, samples: Sequence[int]) -> float:
        """Return the squared magnitude of the frequency in the samples."""
        coefficient, one, two = self._coefficient, 0.0, 0.0
        for sample in samples:
            one, two = sample + coefficient * one - two, one
        return one * one + two * two - coefficient * one * two

    def share(self, samples: Sequence[int], energy: float) -> float:
        """Return the part of the energy at the frequency, about 0 to 1.

        Args:
            samples: The frame.
            energy: The sum of its squares.
        """
        return 2 * self.power(samples) / (len(samples) * energy) if energy else 0.0


class NoiseFloor:
    """The line's own noise: the softest quarter of a second of the last one and a half.

    A voice that pauses less often than that is taken for noise only up to
    `Hearing.most_noise_dbfs`, which is far below how loud a voice is.
    """

    def __init__(self) -> None:
        """Know nothing yet."""
        self._frames: list[float] = []
        self._parts: deque[float] = deque(maxlen=_NOISE_PARTS)
        self.dbfs = -math.inf

    def feed(self, swing: float) -> None:
        """Take in a frame that is no tone and no key: those have no pauses either."""
        self._frames.append(swing * swing)
        if len(self._frames) < _NOISE_FRAMES:
            return
        self._parts.append(math.sqrt(sum(self._frames) / _NOISE_FRAMES))
        self._frames.clear()
        if len(self._parts) == _NOISE_PARTS:
            self.dbfs = pcm.dbfs(min(self._parts))


class FrameEar:
    """Says of each frame what it sounds like; remembers the noise and whether the line is quiet."""

    def __init__(self, rate: int, hearing: Hearing) -> None:
        """Listen to sound of so many samples a second."""
        self._hearing = hearing
        self._quiet = True
        self._noise = NoiseFloor()
        self._tone = Goertzel(hearing.tone_hz, rate)
        self._rows = [Goertzel(frequency, rate) for frequency in DTMF_ROWS]
        self._columns = [Goertzel(frequency, rate) for frequency in DTMF_COLUMNS]

    def listen(self, sound: bytes) -> tuple[FrameKind, str | None]:
        """Return what a frame sounds like, and the key if it is one."""
        swing = pcm.swing(sound)
        self._quiet = pcm.dbfs(swing) < self._limit()
        if self._quiet:
            self._noise.feed(swing)
            return FrameKind.QUIET, None
        samples = pcm.samples(sound)
        energy = swing * swing * len(samples)
        if self._tone.share(samples, energy) >= self._hearing.tone_share:
            return FrameKind.TONE, None
        key = self._key(samples, energy)
        if key is None:
            self._noise.feed(swing)
            return FrameKind.OTHER, None
        return FrameKind.KEY, key

    def _limit(self) -> float:
        """Return the level at which the line changes between quiet and sounding, in dBFS."""
        hearing = self._hearing
        noise = min(self._noise.dbfs, hearing.most_noise_dbfs)
        if self._quiet:
            return max(hearing.loud_dbfs, noise + hearing.above_noise_db)
        return max(hearing.quiet_dbfs, noise + hearing.above_noise_db / 2)

    def _key(self, samples: Sequence[int], energy: float) -> str | None:
        """Return the key whose two tones make up the frame, if there is one."""
        rows = [each.share(samples, energy) for each in self._rows]
        row = max(rows)
        if row < 0.1:  # less than the weaker tone of the worst twist: no need for the columns
            return None
        columns = [each.share(samples, energy) for each in self._columns]
        column = max(columns)
        if row + column < self._hearing.key_share or column <= 0:
            return None
        if abs(10 * math.log10(row / column)) > self._hearing.twist_db:
            return None
        return DTMF_KEYS[rows.index(row)][columns.index(column)]
