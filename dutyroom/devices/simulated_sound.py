"""What is heard on the simulated line: 16-bit mono, made block by block.

Tones after China's signal tones: 450 Hz, dial tone steady, ring-back 1 s in 5,
busy 0.35 s in 0.7. The talk is a sample in `data/demo/speech.wav`, synthesised
by espeak-ng.
"""

from __future__ import annotations

import random
import threading
import wave
from dataclasses import dataclass
from typing import Final

from dutyroom import resources
from dutyroom.devices import pcm, signals
from dutyroom.devices.audio_format import LINE_RATE
from dutyroom.devices.simulated_script import Cue, ScriptedCall

TONE: Final = 450
"""Hz of all signal tones in China."""
_RING_CURRENT: Final = 25
"""Hz of the ringing current, which an input across the line hears as a rumble."""
_NOISE: Final = 0.0008
_DIGITS: Final = frozenset("0123456789*#ABCD")


@dataclass(frozen=True, slots=True)
class _Heard:
    """A sound: played once, then something over and over."""

    once: bytes
    then: bytes


class SimulatedSound:
    """Makes the sound of whatever the script has come to."""

    def __init__(self) -> None:
        """Start with an idle line: faint noise."""
        noise = random.Random(1).randbytes(2 * LINE_RATE * pcm.SAMPLE_BYTES)  # noqa: S311 - a sound
        self._noise = pcm.louder(noise, _NOISE)
        self._sounds = {
            Cue.RING: _Heard(signals.tone((_RING_CURRENT,), 1.0, level=0.3), self._noise),
            Cue.TALK: _Heard(b"", _speech()),
            Cue.DIAL_TONE: _Heard(b"", _beat(1.0, 0.0)),
            Cue.RING_BACK: _Heard(b"", _beat(1.0, 4.0)),
            Cue.FAR_END_GONE: _Heard(b"", _beat(0.35, 0.35)),
        }
        self._lock = threading.Lock()
        self._now = _Heard(b"", self._noise)
        self._at = 0

    def cue(self, cue: Cue, call: ScriptedCall) -> None:
        """Change what is heard."""
        if cue is Cue.CALLER_ID:
            return  # heard as little as it disturbs a ring
        if cue is Cue.DIALLED:
            heard = _Heard(_dialling(call.number), self._noise)
        else:
            heard = self._sounds.get(cue, _Heard(b"", self._noise))
        with self._lock:
            self._now, self._at = heard, 0

    def make(self, _frame: int, frames: int) -> bytes:
        """Return the next frames; the shape of `audio_simulated.MakeSound`.

        Args:
            _frame: Number of the first; the sound goes by its cues instead.
            frames: How many.
        """
        wanted = frames * pcm.SAMPLE_BYTES
        with self._lock:
            made = bytearray(self._now.once[self._at : self._at + wanted])
            while len(made) < wanted:
                start = (self._at + len(made) - len(self._now.once)) % len(self._now.then)
                made += self._now.then[start : start + wanted - len(made)]
            self._at += wanted
        return bytes(made)


def _beat(seconds: float, pause: float) -> bytes:
    """Return a signal tone and the pause after it."""
    return signals.tone((TONE,), seconds, level=0.1) + signals.silence(pause)


def _dialling(number: str) -> bytes:
    """Return the keys' tones, a tenth of a second each with as long a gap."""
    keys = (signals.dtmf(digit) + signals.silence(0.1) for digit in number if digit in _DIGITS)
    return b"".join(keys)


def _speech() -> bytes:
    """Return the talk that ships with the program."""
    with wave.open(str(resources.data("demo", "speech.wav")), "rb") as file:
        return file.readframes(file.getnframes())
