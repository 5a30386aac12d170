"""What one line has lately let hear, and what may be tried on it: for the equipment check."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from dutyroom.clock import Clock
from dutyroom.config import Line
from dutyroom.config.box_lines import box_name
from dutyroom.devices.levels import Loudness
from dutyroom.devices.line_sound import SoundKind
from dutyroom.devices.recorder import Recorder
from dutyroom.devices.recorder_events import (
    LevelRead,
    RecorderEvent,
    SoundHeard,
    SourceFound,
    SourceLost,
)
from dutyroom.line.box import Box
from dutyroom.line.kept_line import KeptLine
from dutyroom.standard.judging.line import BoxSeen, SoundSeen

_READINGS: Final = 20
"""Readings of loudness that are remembered: two seconds."""

_PER_SECOND: Final = 10


@dataclass(frozen=True, slots=True)
class Devices:
    """The devices of one line.

    Attributes:
        line: As the settings have it.
        kept: The line as the keeper keeps it.
        box: Its box, where it has one.
        recorder: Its recorder, where it has sound.
    """

    line: Line
    kept: KeptLine
    box: Box | None
    recorder: Recorder | None


class LineWatch:
    """Remembers what a line let hear, on the keeper's event loop."""

    def __init__(self, devices: Devices, clock: Clock) -> None:
        """Remember nothing yet.

        Args:
            devices: The devices of the line.
            clock: The keeper's clock.
        """
        self.devices = devices
        self._clock = clock
        self._since = clock.now()
        self._levels: deque[tuple[float, Loudness]] = deque(maxlen=_READINGS)
        self._tone_at: datetime | None = None
        self._lost = ""

    def heard(self, event: RecorderEvent) -> None:
        """Take in what the recorder says."""
        match event:
            case LevelRead():
                self._levels.append((event.at, event.loudness))
            case SoundHeard() if event.event.kind is SoundKind.DIAL_TONE:
                self._tone_at = self._clock.now()
            case SourceLost():
                self._lost = event.reason
                self._levels.clear()
            case SourceFound():
                self._lost = ""

    @property
    def tone_at(self) -> datetime | None:
        """When a dial tone was last heard."""
        return self._tone_at

    @property
    def lost(self) -> str:
        """Why no sound comes; empty where that is not known."""
        return self._lost

    @property
    def powered(self) -> bool | None:
        """What the box says of the line's voltage; None where it does not say."""
        box = self.devices.box
        if box is None:
            return None
        told = box.record.powered
        return told.get(
            box_name(self.devices.line.box_line), told.get("") if len(told) == 1 else None
        )

    def sound_since(self, moment: float) -> SoundSeen:
        """Return what was heard since a moment.

        Args:
            moment: In monotonic seconds.
        """
        found = [loudness for at, loudness in self._levels if at >= moment]
        if not found:
            return SoundSeen(self._lost, None, 0.0, 0.0)
        samples = len(found) * self.devices.line.rate / _PER_SECOND
        clipped = 100 * sum(each.clipped for each in found) / samples
        rms, peak = max(each.rms_dbfs for each in found), max(each.peak_dbfs for each in found)
        return SoundSeen(self._lost, rms, peak, min(100.0, clipped))

    def box_seen(self, *, answers: bool) -> BoxSeen | None:
        """Return what the box has shown of itself; None where there is none.

        Args:
            answers: Whether it answered just now.
        """
        box, line = self.devices.box, self.devices.line
        if box is None:
            return None
        record = box.record
        return BoxSeen(
            port=line.port or line.usb,
            lost=record.lost,
            opened=record.opened,
            asked=record.asked,
            answers=answers,
            wedged=record.wedged,
            set_up=None if record.set_up is None else record.set_up.done,
            command="" if record.set_up is None else record.set_up.detail,
            heard_at=record.heard_at,
            understood=record.understood,
            rubbish=record.rubbish,
            numbered_at=record.numbered_at,
            since=self._since,
        )
