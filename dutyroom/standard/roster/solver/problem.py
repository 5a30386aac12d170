"""What the solver is asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Final, TypeAlias

from dutyroom.standard.roster.counters import Counter, Counts
from dutyroom.standard.roster.setting import Setting
from dutyroom.standard.roster.values import Assignment, Roster, Slot

_FAIRNESS: Final = MappingProxyType(
    {
        Counter.SPRING_FESTIVAL: 8.0,
        Counter.STATUTORY: 8.0,
        Counter.WEEKEND: 4.0,
        Counter.WEEKDAY_NIGHT: 2.0,
        Counter.ALL: 1.0,
        Counter.LEADER: 1.0,
        Counter.LEADER_REST: 4.0,
    }
)


@dataclass(frozen=True, slots=True)
class Weights:
    """What the soft rules count against each other [C].

    Attributes:
        change: For each assignment of the published roster that is given up.
        request: For each duty against a wish of weight 1, and off for each duty wished for; of
            several wishes that speak of one duty the strongest counts.
        outside_pool: For each duty of somebody outside the fixed pool (article 13).
        leader_run: For each day that somebody leads beyond `Rules.leader_run` days in a row.
        leader_turn: For each day that somebody leads again before the other leaders had their
            turn, or four of them.
        fairness: By counter, times the square of how far somebody is from their share.
    """

    change: float = 20.0
    request: float = 6.0
    outside_pool: float = 10.0
    leader_run: float = 2.0
    leader_turn: float = 1.0
    fairness: Mapping[Counter, float] = field(default_factory=lambda: _FAIRNESS)


@dataclass(frozen=True)
class Problem:
    """A span to be rostered.

    Attributes:
        first: First duty day.
        last: Last duty day, included.
        slots: What is to be filled.
        setting: People, calendar, rules, absences, wishes, and the duties around the span.
        pins: Assignments that stay as they are; others are the solver's to make.
        published: The version in force, of which as much as possible is kept.
        carried: What everybody served in excess of their shares in earlier years.
        weights: What the soft rules count.
    """

    first: date
    last: date
    slots: tuple[Slot, ...]
    setting: Setting
    pins: tuple[Assignment, ...] = ()
    published: Roster | None = None
    carried: Counts = field(default_factory=dict)
    weights: Weights = field(default_factory=Weights)


@dataclass(frozen=True, slots=True)
class Limits:
    """How long the solver may take, and how it is repeated.

    Attributes:
        seconds: For finding and improving a roster.
        explain_seconds: For finding out why there is none.
        gap: Relative distance to the best possible at which a roster counts as optimal.
        seed: The same seed gives the same roster for the same problem, as long as no
            time limit cuts the search off.
    """

    seconds: float = 20.0
    explain_seconds: float = 10.0
    gap: float = 1e-4
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the solver has come.

    Attributes:
        seconds: Since it began.
        best: Cost of the best roster so far; None: none yet.
        bound: No roster costs less than this.
        gap: Their relative distance; None while there is no roster.
    """

    seconds: float
    best: float | None
    bound: float
    gap: float | None


Report: TypeAlias = Callable[[Progress], None]
"""Takes each progress; called on the solver's thread."""

Cancelled: TypeAlias = Callable[[], bool]
"""Tells whether somebody has asked the solver to stop."""
