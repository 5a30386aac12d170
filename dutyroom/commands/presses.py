"""Tell a key that is pressed from one that is held down.

A terminal reports no key going up: a held key is the same key again and again.
The first press counts, and none of those that follow it closely.
"""

from __future__ import annotations

from typing import Final

REPEAT: Final = 1.1
"""Seconds within which the same key counts as held: longer than the longest
delay before a keyboard starts to repeat (1 s)."""


class Presses:
    """The last key and whether it is being held.

    Attributes:
        held: The last key pressed is the repetition of one held down.
    """

    def __init__(self) -> None:
        """Begin with no key pressed."""
        self.held = False
        self._key = ""
        self._at = 0.0

    def note(self, key: str, at: float) -> None:
        """Take in a key.

        Args:
            key: Its name.
            at: Monotonic time, in seconds.
        """
        self.held = key == self._key and at - self._at < REPEAT
        self._key = key
        self._at = at

    def pointer(self) -> None:
        """Take in a mouse button: whatever follows was not a held key."""
        self.held = False
        self._key = ""
