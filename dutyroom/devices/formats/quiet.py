"""How long nothing has come, for decoders that see time only in ticks."""

from __future__ import annotations


class Quiet:
    """Tells when a number of seconds have passed since the last touch.

    A touch has no time of its own, since bytes arrive without one: the first
    tick after it starts the count. So it may fire late by one tick, never early.
    """

    __slots__ = ("_seconds", "_since", "touched")

    def __init__(self, seconds: float) -> None:
        """Wait for a length of quiet.

        Args:
            seconds: How long nothing must come.
        """
        self._seconds = seconds
        self._since: float | None = None
        self.touched = False

    def over(self, now: float) -> bool:
        """Return whether the quiet has lasted long enough, once per touch.

        Args:
            now: The monotonic clock, in seconds.
        """
        if self.touched:
            self.touched = False
            self._since = now
        if self._since is None or now - self._since < self._seconds:
            return False
        self._since = None
        return True
