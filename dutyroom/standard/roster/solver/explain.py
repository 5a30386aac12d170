"""Why there can be no roster: a small set of requirements that clash.

First every requirement is made elastic, and the cheapest violation shows
where the trouble is. Then the days around it are taken, more and more of
them, until they alone are impossible: what clashes in a part clashes in the
whole. Last, requirements are left out, many at a time and then one by one, as
long as what remains is still impossible; what cannot be left out is the answer.
It is done in several orders, and the shortest answer counts.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Final

from dutyroom.standard.roster.solver.elastic import clashing, violated
from dutyroom.standard.roster.solver.grid import Grid
from dutyroom.standard.roster.solver.problem import Cancelled, Limits
from dutyroom.standard.roster.solver.proposal import Clash
from dutyroom.standard.roster.solver.requirements import Bound, Requirement, requirements

_REACHES: Final = (0, 1, 2, 4, 8, 16, 32)
"""Days on each side of the trouble that are looked at, before the whole span is."""

_ORDERS: Final = (
    ("rest", "run", "place", "need", "pin"),
    ("need", "run", "rest", "pin", "place"),
    ("run", "rest", "pin", "place"),
)
"""Kinds of requirement in the order in which sparing them is tried; the others come last."""


class _OutOfTime(Exception):  # noqa: N818 - it ends a search and is no error
    """The time for explaining is over, or somebody has asked to stop."""


def explain(
    grid: Grid, monotonic: Callable[[], float], limits: Limits, cancelled: Cancelled | None
) -> tuple[tuple[Clash, ...], bool]:
    """Return requirements that cannot be kept together, and whether none of them can be spared.

    Args:
        grid: An impossible problem.
        monotonic: The clock's, in seconds.
        limits: How long it may take.
        cancelled: Ends the search; what has been found by then is returned.
    """
    search = _Search(grid, monotonic, monotonic() + limits.explain_seconds, cancelled)
    search.go()
    return tuple(requirement.clash for requirement in search.kept), search.irreducible


class _Search:
    """The search for a small set of clashing requirements.

    Attributes:
        kept: The best set so far; it is impossible at any time.
        irreducible: Whether none of `kept` can be spared.
    """

    def __init__(
        self,
        grid: Grid,
        monotonic: Callable[[], float],
        until: float,
        cancelled: Cancelled | None,
    ) -> None:
        self._grid = grid
        self._monotonic = monotonic
        self._until = until
        self._cancelled = cancelled
        self.kept = requirements(grid)
        self.irreducible = False

    def go(self) -> None:
        """Search until done, out of time or stopped."""
        try:
            self._narrow()
            start = self.kept
            for order in _ORDERS:
                found = self._reduced(_ordered(start, order))
                if not self.irreducible or len(found) < len(self.kept):
                    self.kept = found
                    self.irreducible = True
        except _OutOfTime:
            return

    def _left(self) -> float:
        """Return the seconds left.

        Raises:
            _OutOfTime: There are none, or somebody asked to stop.
        """
        left = self._until - self._monotonic()
        if left <= 0 or (self._cancelled and self._cancelled()):
            raise _OutOfTime
        return left

    def _clash(self, kept: Sequence[Requirement]) -> list[Requirement]:
        """Return those of some requirements that cannot be kept together; none where all can.

        Raises:
            _OutOfTime: There was no time to find out.
        """
        guilty = clashing(kept, self._left(), self._cancelled)
        if guilty is None:
            raise _OutOfTime
        return [kept[at] for at in guilty]

    def _narrow(self) -> None:
        """Keep only the days around the trouble, as few as are impossible by themselves."""
        where = self._trouble()
        if where is None:
            return
        days = self._grid.days
        for reach in _REACHES:
            near = {slot for slot in range(len(days)) if abs(int(days[slot]) - where) <= reach}
            part = _within(self.kept, near)
            if self._clash(part):
                self.kept = part
                return

    def _trouble(self) -> int | None:
        """Return the number of a day on which something has to give way."""
        for whole in (False, True):
            pairs = violated(self.kept, self._left(), self._cancelled, whole=whole)
            if pairs:
                return int(self._grid.days[pairs[0][1]])
        empty = [need for need in self.kept if any(not bound.pairs for bound in need.bounds)]
        if not empty:
            return None
        slot = empty[0].clash.slots[0]
        found = next(each for each in self._grid.slots if each.id == slot)
        return found.day.toordinal()

    def _reduced(self, kept: Sequence[Requirement]) -> list[Requirement]:
        """Return what remains of impossible requirements when all that can be spared is.

        Raises:
            _OutOfTime: Time ran out; what had been spared by then is in `kept`.
        """
        remaining = list(kept)
        size = max(len(remaining) // 2, 1)
        while size:
            at = 0
            while at < len(remaining):
                clash = self._clash(remaining[:at] + remaining[at + size :])
                if not clash:
                    at += size
                    continue
                tried = {each.clash.key for each in remaining[:at]}
                at = sum(each.clash.key in tried for each in clash)
                remaining = clash
                if not self.irreducible:
                    self.kept = remaining
            size //= 2
        return remaining


def _ordered(kept: Sequence[Requirement], order: Sequence[str]) -> list[Requirement]:
    """Return requirements with those first that are spared first."""
    places = {kind: place for place, kind in enumerate(order)}
    return sorted(
        kept,
        key=lambda each: places.get(each.clash.key.partition(":")[0], len(places)),
    )


def _within(kept: Sequence[Requirement], slots: Collection[int]) -> list[Requirement]:
    """Return what requirements say of some slots; those that say nothing are left out."""
    found = []
    for requirement in kept:
        bounds = [
            Bound(pairs, bound.lower, bound.upper)
            for bound in requirement.bounds
            if (pairs := tuple(pair for pair in bound.pairs if pair[1] in slots))
            and (bound.lower > 0 or len(pairs) > bound.upper)
        ]
        # A slot that nobody may fill has no pairs and no place among the slots: it stays.
        bounds += [bound for bound in requirement.bounds if not bound.pairs]
        if bounds:
            found.append(Requirement(requirement.clash, bounds))
    return found
