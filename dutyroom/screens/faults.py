"""How often something went wrong lately, and how long to wait before the screens are built anew."""

from __future__ import annotations

from typing import Final

FORGOTTEN: Final = 60.0
"""Seconds after which a fault counts no more."""

LONGEST: Final = 30.0
"""Longest wait before the screens are built anew, in seconds."""


class Faults:
    """The faults of the console, by place.

    Attributes:
        places: Where something went wrong, each once, in order.
    """

    def __init__(self) -> None:
        """Begin without a fault."""
        self.places: list[str] = []
        self._noted: dict[str, float] = {}
        self._rebuilt: list[float] = []

    def note(self, place: str, now: float) -> bool:
        """Note a fault.

        Args:
            place: What `boundary.place_of` says.
            now: Monotonic time, in seconds.

        Returns:
            Whether it is worth a line in the log: not the same place twice in a minute.
        """
        before = self._noted.get(place)
        if before is not None and now - before < FORGOTTEN:
            return False
        self._noted = {p: at for p, at in self._noted.items() if now - at < FORGOTTEN}
        self._noted[place] = now
        self.places = [*self.places, place][-100:]
        return True

    def wait(self, now: float) -> float:
        """Return how long to wait before the screens are built anew; nothing at first.

        Args:
            now: Monotonic time, in seconds.
        """
        self._rebuilt = [at for at in self._rebuilt if now - at < FORGOTTEN]
        self._rebuilt.append(now)
        often = len(self._rebuilt) - 1
        return min(2.0**often, LONGEST) if often else 0.0
