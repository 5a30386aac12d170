"""What a recorder says, in the order in which it happens, and how it stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from dutyroom.devices.gaps import Gap
from dutyroom.devices.levels import Loudness
from dutyroom.devices.line_sound import SoundEvent


class RecorderState(StrEnum):
    """What the recorder is doing with files; it listens in all of them."""

    IDLE = "idle"
    RECORDING = "recording"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class RecordingRequest:
    """Which call to record.

    Attributes:
        call_id: Names the call and the file: letters, digits and `-`, up to 64.
        segment: 1 for the first recording of the call, then 2, …
        started_at: When the call began, aware; its date, in its own zone, names
            the folder.
    """

    call_id: str
    segment: int
    started_at: datetime


@dataclass(frozen=True, slots=True)
class FinishedRecording:
    """A file that is closed and will not change.

    Attributes:
        request: Which call it belongs to.
        path: The file.
        begins_at: Wall-clock time of its first frame, UTC.
        rate: Samples a second.
        frames: How many it holds.
        preroll_frames: How many of them were heard before it was asked for.
        gaps: What is missing in it; nothing is put in its place.
        marks: Frames at which the officer set a mark.
        loudness: Of the whole.
        sha256: Of the file, in hexadecimal digits.
    """

    request: RecordingRequest
    path: Path
    begins_at: datetime
    rate: int
    frames: int
    preroll_frames: int
    gaps: tuple[Gap, ...]
    marks: tuple[int, ...]
    loudness: Loudness
    sha256: str


@dataclass(frozen=True, slots=True)
class RecordingStarted:
    """A file was begun, and holds its pre-roll already."""

    request: RecordingRequest
    path: Path
    begins_at: datetime
    rate: int
    preroll_frames: int


@dataclass(frozen=True, slots=True)
class RecordingFinished:
    """A file was closed, and reads back as it was written."""

    recording: FinishedRecording


@dataclass(frozen=True, slots=True)
class RecordingFailed:
    """Nothing more can be written for this request; the source goes on.

    Attributes:
        request: Which call.
        path: The file.
        reason: A sentence for the user.
        kept: What was saved of it, where the file could still be closed.
    """

    request: RecordingRequest
    path: Path
    reason: str
    kept: FinishedRecording | None


@dataclass(frozen=True, slots=True)
class Marked:
    """The officer's mark was set at a frame of the file."""

    request: RecordingRequest
    frame: int


@dataclass(frozen=True, slots=True)
class LevelRead:
    """How loud the line is; about ten times a second of sound, recording or not."""

    loudness: Loudness
    at: float


@dataclass(frozen=True, slots=True)
class GapFound:
    """Sound is missing.

    Attributes:
        request: The call that is being recorded, and `gap.frame` counts in its
            file; None: none is, and it counts from the recorder's start.
        gap: Where and how much.
    """

    request: RecordingRequest | None
    gap: Gap


@dataclass(frozen=True, slots=True)
class SoundHeard:
    """The ear made something out on the line.

    Attributes:
        event: What.
        at: Monotonic time of the block in which it became sure, in seconds.
    """

    event: SoundEvent
    at: float


@dataclass(frozen=True, slots=True)
class SourceLost:
    """Blocks have stopped coming, or the source does not open.

    Attributes:
        name: The source.
        reason: A sentence for the user.
        at: Monotonic time, in seconds.
    """

    name: str
    reason: str
    at: float


@dataclass(frozen=True, slots=True)
class SourceFound:
    """Sound comes: for the first time, or again.

    Attributes:
        name: The source.
        gone_seconds: For how long it was known to be gone; 0 the first time.
        at: Monotonic time, in seconds.
    """

    name: str
    gone_seconds: float
    at: float


RecorderEvent = (
    RecordingStarted
    | RecordingFinished
    | RecordingFailed
    | Marked
    | LevelRead
    | GapFound
    | SoundHeard
    | SourceLost
    | SourceFound
)
