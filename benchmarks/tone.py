"""A tone that shows every lost sample, and the search for breaks in a recording of it."""

from __future__ import annotations

import array
import math
from pathlib import Path
from typing import Final

from dutyroom.devices import pcm
from dutyroom.devices.audio_format import LINE_RATE
from dutyroom.devices.wav import WavReader

HZ: Final = 997
"""A prime number, so that no loss of less than a second leaves the wave where it was. (A block
of a tenth of a second holds a whole number of waves of 440 or 1000 Hz: its loss would not show.)"""

_LEVEL: Final = 16_000
_CHUNK: Final = 65_536
_BLOCK: Final = LINE_RATE // 10
_LOUD: Final = 5000.0
_NOISE: Final = 12
"""By how much rounding may bend the wave, in steps of a 16-bit sample."""


def tone(seconds: int) -> bytes:
    """Return the tone, 16-bit mono at the rate of the line, without a seam."""
    step = 2 * math.pi * HZ / LINE_RATE
    once = array.array("h", (round(_LEVEL * math.sin(step * at)) for at in range(LINE_RATE)))
    return once.tobytes() * seconds


def breaks(samples: bytes) -> int:
    """Return how many samples do not go on where those before them left off.

    For a sine, x[n+1] = 2·cos(w)·x[n] - x[n-1], whatever its phase and level.
    """
    values, bend = pcm.samples(samples), 2 * math.cos(2 * math.pi * HZ / LINE_RATE)
    return sum(
        abs(bend * b - a - c) > _NOISE
        for a, b, c in zip(values, values[1:], values[2:], strict=False)
    )


def breaks_in(path: Path) -> tuple[int, float]:
    """Return how many breaks a recording of the tone has, and how long the tone is, in seconds.

    What stands before the first whole loud block and behind the last one does not count.
    """
    with WavReader(path) as reader:
        begin, end = _sounding(reader)
        found = 0
        for at in range(begin, end, _CHUNK):
            # Two samples of overlap, so that no join goes unseen.
            found += breaks(reader.read(at, min(_CHUNK + 2, end - at)))
    return found, (end - begin) / LINE_RATE


def _sounding(reader: WavReader) -> tuple[int, int]:
    """Return the first and the last frame of what is loud, whole blocks inside it."""
    loud: list[int] = []
    at = 0
    while block := reader.read(at, _BLOCK):
        if pcm.rms(block) > _LOUD:
            loud.append(at)
        at += _BLOCK
    if len(loud) < 3:
        return 0, 0
    return loud[1], loud[-1]
