"""Finding sound that is missing, so that a recording never hides it.

Three signs: the queue was full and says how much was dropped; the driver says
that it lost some; or nobody says anything, but the sound is late for good: a
sound card that delivers one second less in the same time has lost one second.
Late blocks that catch up are no loss.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

LATE_SECONDS: Final = 0.25
"""How much later than ever before sound must come to count as missing."""
SURE_AFTER_SECONDS: Final = 2.0
"""For how much sound it must stay late."""
_DRIFT: Final = 0.001  # a sound card's clock is never this wrong, so it never looks like loss


class GapCause(StrEnum):
    """Why sound is missing."""

    QUEUE_FULL = "queue_full"
    DRIVER = "driver"
    LATE = "late"
    SOURCE_LOST = "source_lost"


@dataclass(frozen=True, slots=True)
class Gap:
    """Sound that is missing.

    Attributes:
        frame: The frame before which it is missing; counted from the start of
            the recording, or of all that was heard where there is none.
        lost_frames: How many frames; 0 where only the fact is known.
        cause: How that is known.
    """

    frame: int
    lost_frames: int
    cause: GapCause


class LatenessWatch:
    """Compares how much sound came with how much time went by."""

    def __init__(self, rate: int) -> None:
        """Watch sound of so many samples a second."""
        self._rate = rate
        self.restart()

    def restart(self) -> None:
        """Forget the past: the source was opened anew."""
        self._origin: float | None = None
        self._heard = 0.0
        self._usual = 0.0
        self._late_since: int | None = None
        self._late_least = 0.0
        self._late_for = 0.0

    def feed(self, frame: int, frames: int, at: float, known_lost: int = 0) -> Gap | None:
        """Add a block and return a gap once one is sure.

        Args:
            frame: Number of the block's first frame.
            frames: How many it has.
            at: Monotonic time when its last one came, in seconds.
            known_lost: Frames before it that are counted as missing already.
        """
        seconds = frames / self._rate
        if self._origin is None:
            self._origin = at - seconds
        else:
            self._heard += known_lost / self._rate
        self._heard += seconds
        lateness = at - self._origin - self._heard
        self._usual = min(self._usual + seconds * _DRIFT, lateness)
        if lateness - self._usual < LATE_SECONDS:
            self._late_since = None
            return None
        return self._late(frame, seconds, lateness)

    def _late(self, frame: int, seconds: float, lateness: float) -> Gap | None:
        """Count a late block; after enough of them in a row the rest is lost."""
        if self._late_since is None:
            self._late_since, self._late_least, self._late_for = frame, lateness, 0.0
        self._late_least = min(self._late_least, lateness)
        self._late_for += seconds
        if self._late_for < SURE_AFTER_SECONDS:
            return None
        missing = round((self._late_least - self._usual) * self._rate)
        gap = Gap(self._late_since, missing, GapCause.LATE)
        self._usual = self._late_least
        self._late_since = None
        return gap
