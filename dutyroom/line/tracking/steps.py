"""What the tracker decides: facts to write down, and what the recorder must do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeAlias

from dutyroom.store.facts import Fact


@dataclass(frozen=True, slots=True)
class Moment:
    """One instant on both clocks.

    Attributes:
        at: Wall-clock time, for rows.
        mono: Monotonic seconds, for durations and time-outs.
    """

    at: datetime
    mono: float

    def back(self, seconds: float) -> Moment:
        """Return the moment some seconds earlier."""
        return Moment(self.at - timedelta(seconds=seconds), self.mono - seconds)


@dataclass(frozen=True, slots=True)
class Record:
    """Record the line for this call from now on, pre-roll included."""

    call: str


@dataclass(frozen=True, slots=True)
class StopRecording:
    """Close the recording of this call."""

    call: str


Step: TypeAlias = Fact | Record | StopRecording
