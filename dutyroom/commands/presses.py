"""Tell a key that is pressed from one that is held down.

A terminal reports no key going up: a held key is the same key again and again, first after
the keyboard's delay, then closely. The first press counts at once. The same key soon after
it is in doubt: it counts when no further one follows closely, and when its distance is not
one that only a machine keeps. Times are those at which the keys came, however much later
somebody looks at them.
"""

from __future__ import annotations

from enum import Enum
from math import inf
from typing import Final

REPEAT: Final = 1.1
"""Seconds after which the same key is a new press: longer than the longest delay before a
keyboard starts to repeat (1 s)."""

QUIET: Final = 0.28
"""Seconds without the same key that show a key in doubt to be pressed: keyboards repeat
faster, and shorter than this apart nobody looks at what they accept."""

EVEN: Final = 0.003
"""Seconds by which two distances differ at most that are the same to a machine."""

SLOWEST: Final = 0.6
"""Seconds above which no keyboard repeats (the slowest setting known is two a second): a person
who presses that steadily is no machine."""

DELAY_EVEN: Final = 0.015
"""Seconds by which the keyboard's delay differs at most from one time to the next."""

LATE: Final = 1.0
"""Seconds without a beat after which keys may have come unseen."""

_READ: Final = 0.1
"""Seconds within which a terminal is read again after a stall."""

_SURELY: Final = 3
"""Close repetitions that show a key to be held, and its delay to be the keyboard's."""


class Press(Enum):
    """What a key is."""

    COUNTS = "counts"
    DOUBTFUL = "doubtful"
    HELD = "held"


class Presses:
    """The last key, what it is, and what became of the one in doubt before it.

    Attributes:
        last: What the last key is.
        settled: What the key before turned out to be, where it was in doubt; else None.
    """

    def __init__(self) -> None:
        """Begin with no key pressed."""
        self.last = Press.COUNTS
        self.settled: Press | None = None
        self._key = ""
        self._at = -inf
        self._apart = inf
        self._first = inf
        self._close = 0
        self._delay = inf
        self._beaten = inf
        self._unseen = -inf

    @property
    def held(self) -> bool:
        """Whether the last key is the repetition of one held down."""
        return self.last is Press.HELD

    def note(self, key: str, at: float) -> Press:
        """Take in a key.

        Args:
            key: Its name.
            at: When it came: monotonic time, in seconds.

        Returns:
            What it is; in doubt: `quiet` or the next key says more.
        """
        if at - self._beaten > LATE:
            self.beat(at)
        same = key == self._key
        apart = at - self._at if same else inf
        unseen = same and -_READ < at - self._unseen < REPEAT
        self.settled = None
        if self.last is Press.DOUBTFUL:
            followed = apart < QUIET or (unseen and self._at < self._unseen)
            self.settled = Press.HELD if followed else Press.COUNTS
        self.last = self._judge(apart, unseen=unseen)
        self._key, self._at, self._apart = key, at, apart
        return self.last

    def _judge(self, apart: float, *, unseen: bool) -> Press:
        """Return what a key is, by its distance from the same key before."""
        if apart < QUIET:
            self._close += 1
            if self._close == _SURELY and self._first < REPEAT:
                self._delay = self._first
            return Press.HELD
        self._first, self._close = apart, 0
        if apart >= REPEAT:
            return Press.DOUBTFUL if unseen else Press.COUNTS
        even = apart < SLOWEST and abs(apart - self._apart) < EVEN
        machine = even or abs(apart - self._delay) < DELAY_EVEN
        return Press.HELD if machine else Press.DOUBTFUL

    def quiet(self) -> bool:
        """Settle the key in doubt once it was quiet; return whether there was one."""
        doubted = self.last is Press.DOUBTFUL
        if doubted:
            self.last = Press.COUNTS
        return doubted

    def beat(self, at: float) -> None:
        """Take in that the program runs; after a stall a key may have been held all along.

        Args:
            at: Monotonic time, in seconds.
        """
        if at - self._beaten > LATE:
            self._unseen = at
        self._beaten = at

    def pointer(self) -> None:
        """Take in a mouse button: whatever follows was not a held key."""
        self.settled = Press.COUNTS if self.quiet() else None
        self.last = Press.COUNTS
        self._key = ""
