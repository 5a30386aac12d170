"""One call's file while it is being written, and its proof when it is closed."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from dutyroom.devices.gaps import Gap
from dutyroom.devices.levels import Sum
from dutyroom.devices.preroll import Heard
from dutyroom.devices.recorder_events import FinishedRecording, RecordingRequest
from dutyroom.devices.recording_place import make_folders, sync_folder
from dutyroom.devices.wav_writer import HEADER_BYTES, WavWriter

SYNC_SECONDS: Final = 1.0
"""At most so much sound is lost when the power goes."""

_CHUNK: Final = 1 << 20


class RecordingFile:
    """Appends blocks to a new WAV, counts what is missing, and closes it with its hash."""

    def __init__(
        self,
        request: RecordingRequest,
        path: Path,
        rate: int,
        *,
        now: float,
        begins_at: datetime,
        preroll: Sequence[Heard] = (),
    ) -> None:
        """Create the file and its folders.

        Args:
            request: Which call.
            path: A file that does not exist yet.
            rate: Samples a second.
            now: Monotonic time, in seconds.
            begins_at: Wall-clock time of its first frame, UTC.
            preroll: What will be written first.

        Raises:
            OSError: It cannot be created.
        """
        self.request = request
        self.path = path
        self.rate = rate
        self._begins_at = begins_at
        self._preroll = sum(block.end - block.frame for block in preroll)
        make_folders(path)
        self._wav = WavWriter(path, rate)
        sync_folder(path.parent)
        self._first: int | None = None
        self._sum = Sum()
        self._written = hashlib.sha256()
        self._gaps: list[Gap] = []
        self._marks: list[int] = []
        self._synced_at = now
        self._synced_frames = 0

    @property
    def preroll_frames(self) -> int:
        """How many of its frames were heard before it was asked for."""
        return min(self._preroll, self._wav.frames)

    def write(self, block: Heard) -> None:
        """Append a block.

        Raises:
            OSError: The disk refused; what was written before is still good.
        """
        self._wav.write(block.pcm)
        if self._first is None:
            self._first = block.frame
        self._written.update(block.pcm)
        self._sum.add(block.pcm)

    def sync_if_due(self, now: float) -> None:
        """Bring it to the disk once a second, while there is something new.

        Raises:
            OSError: The disk refused.
        """
        if now - self._synced_at >= SYNC_SECONDS and self._wav.frames != self._synced_frames:
            self._wav.sync()
            self._synced_at, self._synced_frames = now, self._wav.frames

    def add_gap(self, gap: Gap) -> Gap:
        """Count sound that is missing, and return it with its place in this file.

        Args:
            gap: Its frame counted from the recorder's start.
        """
        at = max(0, gap.frame - (gap.frame if self._first is None else self._first))
        placed = Gap(at, gap.lost_frames, gap.cause)
        self._gaps.append(placed)
        return placed

    def mark(self) -> int:
        """Set a mark here and return its frame."""
        self._marks.append(self._wav.frames)
        return self._wav.frames

    def finish(self) -> FinishedRecording:
        """Close the file, read it back, and return what it is.

        Raises:
            OSError: The disk refused, or the file does not read as written.
        """
        self._wav.close()
        return FinishedRecording(
            request=self.request,
            path=self.path,
            begins_at=self._begins_at,
            rate=self.rate,
            frames=self._wav.frames,
            preroll_frames=self.preroll_frames,
            gaps=tuple(self._gaps),
            marks=tuple(self._marks),
            loudness=self._sum.loudness(),
            sha256=self._proof(),
        )

    def _proof(self) -> str:
        """Return the hash of the file, if its samples are those that were written."""
        whole, samples = hashlib.sha256(), hashlib.sha256()
        with self.path.open("rb") as file:
            whole.update(file.read(HEADER_BYTES))
            while chunk := file.read(_CHUNK):
                whole.update(chunk)
                samples.update(chunk)
        if samples.digest() != self._written.digest():
            raise OSError("the file does not read as it was written")
        return whole.hexdigest()
