"""Caller ID sent as sound: the bytes behind 1200 baud frequency-shift keying.

Bell 202 (1200 and 2200 Hz) and V.23 (1300 and 2100 Hz), 8 bits, no parity, the
lowest bit first. A sample is multiplied with the one three before it: at 8 kHz
the product is low for both marks and high for both spaces, so one receiver
serves both standards. What is no caller ID gives rubbish that
the message's checksum refuses.
"""

from __future__ import annotations

from typing import Final

from dutyroom.devices import pcm

BAUD: Final = 1200
RATE: Final = 8000
"""The only rate it hears: a line of another rate has its caller ID from a box."""

_DELAY: Final = 3
"""Samples between the two factors: turns 1200–1300 Hz to half a cycle."""

_SCALE: Final = 100
_MIDDLE: Final = 31
"""Hundredths of the power between the products of mark and space: -95 and +45 for
Bell 202, -100 and +23 for V.23. Without it bits of one kind would come out short."""

_SMOOTH: Final = 4
"""Samples averaged: over half a bit, and near whole periods of the ripple at twice the tones."""

_SLICE: Final = 320
"""Samples looked at together, 40 ms, to see whether there is a carrier."""

_LOUD: Final = 150
"""Least root mean square of a carrier, about -47 dBFS."""

_CROSSINGS: Final = (2 * 1000 / RATE, 2 * 2500 / RATE)
"""Changes of sign per sample between which a carrier's lie; a voice is mostly lower."""


class FskReceiver:
    """Turns the sound of a line into bytes, wherever a carrier is heard."""

    def __init__(self) -> None:
        """Listen to a quiet line."""
        self._rest = b""
        self._tail = [0] * _DELAY
        self._products = [0] * _SMOOTH
        self._sum = 0
        self._carrier = False
        self._bits = _Framing()

    def feed(self, sound: bytes) -> bytes:
        """Listen to samples, 16-bit mono at `RATE`, and return the bytes sent in them."""
        data = self._rest + sound
        size = _SLICE * pcm.SAMPLE_BYTES
        whole = len(data) - len(data) % size
        self._rest = data[whole:]
        return b"".join(self._slice(data[start : start + size]) for start in range(0, whole, size))

    def _slice(self, sound: bytes) -> bytes:
        """Return the bytes that end in one slice; a slice without a carrier ends any byte."""
        lowest, highest = _CROSSINGS
        crossings = pcm.audioop.cross(sound, pcm.SAMPLE_BYTES) / _SLICE
        had, self._carrier = (
            self._carrier,
            pcm.rms(sound) >= _LOUD and lowest <= crossings <= highest,
        )
        if self._carrier or had:  # the last byte may end in a slice that is mostly quiet
            return bytes(self._bytes(sound))
        self._bits.reset()
        return b""

    def _bytes(self, sound: bytes) -> list[int]:
        """Return the bytes of a slice that has a carrier."""
        samples = self._tail + list(pcm.samples(sound))
        products, total, found = self._products, self._sum, []
        oldest = 0
        for index in range(_DELAY, len(samples)):
            now = samples[index]
            product = now * (_SCALE * samples[index - _DELAY] + _MIDDLE * now)
            total += product - products[oldest]
            products[oldest] = product
            oldest = (oldest + 1) % _SMOOTH
            byte = self._bits.sample(total)
            if byte is not None:
                found.append(byte)
        # Kept in the order of age, so that the next slice begins at index 0.
        self._products = products[oldest:] + products[:oldest]
        self._sum = total
        self._tail = samples[-_DELAY:]
        return found


class _Framing:
    """Finds start bit, eight bits and stop bit; below zero is a mark, above a space."""

    _BIT: Final = RATE / BAUD
    _EARLY: Final = 1.0
    """Samples before the middle at which bits are read: half for the grid of samples, half
    because smoothing lets the next bit lean in; measured with noise and skewed clocks."""

    def __init__(self) -> None:
        self._before = -1
        self._clock = 0.0
        self._due = 0.0
        self._count = -1
        self._value = 0

    def reset(self) -> None:
        """Forget a byte that was begun: the carrier is gone."""
        self._count = -1
        self._before = -1

    def sample(self, level: int) -> int | None:
        """Take one sample and return the byte that is complete with it, if one is."""
        before, self._before = self._before, level
        if self._count < 0:
            if before < 0 <= level:
                # The start bit began between two samples, nearer to the lower of them.
                self._count, self._value = 0, 0
                self._clock = level / (level - before)
                self._due = self._BIT / 2 - self._EARLY
            return None
        self._clock += 1.0
        if self._clock < self._due:
            return None
        self._due += self._BIT
        return self._bit(mark=level < 0)

    def _bit(self, *, mark: bool) -> int | None:
        """Take the middle of a bit."""
        position, self._count = self._count, self._count + 1
        if position == 0:  # the start bit
            if mark:
                self._count = -1
            return None
        if position <= 8:
            self._value |= mark << (position - 1)
            return None
        self._count = -1  # the stop bit, or no byte at all
        return self._value if mark else None
