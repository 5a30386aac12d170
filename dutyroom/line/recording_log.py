"""What a line's recorder says, as facts: segments, gaps, marks, ends and failures."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Final

from dutyroom.clock import Clock
from dutyroom.devices.recorder_events import (
    FinishedRecording,
    GapFound,
    Marked,
    RecordingFailed,
    RecordingRequest,
    RecordingStarted,
)
from dutyroom.registers.calls import facts
from dutyroom.store.facts import Fact, Place

REMEMBERED: Final = 64
"""Calls whose number of segments is remembered: a held call may come back to the recorder."""


WRITE_FAILED: Final = "write_failed"
"""Reason of a recording that the disk refused."""

_log = logging.getLogger(__name__)


class RecordingLog:
    """Writes down what becomes of the recordings of one line."""

    def __init__(
        self, place: Place, clock: Clock, folder: Path, record: Callable[[list[Fact]], None]
    ) -> None:
        """Write for a line.

        Args:
            place: Unit and line.
            clock: Says when things happened.
            folder: The folder of all recordings; rows name paths below it.
            record: Takes facts.
        """
        self._place = place
        self._clock = clock
        self._folder = folder
        self._record = record
        self._segments: dict[str, int] = {}
        self._marking: deque[str] = deque()

    def resume(self, call: str, segments: int) -> None:
        """Know how many segments of a call there are from before."""
        self._segments[call] = segments

    def next_segment(self, call: str) -> int:
        """Return the number of the next segment of a call, from 1."""
        segment = self._segments.pop(call, 0) + 1
        self._segments[call] = segment
        while len(self._segments) > REMEMBERED:
            del self._segments[next(iter(self._segments))]
        return segment

    def marking(self, actor: str) -> None:
        """Note who asked for the next mark."""
        self._marking.append(actor)

    def started(self, event: RecordingStarted) -> None:
        """A segment is being written."""
        self._add(
            facts.recording_begun(
                _id(event.request),
                event.begins_at,
                self._place,
                call=event.request.call_id,
                segment=event.request.segment,
                path=event.path.relative_to(self._folder).as_posix(),
                rate=event.rate,
            )
        )

    def finished(self, done: FinishedRecording) -> None:
        """A segment is whole."""
        self._add(
            facts.recording_finished(
                _id(done.request),
                self._clock.now(),
                self._place,
                frames=done.frames,
                sha256=done.sha256,
                peak=done.loudness.peak_dbfs,
                clipped=done.loudness.clipped,
            )
        )

    def failed(self, event: RecordingFailed) -> None:
        """Nothing more can be written; what was saved stands."""
        if event.kept is not None:
            self.finished(event.kept)
        now = self._clock.now()
        self._add(facts.recording_failed(_id(event.request), now, self._place, reason=event.reason))

    def gap(self, event: GapFound) -> None:
        """Sound is missing; only in a recording is that worth a row."""
        if event.request is None:
            return
        self._add(
            facts.recording_gap(
                _id(event.request),
                self._clock.now(),
                self._place,
                offset=event.gap.frame,
                frames=event.gap.lost_frames,
            )
        )

    def marked(self, event: Marked) -> None:
        """The officer's mark stands."""
        actor = self._marking.popleft() if self._marking else ""
        self._add(
            facts.recording_marked(
                _id(event.request), self._clock.now(), self._place, actor=actor, frame=event.frame
            )
        )

    def _add(self, fact: Fact) -> None:
        self._record([fact])


def _id(request: RecordingRequest) -> str:
    """Return the id of a segment: the same after a crash, so that facts about it meet."""
    return f"{request.call_id}-{request.segment}"
