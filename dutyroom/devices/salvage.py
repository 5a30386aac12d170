"""Make whole what a crash left of a recording, and say what it holds."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from dutyroom.devices.levels import Loudness, Sum
from dutyroom.devices.wav import WavReader
from dutyroom.devices.wav_writer import HEADER_BYTES, repair

_CHUNK: Final = 256 * 1024


@dataclass(frozen=True, slots=True)
class Salvaged:
    """A recording that is whole again.

    Attributes:
        rate: Samples a second.
        frames: How many it holds.
        sha256: Of the file, in hexadecimal digits.
        loudness: Of the whole.
    """

    rate: int
    frames: int
    sha256: str
    loudness: Loudness


def salvage(path: Path) -> Salvaged:
    """Repair a file by its size, hash it and measure it.

    Args:
        path: A file that `WavWriter` began and nobody writes any more.

    Raises:
        OSError: The file cannot be read or written.
        NotAWavError: It is no recording of ours.
    """
    frames = repair(path)
    with WavReader(path) as reader:
        rate = reader.info.rate
    digest, loudness = hashlib.sha256(), Sum()
    with path.open("rb") as file:
        digest.update(file.read(HEADER_BYTES))
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
            loudness.add(chunk)
    return Salvaged(rate, frames, digest.hexdigest(), loudness.loudness())
