"""Reading PCM WAV files, which may still be growing. 16 bits, mono.

The chunks are those of "Multimedia Programming Interface and Data Specifications
1.0" (1991). A header is never believed further than the file goes.
"""

from __future__ import annotations

import os
import struct
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Final, Self

from dutyroom.devices.pcm import SAMPLE_BYTES

_CHUNK: Final = struct.Struct("<4sI")
_FORMAT: Final = struct.Struct("<HHIIHH")
_PCM: Final = 1


class NotAWavError(Exception):
    """The file is not a 16-bit mono PCM WAV."""


@dataclass(frozen=True, slots=True)
class WavInfo:
    """What a WAV file holds.

    Attributes:
        rate: Samples a second.
        frames: Whole samples that the header claims and the file has.
        offset: Bytes before the first sample.
    """

    rate: int
    frames: int
    offset: int

    @property
    def seconds(self) -> float:
        """Length in seconds."""
        return self.frames / self.rate


class WavReader:
    """Reads parts of a WAV file, which may still be growing."""

    def __init__(self, path: Path) -> None:
        """Open a file for reading.

        Raises:
            OSError: The file cannot be read.
            NotAWavError: It is no 16-bit mono PCM WAV.
        """
        self._path = path
        self._file = path.open("rb")
        try:
            self.info = read_info(self._file)
        except (OSError, NotAWavError):
            self._file.close()
            raise

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        """Close the file."""
        self.close()

    def refresh(self) -> WavInfo:
        """Read the header again and return what the file holds now.

        Raises:
            OSError: The file cannot be read.
            NotAWavError: Someone overwrote it.
        """
        self.info = read_info(self._file)
        return self.info

    def read(self, frame: int, count: int) -> bytes:
        """Return up to `count` samples from a frame on, fewer at the end.

        Raises:
            OSError: The file cannot be read.
        """
        count = max(0, min(count, self.info.frames - frame))
        self._file.seek(self.info.offset + frame * SAMPLE_BYTES)
        data = self._file.read(count * SAMPLE_BYTES)
        return data[: len(data) - len(data) % SAMPLE_BYTES]

    def close(self) -> None:
        """Close the file."""
        self._file.close()


def read_info(file: BinaryIO) -> WavInfo:
    """Read the header of a WAV file.

    Args:
        file: Open for reading, at any place.

    Raises:
        OSError: The file cannot be read.
        NotAWavError: It is no 16-bit mono PCM WAV.
    """
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    start = file.read(12)
    if len(start) < 12 or start[:4] != b"RIFF" or start[8:] != b"WAVE":
        raise NotAWavError("no RIFF/WAVE header")
    rate = 0
    while len(head := file.read(_CHUNK.size)) == _CHUNK.size:
        name, length = _CHUNK.unpack(head)
        at = file.tell()
        if name == b"fmt ":
            rate = _rate(file.read(_FORMAT.size))
        elif name == b"data" and rate:
            return WavInfo(rate, min(length, size - at) // SAMPLE_BYTES, at)
        file.seek(at + length + length % 2)
    raise NotAWavError("no samples")


def _rate(raw: bytes) -> int:
    """Return the rate in a `fmt ` chunk that says 16-bit mono PCM."""
    if len(raw) < _FORMAT.size:
        raise NotAWavError("the header is cut off")
    tag, channels, rate, _, _, bits = _FORMAT.unpack(raw)
    if (tag, channels, bits) != (_PCM, 1, 8 * SAMPLE_BYTES) or rate == 0:
        raise NotAWavError("not 16-bit mono PCM")
    return int(rate)
