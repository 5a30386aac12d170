"""Everything that is listened for on a line: tones, voices, keys, and caller ID."""

from __future__ import annotations

from typing import Final

from dutyroom.devices.fsk import RATE, FskReceiver
from dutyroom.devices.line_sound import LineSound, SoundEvent, SoundKind
from dutyroom.devices.pcm import SAMPLE_BYTES

_CARRIED: Final = 4
"""Bytes in a block that make it data: a hiss in speech may look like one or two."""


class LineEar:
    """Listens for what a line can say by sound alone."""

    def __init__(self, rate: int) -> None:
        """Listen to a line.

        Args:
            rate: Samples a second. Caller ID is heard at `fsk.RATE` only; a line
                that is recorded finer has a box for it.
        """
        self._sound = LineSound(rate)
        self._receiver = FskReceiver() if rate == RATE else None
        self._frame = 0

    def feed(self, pcm: bytes) -> list[SoundEvent]:
        """Listen to a block of any length and return what became sure in it."""
        data = b"" if self._receiver is None else self._receiver.feed(pcm)
        # Data is no voice: nobody has answered because the exchange sends a number.
        events = self._sound.feed(bytes(len(pcm)) if len(data) >= _CARRIED else pcm)
        if data:
            events.append(SoundEvent(SoundKind.DATA, self._frame, data=data))
        self._frame += len(pcm) // SAMPLE_BYTES
        return events

    def listen_anew(self) -> None:
        """Tell a voice as one once more, though it goes on from what was heard before."""
        self._sound.listen_anew()
