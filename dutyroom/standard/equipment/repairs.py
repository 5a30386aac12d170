"""How long repairs take: pure rules over plain values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Repair:
    """A fault of one item.

    Attributes:
        opened: When it was noticed.
        repaired: When it was repaired; None: not yet, or never.
    """

    opened: datetime
    repaired: datetime | None


@dataclass(frozen=True, slots=True)
class Record:
    """What an item's faults have been.

    Attributes:
        faults: How many there were.
        repaired: How many were repaired.
        mean: Mean time from noticing to repair; None where none was repaired.
    """

    faults: int
    repaired: int
    mean: timedelta | None


def record(faults: Iterable[Repair]) -> Record:
    """Return how often an item failed, and how long its repairs took on average.

    A clock that was set back makes no repair shorter than nothing.
    """
    known = list(faults)
    lengths = [max(r.repaired - r.opened, timedelta()) for r in known if r.repaired is not None]
    mean = sum(lengths, timedelta()) / len(lengths) if lengths else None
    return Record(len(known), len(lengths), mean)
