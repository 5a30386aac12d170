"""How long repairs take: pure rules over plain values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from dutyroom.standard.lengths import length_words


@dataclass(frozen=True, slots=True)
class Repair:
    """A fault of one item.

    Attributes:
        opened: When it was noticed.
        repaired: When it was repaired; None: not yet, or never.
        verified: Whether somebody has seen that it works.
    """

    opened: datetime
    repaired: datetime | None
    verified: bool = False


@dataclass(frozen=True, slots=True)
class Record:
    """What an item's faults have been.

    Attributes:
        faults: How many there were.
        repaired: How many were repaired, and seen to work.
        mean: Mean time of these from noticing to repair; None where there are none.
        waiting: How many are said to be repaired, and nobody has seen that they work.
    """

    faults: int
    repaired: int
    mean: timedelta | None
    waiting: int = 0

    @property
    def average(self) -> str:
        """The mean time in minutes, hours or days; empty where there is none."""
        return length_words(self.mean) if self.mean is not None else ""


def record(faults: Iterable[Repair]) -> Record:
    """Return how often an item failed, and how long its repairs took on average.

    A repair counts from when it was verified, and took until it was made (article 12). A clock
    that was set back makes none shorter than nothing.
    """
    known = list(faults)
    made = [(r.repaired - r.opened, r.verified) for r in known if r.repaired is not None]
    lengths = [max(length, timedelta()) for length, verified in made if verified]
    mean = sum(lengths, timedelta()) / len(lengths) if lengths else None
    return Record(len(known), len(lengths), mean, waiting=len(made) - len(lengths))
