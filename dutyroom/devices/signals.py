"""Made sounds: the tones of a telephone line, a murmur like speech, a counted ramp.

For the simulated line, the alarm, the beep and the tests. All are 16-bit mono.
"""

from __future__ import annotations

import array
import itertools
import math
import random
from collections.abc import Iterator, Sequence
from typing import Final

from dutyroom.devices.audio_format import LINE_RATE
from dutyroom.devices.pcm import SAMPLE_BYTES

DTMF_ROWS: Final = (697, 770, 852, 941)
"""Hz of the rows of the keypad, after ITU-T Q.23."""
DTMF_COLUMNS: Final = (1209, 1336, 1477, 1633)
"""Hz of the columns of the keypad, after ITU-T Q.23."""
DTMF_KEYS: Final = ("123A", "456B", "789C", "*0#D")

_RAMP: Final = array.array("H", range(65536)).tobytes() * 2
_EDGE: Final = 0.005  # seconds of fading in and out, against clicks


def silence(seconds: float, rate: int = LINE_RATE) -> bytes:
    """Return digital silence."""
    return bytes(round(seconds * rate) * SAMPLE_BYTES)


def tone(
    frequencies: Sequence[float], seconds: float, rate: int = LINE_RATE, level: float = 0.25
) -> bytes:
    """Return the sum of sines, faded at both ends.

    Args:
        frequencies: In Hz.
        seconds: Length.
        rate: Samples a second.
        level: Peak of each sine as a part of full scale.
    """
    count = round(seconds * rate)
    edge = max(1, min(round(_EDGE * rate), count // 2))
    steps = [2 * math.pi * frequency / rate for frequency in frequencies]
    made = array.array("h")
    for index in range(count):
        fade = min(1.0, index / edge, (count - 1 - index) / edge)
        value = sum(math.sin(step * index) for step in steps) * level * fade
        made.append(max(-32768, min(32767, round(value * 32767))))
    return made.tobytes()


def dtmf(digit: str, seconds: float = 0.1, rate: int = LINE_RATE) -> bytes:
    """Return the two tones of a key.

    Raises:
        ValueError: There is no such key.
    """
    for row, keys in zip(DTMF_ROWS, DTMF_KEYS, strict=True):
        if len(digit) == 1 and digit in keys:
            return tone((row, DTMF_COLUMNS[keys.index(digit)]), seconds, rate, 0.2)
    raise ValueError(f"no such key: {digit!r}")


def murmur(seconds: float, pitch: float = 120.0, seed: int = 1, rate: int = LINE_RATE) -> bytes:
    """Return something like a voice: syllables of harmonics with pauses, no words.

    Args:
        seconds: Length.
        pitch: Of the voice, in Hz; 120 for a man, 210 for a woman.
        seed: The same seed gives the same sound.
        rate: Samples a second.
    """
    chance = random.Random(seed)  # noqa: S311 - a sound, not a secret
    made = bytearray()
    wanted = round(seconds * rate) * SAMPLE_BYTES
    while len(made) < wanted:
        made += _syllable(pitch * chance.uniform(0.85, 1.2), chance, rate)
        made += silence(chance.choice((0.02, 0.04, 0.08, 0.25)), rate)
    return bytes(made[:wanted])


def _syllable(pitch: float, chance: random.Random, rate: int) -> bytes:
    """Return one vowel: harmonics weighted by two formants, rising and falling."""
    formants = chance.choice(((300, 2300), (700, 1200), (500, 900), (400, 1900)))
    count = round(chance.uniform(0.12, 0.28) * rate)
    harmonics = [
        (n, sum(1 / (1 + ((n * pitch - formant) / 150) ** 2) for formant in formants))
        for n in range(1, int(3400 / pitch))
    ]
    scale = 9000 / sum(weight for _, weight in harmonics)
    made = array.array("h")
    glide = chance.uniform(-0.15, 0.1)
    phase = 0.0
    for index in range(count):
        at = index / count
        phase += 2 * math.pi * pitch * (1 + glide * at) / rate
        value = sum(weight * math.sin(n * phase) for n, weight in harmonics)
        made.append(round(value * scale * math.sin(math.pi * at) ** 0.5))
    return made.tobytes()


def ramp(frame: int, frames: int) -> bytes:
    """Return a counted ramp: sample n is n modulo 65536, so that a lost one shows.

    Args:
        frame: Number of the first sample.
        frames: How many.
    """
    made = bytearray()
    while frames > 0:
        start = frame % 65536
        count = min(frames, 65536)
        made += _RAMP[start * SAMPLE_BYTES : (start + count) * SAMPLE_BYTES]
        frame, frames = frame + count, frames - count
    return bytes(made)


def ramp_faults(pcm: bytes) -> int:
    """Return how many samples of a recorded ramp do not follow the one before."""
    if len(pcm) < 2 * SAMPLE_BYTES:
        return 0
    first = int.from_bytes(pcm[:SAMPLE_BYTES], "little")
    wanted = ramp(first, len(pcm) // SAMPLE_BYTES)
    if pcm == wanted:
        return 0
    found = array.array("H", pcm)
    return sum((b - a) % 65536 != 1 for a, b in itertools.pairwise(found))


def blocks_of(pcm: bytes, frames: int = LINE_RATE // 10) -> Iterator[bytes]:
    """Yield a sound in blocks of so many frames, the last one shorter."""
    for start in range(0, len(pcm), frames * SAMPLE_BYTES):
        yield pcm[start : start + frames * SAMPLE_BYTES]
