"""Listens to one source for as long as it lives: pre-roll, levels, gaps, the ear."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Final

from dutyroom.clock import Clock
from dutyroom.devices.audio_source import AudioSource
from dutyroom.devices.ear import Ear
from dutyroom.devices.gaps import Gap, GapCause, LatenessWatch
from dutyroom.devices.levels import LevelMeter
from dutyroom.devices.pcm import SAMPLE_BYTES
from dutyroom.devices.preroll import Heard, PreRoll
from dutyroom.devices.recorder_events import (
    LevelRead,
    RecorderEvent,
    SoundHeard,
    SourceFound,
    SourceLost,
)
from dutyroom.devices.sound_queue import Block
from dutyroom.devices.source_guard import SourceGuard

PREROLL_SECONDS: Final = 10.0


class Listener:
    """Turns a source's blocks into numbered ones, and tells what is to be told of them."""

    def __init__(
        self,
        source: AudioSource,
        clock: Clock,
        say: Callable[[RecorderEvent], None],
        *,
        missing: Callable[[Gap], None],
        preroll_seconds: float = PREROLL_SECONDS,
        ear: Ear | None = None,
    ) -> None:
        """Listen to a source, which is opened at the first `take`.

        Args:
            source: Where the sound comes from.
            clock: Its monotonic time measures what is missing.
            say: Told levels, sounds, and when the source is lost and found.
            missing: Told each gap, before the block that follows it.
            preroll_seconds: How much sound is kept.
            ear: Makes out tones and voices, where wanted.
        """
        self.rate = source.rate
        self._say = say
        self._missing = missing
        self._ear = ear
        self._guard = SourceGuard(source, clock, self._source_said)
        self._preroll = PreRoll(preroll_seconds, self.rate)
        self._meter = LevelMeter(self.rate)
        self._lateness = LatenessWatch(self.rate)
        self._gaps: deque[Gap] = deque(maxlen=100)
        self._heard = 0
        self._last_at: float | None = None
        self._resumed = False

    @property
    def source_lost(self) -> bool:
        """Whether no sound comes."""
        return self._guard.lost

    def take(self, timeout: float) -> Heard | None:
        """Return the next block, or None when none came within the seconds."""
        block = self._guard.take(timeout)
        if block is None:
            return None
        frames = len(block.pcm) // SAMPLE_BYTES
        begins = block.at - frames / self.rate
        self._find_gaps(block, frames, begins)
        heard = Heard(self._heard, block.pcm, begins)
        self._heard += frames
        self._last_at = block.at
        self._tell(block)
        return heard

    def keep(self, heard: Heard) -> None:
        """Put a block that `take` returned into the pre-roll."""
        self._preroll.append(heard)

    def kept_since(self, frame: int) -> tuple[list[Heard], list[Gap]]:
        """Return the pre-roll from a frame on, and the gaps inside it."""
        blocks = self._preroll.since(frame)
        if not blocks:
            return [], []
        return blocks, [gap for gap in self._gaps if gap.frame > blocks[0].frame]

    def listen_anew(self) -> None:
        """Have a voice told once more, though it goes on from what was heard before."""
        if self._ear is not None:
            self._ear.listen_anew()

    def close(self) -> None:
        """Close the source."""
        self._guard.close()

    def _source_said(self, event: SourceLost | SourceFound) -> None:
        """Pass on what the guard says; after a loss, time was lost too."""
        if isinstance(event, SourceFound):
            self._resumed = self._last_at is not None
        self._say(event)

    def _find_gaps(self, block: Block, frames: int, begins: float) -> None:
        """Find out what is missing before a block."""
        if self._resumed and self._last_at is not None:
            lost = max(0, round((begins - self._last_at) * self.rate))
            self._lateness.restart()
            self._gap(Gap(self._heard, lost, GapCause.SOURCE_LOST))
        elif block.lost:
            self._gap(Gap(self._heard, block.lost, GapCause.QUEUE_FULL))
        elif block.overflowed:
            self._gap(Gap(self._heard, 0, GapCause.DRIVER))
        self._resumed = False
        late = self._lateness.feed(self._heard, frames, block.at, block.lost)
        if late is not None:
            self._gap(late)

    def _gap(self, gap: Gap) -> None:
        """Keep and tell what is missing."""
        self._gaps.append(gap)
        self._missing(gap)

    def _tell(self, block: Block) -> None:
        """Tell the level, and what the ear makes out."""
        reading = self._meter.feed(block.pcm)
        if reading is not None:
            self._say(LevelRead(reading, block.at))
        if self._ear is not None:
            for event in self._ear.feed(block.pcm):
                self._say(SoundHeard(event, block.at))
