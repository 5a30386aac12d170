"""Arithmetic on 16-bit sound, done by `audioop` in C.

The one door to `audioop`: the standard library marks it as deprecated, and from
Python 3.13 on the same module comes from `audioop-lts`. Sound is always signed
16-bit mono in the machine's byte order here; every supported machine is little
endian, as WAV is.
"""

from __future__ import annotations

import array
import math
import warnings
from typing import Final

with warnings.catch_warnings():
    # Said once at import by 3.11 and 3.12; the dependency on `audioop-lts` answers it.
    warnings.simplefilter("ignore", DeprecationWarning)
    import audioop

SAMPLE_BYTES: Final = 2
FULL_SCALE: Final = 32768
FLOOR_DBFS: Final = -96.0
"""Level reported for digital silence, in dBFS."""


__all__ = [
    "FLOOR_DBFS",
    "FULL_SCALE",
    "SAMPLE_BYTES",
    "audioop",
    "clipped",
    "dbfs",
    "louder",
    "lowest_highest",
    "peak",
    "rms",
    "samples",
    "swing",
]


def dbfs(amplitude: float) -> float:
    """Return an amplitude in samples as dBFS, not below `FLOOR_DBFS`."""
    if amplitude <= 0:
        return FLOOR_DBFS
    return max(FLOOR_DBFS, 20.0 * math.log10(amplitude / FULL_SCALE))


def rms(pcm: bytes) -> int:
    """Return the root mean square of the samples; 0 for no samples."""
    return audioop.rms(pcm, SAMPLE_BYTES) if pcm else 0


def peak(pcm: bytes) -> int:
    """Return the greatest absolute sample, 0 to 32768."""
    return audioop.max(pcm, SAMPLE_BYTES) if pcm else 0


def lowest_highest(pcm: bytes) -> tuple[int, int]:
    """Return the lowest and the highest sample; zeros for no samples."""
    return audioop.minmax(pcm, SAMPLE_BYTES) if pcm else (0, 0)


def clipped(pcm: bytes) -> int:
    """Return how many samples stand at the end of the scale."""
    if peak(pcm) < FULL_SCALE - 1:
        return 0  # the usual case costs one pass in C
    values = samples(pcm)
    return values.count(FULL_SCALE - 1) + values.count(-FULL_SCALE)


def samples(pcm: bytes) -> array.array[int]:
    """Return the samples as integers."""
    return array.array("h", pcm)


def louder(pcm: bytes, factor: float) -> bytes:
    """Return the sound multiplied by a factor, limited to full scale."""
    return audioop.mul(pcm, SAMPLE_BYTES, factor)


def swing(pcm: bytes) -> float:
    """Return the root mean square around the mean: cheap boxes add a constant."""
    if not pcm:
        return 0.0
    mean = audioop.avg(pcm, SAMPLE_BYTES)
    return math.sqrt(max(0, audioop.rms(pcm, SAMPLE_BYTES) ** 2 - mean**2))
