"""Writing PCM WAV files whose header never claims more than the file holds.

A crash at any moment leaves a file that every reader takes: the samples go first,
then the two lengths in the header. The layout is RIFF, `fmt ` of 16 bytes, `data`:
44 bytes and then 16-bit mono samples.
"""

from __future__ import annotations

import os
import struct
from pathlib import Path
from typing import BinaryIO, Final

from dutyroom.devices.pcm import SAMPLE_BYTES
from dutyroom.devices.wav import NotAWavError, read_info

HEADER_BYTES: Final = 44
PRIVATE_FILE: Final = 0o600
MOST_FRAMES: Final = (0xFFFFFFFF - HEADER_BYTES) // SAMPLE_BYTES
"""What a WAV header can count: 74 hours at 8 kHz."""

_LAYOUT: Final = struct.Struct("<4sI4s4sIHHIIHH4sI")
_PCM: Final = 1


def header(rate: int, frames: int) -> bytes:
    """Return the 44 bytes that stand before so many samples."""
    size = frames * SAMPLE_BYTES
    return _LAYOUT.pack(
        b"RIFF", size + HEADER_BYTES - 8, b"WAVE",
        b"fmt ", 16, _PCM, 1, rate, rate * SAMPLE_BYTES, SAMPLE_BYTES, 8 * SAMPLE_BYTES,
        b"data", size,
    )  # fmt: skip


class WavWriter:
    """A new WAV file, readable by anyone at every moment."""

    def __init__(self, path: Path, rate: int) -> None:
        """Create the file, for the owner alone.

        Args:
            path: A file that does not exist yet.
            rate: Samples a second.

        Raises:
            OSError: The file exists or cannot be written.
        """
        self.rate = rate
        self.frames = 0
        self._file = _create(path)
        try:
            self._put(0, header(rate, 0))
        except OSError:
            self._file.close()
            raise

    def write(self, pcm: bytes) -> None:
        """Append samples, then make the header true.

        When it raises, `frames` still says what the header claims.

        Raises:
            OSError: The samples could not be written, or the file is as long
                as a WAV can be.
        """
        frames = self.frames + len(pcm) // SAMPLE_BYTES
        if frames > MOST_FRAMES:
            raise OSError("the file is as long as a WAV can be")
        self._put(HEADER_BYTES + self.frames * SAMPLE_BYTES, pcm)
        self._put(0, header(self.rate, frames))
        self.frames = frames

    def sync(self) -> None:
        """Bring what was written to the disk itself.

        Raises:
            OSError: The disk refused.
        """
        sync_file(self._file.fileno())

    def close(self) -> None:
        """Cut off what the header does not claim, sync and close.

        Raises:
            OSError: The disk refused; the file is closed all the same.
        """
        try:
            self._file.truncate(HEADER_BYTES + self.frames * SAMPLE_BYTES)
            self.sync()
        finally:
            self._file.close()

    def _put(self, offset: int, data: bytes) -> None:
        """Write all bytes at an offset; a short write is not an error until the next."""
        self._file.seek(offset)
        rest = memoryview(data)
        while rest:
            rest = rest[self._file.write(rest) :]


def _create(path: Path) -> BinaryIO:
    """Open a new file without a buffer, mode 0600."""
    return open(
        path, "x+b", buffering=0, opener=lambda name, flags: os.open(name, flags, PRIVATE_FILE)
    )


def sync_file(descriptor: int) -> None:
    """Bring a file's samples and length to the disk."""
    getattr(os, "fdatasync", os.fsync)(descriptor)


def repair(path: Path) -> int:
    """Make the header of a file left by a crash say what the file holds.

    Counts whole samples by the file's size, cuts off half a sample, and syncs.
    A file that is sound already is not written to.

    Returns:
        The samples it holds.

    Raises:
        OSError: The file cannot be read or written.
        NotAWavError: It was not written by `WavWriter`.
    """
    with path.open("r+b") as file:
        size = file.seek(0, os.SEEK_END)
        info = read_info(file)
        file.seek(0)
        if info.offset != HEADER_BYTES:
            raise NotAWavError("the samples do not start where dutyroom puts them")
        found = file.read(HEADER_BYTES)
        frames = min((size - HEADER_BYTES) // SAMPLE_BYTES, MOST_FRAMES)
        whole = HEADER_BYTES + frames * SAMPLE_BYTES
        if found != header(info.rate, frames) or size != whole:
            file.truncate(whole)
            file.seek(0)
            file.write(header(info.rate, frames))
            file.flush()
            os.fsync(file.fileno())
    return frames
