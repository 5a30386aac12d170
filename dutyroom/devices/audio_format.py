"""From whatever a sound device delivers to the sound that is recorded.

A telephone line carries 300 to 3400 Hz, so 8 kHz, 16-bit, mono loses nothing.
A device that refuses 8 kHz is read at its own rate and decimated: first a
low-pass (windowed sinc, cut off at 3.8 kHz) that keeps every n-th sample, then,
where the rate is not a multiple of 8 kHz, `audioop.ratecv` for the rest.
"""

from __future__ import annotations

import array
import math
from dataclasses import dataclass
from typing import Any, Final

from dutyroom.devices.pcm import SAMPLE_BYTES, audioop

LINE_RATE: Final = 8000
"""Samples a second of every recording."""

_CUT_OFF: Final = 3800.0
"""Hz; half-way between the end of the telephone band and where aliases enter it."""
_TAPS_PER_STEP: Final = 20
_WIDE: Final = 4  # bytes of an intermediate sample: 16 more bits below the point
_HEADROOM: Final = 0.25  # a filter overshoots on square waves; four times is never reached


@dataclass(frozen=True, slots=True)
class Sampling:
    """How a device delivers: samples a second, interleaved channels of 16 bits."""

    rate: int
    channels: int


def low_pass(rate: float, taps: int) -> list[float]:
    """Return a Hamming-windowed sinc with unity gain at 0 Hz.

    Args:
        rate: Samples a second of the sound it filters.
        taps: Its length in samples; odd.
    """
    middle = (taps - 1) / 2
    width = 2 * _CUT_OFF / rate
    raw = []
    for index in range(taps):
        x = index - middle
        sinc = width if x == 0 else math.sin(math.pi * width * x) / (math.pi * x)
        raw.append(sinc * (0.54 - 0.46 * math.cos(2 * math.pi * index / (taps - 1))))
    total = sum(raw)
    return [value / total for value in raw]


class Decimator:
    """A low-pass that keeps every n-th sample, run tap by tap in C.

    Each tap is one strided slice, one multiplication and one addition over the
    whole block, so that 48 kHz costs well under 1 % of a core.
    """

    def __init__(self, rate: int, step: int) -> None:
        """Filter for a step.

        Args:
            rate: Samples a second that come in.
            step: Keep one sample of so many.
        """
        self._step = step
        self._taps = low_pass(rate, _TAPS_PER_STEP * step + 1)
        self._tail = array.array("h", bytes(SAMPLE_BYTES * (len(self._taps) - 1)))

    def feed(self, pcm: bytes) -> bytes:
        """Return the filtered, thinned-out sound, 16 bits.

        Args:
            pcm: 16-bit mono at the rate that comes in, any length.
        """
        line = self._tail + array.array("h", pcm)
        count = max(0, (len(line) - len(self._taps)) // self._step + 1)
        total = bytes(count * _WIDE)
        for index, tap in enumerate(self._taps):
            part = line[index : index + count * self._step : self._step].tobytes()
            wide = audioop.lin2lin(part, SAMPLE_BYTES, _WIDE)
            total = audioop.add(total, audioop.mul(wide, _WIDE, tap * _HEADROOM), _WIDE)
        self._tail = line[count * self._step :]
        return audioop.lin2lin(audioop.mul(total, _WIDE, 1 / _HEADROOM), _WIDE, SAMPLE_BYTES)


class Converter:
    """Picks one channel and brings it to the line's rate; keeps its state between blocks."""

    def __init__(self, sampling: Sampling, channel: int, rate: int = LINE_RATE) -> None:
        """Convert from a device's sampling.

        Args:
            sampling: What comes in.
            channel: The channel that carries the line, from 0.
            rate: Samples a second to deliver.

        Raises:
            ValueError: The device has no such channel.
        """
        if not 0 <= channel < sampling.channels:
            raise ValueError(f"channel {channel} of {sampling.channels}")
        self._sampling = sampling
        self._channel = channel
        self._rate = rate
        step = sampling.rate // rate
        self._decimator = Decimator(sampling.rate, step) if sampling.rate > rate else None
        self._between = sampling.rate / max(1, step)
        self._state: Any = None

    def feed(self, pcm: bytes) -> bytes:
        """Return the line's sound in a block of interleaved samples."""
        if self._sampling.channels > 1:
            whole = array.array("h", pcm)
            pcm = whole[self._channel :: self._sampling.channels].tobytes()
        if self._decimator is not None:
            pcm = self._decimator.feed(pcm)
        return self._rest(pcm)

    def _rest(self, pcm: bytes) -> bytes:
        """Bring what is left of the rate to the line's, where it is no multiple."""
        if self._between == self._rate or not pcm:
            return pcm
        # ratecv takes integers: both sides times the step, which made the fraction
        step = max(1, self._sampling.rate // self._rate)
        source, target = self._sampling.rate, self._rate * step
        pcm, self._state = audioop.ratecv(pcm, SAMPLE_BYTES, 1, source, target, self._state)
        return pcm

    def frames(self, native: int) -> int:
        """Return how many frames of the line a number of the device's is worth."""
        return native * self._rate // self._sampling.rate
