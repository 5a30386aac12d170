"""How loud the lines are, as a meter shows it: in a few steps, and not too often."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from dutyroom.channel.messages import Level

STEPS: Final = 8
"""Steps of the meter."""

FLOOR: Final = -56.0
"""Loudness in dBFS at which the first step is reached; each step is 7 dB."""

APART: Final = 0.2
"""Least seconds between two pictures of the meter."""

STALE: Final = 1.5
"""Seconds without news of a level after which none is known."""


@dataclass(frozen=True, slots=True)
class Loudness:
    """What the meter shows.

    Attributes:
        steps: How many steps are lit.
        clipped: Some samples stood at the limit.
    """

    steps: int
    clipped: bool = False


class LoudnessMeter:
    """Holds the loudest of what was heard between two pictures."""

    def __init__(self) -> None:
        """Begin before anything was heard."""
        self._held: Loudness | None = None
        self._shown_at = float("-inf")
        self._heard_at = float("-inf")

    def take(self, level: Level, now: float) -> Loudness | None:
        """Take in what the keeper heard.

        Args:
            level: The last tenth of a second of a line.
            now: Monotonic time, in seconds.

        Returns:
            What is to be shown; None while the last picture is too fresh.
        """
        heard = Loudness(steps(level.rms), level.clipped)
        held = self._held or heard
        clipped = held.clipped or heard.clipped
        self._held = Loudness(max(held.steps, heard.steps), clipped)
        self._heard_at = now
        if now - self._shown_at < APART:
            return None
        found, self._held, self._shown_at = self._held, None, now
        return found

    def known(self, now: float) -> bool:
        """Return whether a level was heard of lately."""
        return now - self._heard_at < STALE


def steps(rms: float) -> int:
    """Return how many steps a loudness lights.

    Args:
        rms: Root mean square, in dBFS; minus infinity for silence.
    """
    if not rms > FLOOR:  # NaN included
        return 0
    return 1 + int((min(rms, -1.0) - FLOOR) / (-FLOOR / STEPS))
