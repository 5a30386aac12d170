"""A figure that was measured, and what it is held against."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from enum import StrEnum

FLOAT_DIGITS = 4


class Verdict(StrEnum):
    """What became of a target."""

    MET = "met"
    MISSED = "MISSED"
    NONE = ""
    """The figure has no target: it explains another one."""


@dataclass(frozen=True, slots=True)
class Spread:
    """How samples are spread.

    Attributes:
        count: How many there are.
        p50: The median, by the nearest rank.
        p99: The 99th percentile, by the nearest rank.
        largest: The largest of them.
        smallest: The smallest of them.
    """

    count: int
    p50: float
    p99: float
    largest: float
    smallest: float

    @classmethod
    def of(cls, samples: Iterable[float]) -> Spread:
        """Return how samples are spread.

        Raises:
            ValueError: There are none.
        """
        ordered = sorted(samples)
        if not ordered:
            raise ValueError("nothing was measured")
        return cls(
            len(ordered), ranked(ordered, 0.5), ranked(ordered, 0.99), ordered[-1], ordered[0]
        )


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure.

    Attributes:
        name: What was measured, in words.
        unit: Of every number: ms, MB, MB/s, %, or × for a ratio.
        value: What is held against the target.
        target: The most it may be (the least, where `at_least`); None: no target.
        at_least: Whether more is better.
        judged: Which number of the spread `value` is, such as p99.
        spread: How the samples are spread, where there are several.
        note: What a reader has to know about this figure.
    """

    name: str
    unit: str
    value: float
    target: float | None = None
    at_least: bool = False
    judged: str = ""
    spread: Spread | None = None
    note: str = ""

    @property
    def verdict(self) -> Verdict:
        """Whether the target was met; a figure that is no number misses it."""
        if self.target is None:
            return Verdict.NONE
        met = self.value >= self.target if self.at_least else self.value <= self.target
        return Verdict.MET if met else Verdict.MISSED

    def as_dict(self) -> dict[str, object]:
        """Return the figure as plain values, for a line of JSON."""
        plain = {key: _rounded(value) for key, value in asdict(self).items() if key != "spread"}
        spread = asdict(self.spread) if self.spread else {}
        rounded = {key: _rounded(value) for key, value in spread.items()}
        return {**plain, **rounded, "verdict": str(self.verdict) or None}


def ranked(ordered: list[float], part: float) -> float:
    """Return a percentile by the nearest rank: always a value that was measured.

    Args:
        ordered: The samples, sorted, at least one.
        part: From 0 to 1.
    """
    return ordered[max(0, math.ceil(len(ordered) * part) - 1)]


def at_p99(
    name: str, unit: str, samples: Iterable[float], target: float | None, note: str = ""
) -> Figure:
    """Return a figure whose 99th percentile is held against a target."""
    spread = Spread.of(samples)
    return Figure(name, unit, spread.p99, target, judged="p99", spread=spread, note=note)


def _rounded(value: object) -> object:
    """Return a number with so many digits as mean something."""
    return round(value, FLOAT_DIGITS) if isinstance(value, float) else value
