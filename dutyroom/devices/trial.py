"""A trial of the recorder: find the exchange's tone in what is captured, and record it.

It is fed the very blocks that calls are made of, in the recorder's own thread, and its
file is written, closed, read back and hashed as a call's is. It never touches a call: a
call that comes is recorded beside it from its pre-roll on, and the trial is given up.
"""

from __future__ import annotations

import contextlib
import threading
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Final

from dutyroom.clock import Clock
from dutyroom.devices.levels import Loudness, Sum
from dutyroom.devices.pcm import SAMPLE_BYTES
from dutyroom.devices.preroll import Heard
from dutyroom.devices.recorder_events import RecordingRequest
from dutyroom.devices.recording_file import RecordingFile
from dutyroom.devices.tones import FRAME_SECONDS, FrameEar, FrameKind, Hearing
from dutyroom.os_reasons import os_reason

RECORD_SECONDS: Final = 5.0
TONE_SECONDS: Final = 1.5
"""A tone without a break; a ring-back's is 1 s long and a busy tone's less."""

_ODD_FRAMES: Final = 2
"""Frames that may sound otherwise within it: a click is no break."""


class TrialPhase(StrEnum):
    """How far a trial is."""

    LISTENING = "listening"
    RECORDING = "recording"
    RECORDED = "recorded"
    FAILED = "failed"
    GIVEN_UP = "given_up"


@dataclass(frozen=True, slots=True)
class TrialState:
    """How a trial stands; one is replaced by the next as a whole.

    Attributes:
        phase: How far it is.
        loudness: While it listens, of everything heard; then of what was recorded.
        frames: Samples in `loudness`.
        tone_share: Part of the recorded frames that were the tone, 0 to 1.
        seconds: Recorded so far.
        sha256: Hash of the closed file.
        detail: Why it failed.
    """

    phase: TrialPhase
    loudness: Loudness
    frames: int = 0
    tone_share: float = 0.0
    seconds: float = 0.0
    sha256: str = ""
    detail: str = ""


class Trial:
    """One trial; `feed` belongs to the recorder's thread, everything else to any."""

    def __init__(
        self, path: Path, rate: int, clock: Clock, started_at: datetime, tone_hz: float
    ) -> None:
        """Listen for a tone.

        Args:
            path: The file to record into, which does not exist yet.
            rate: Samples a second.
            clock: Stamps the file.
            started_at: When it began, aware.
            tone_hz: The tone that is waited for.
        """
        self.path = path
        self.state = TrialState(TrialPhase.LISTENING, Sum().loudness())
        self._rate = rate
        self._clock = clock
        self._request = RecordingRequest("trial", 1, started_at)
        self._ear = FrameEar(rate, Hearing(tone_hz=tone_hz))
        self._frame_bytes = round(FRAME_SECONDS * rate) * SAMPLE_BYTES
        self._rest = b""
        self._run = 0
        self._odd = 0
        self._tones = 0
        self._frames = 0
        self._sum = Sum()
        self._file: RecordingFile | None = None
        self._given_up = threading.Event()
        self._lock = threading.Lock()

    @property
    def over(self) -> bool:
        """Whether it takes no more sound."""
        return self.state.phase not in (TrialPhase.LISTENING, TrialPhase.RECORDING)

    def give_up(self) -> None:
        """Stop at once; `close` clears away what was begun."""
        self._given_up.set()

    def close(self) -> None:
        """Clear away a file that is not finished; waits for a block that is being written."""
        self._given_up.set()
        with self._lock:
            self._clear()

    def feed(self, heard: Heard) -> None:
        """Take a block of the line's sound; never raises for the disk's reasons."""
        with self._lock:
            if self.over:
                return
            if self._given_up.is_set():
                self._clear()
                return
            try:
                self._take(heard)
            except OSError as error:
                self._say(TrialPhase.FAILED, detail=os_reason(error))
                self._drop()

    def _take(self, heard: Heard) -> None:
        """Listen to a block, or write it.

        Raises:
            OSError: The disk refused.
        """
        tone = self._listen(heard.pcm)
        self._sum.add(heard.pcm)
        if self._file is None:
            self._say(TrialPhase.LISTENING)
            if tone:
                self._begin(heard)
            return
        self._file.write(heard)
        if self._sum.frames < RECORD_SECONDS * self._rate:
            self._say(TrialPhase.RECORDING)
            return
        file, self._file = self._file, None
        self._say(TrialPhase.RECORDED, sha256=file.finish().sha256)

    def _listen(self, pcm: bytes) -> bool:
        """Count frames of tone, and say whether it has lasted."""
        data = self._rest + pcm
        whole = len(data) - len(data) % self._frame_bytes
        self._rest = data[whole:]
        for start in range(0, whole, self._frame_bytes):
            kind, _key = self._ear.listen(data[start : start + self._frame_bytes])
            self._frames += 1
            if kind is FrameKind.TONE:
                self._tones += 1
                self._run += 1
            elif self._run and self._odd < _ODD_FRAMES:
                self._odd += 1
            else:
                self._run = self._odd = 0
        return self._run * FRAME_SECONDS >= TONE_SECONDS

    def _begin(self, heard: Heard) -> None:
        """Begin the file, with what is heard from here on.

        Raises:
            OSError: It cannot be made.
        """
        self._file = RecordingFile(
            self._request, self.path, self._rate, now=heard.at, begins_at=self._clock.now()
        )
        self._sum = Sum()
        self._tones = self._frames = 0
        self._say(TrialPhase.RECORDING)

    def _say(self, phase: TrialPhase, *, sha256: str = "", detail: str = "") -> None:
        """Put the next state in the place of the last one."""
        recorded = phase in (TrialPhase.RECORDING, TrialPhase.RECORDED)
        self.state = TrialState(
            phase,
            self._sum.loudness(),
            self._sum.frames,
            self._tones / self._frames if self._frames else 0.0,
            self._sum.frames / self._rate if recorded else 0.0,
            sha256,
            detail,
        )

    def _clear(self) -> None:
        """End as given up, unless it is over."""
        if not self.over:
            self._say(TrialPhase.GIVEN_UP)
        self._drop()

    def _drop(self) -> None:
        """Close and remove a file that was not finished."""
        file, self._file = self._file, None
        if file is None:
            return
        with contextlib.suppress(OSError):  # it goes all the same
            file.finish()
        with contextlib.suppress(OSError):
            self.path.unlink()
