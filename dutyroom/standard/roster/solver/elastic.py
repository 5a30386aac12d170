"""Whether some requirements can be kept together, and which give way most cheaply."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from dutyroom.standard.roster.solver.highs import End, run
from dutyroom.standard.roster.solver.mip import Columns, Rows
from dutyroom.standard.roster.solver.problem import Cancelled
from dutyroom.standard.roster.solver.requirements import Requirement


def feasible(
    kept: Sequence[Requirement], seconds: float, cancelled: Cancelled | None
) -> bool | None:
    """Return whether some requirements can be kept together; None where it was not found out."""
    number = _numbers(kept)
    columns, rows = Columns(), Rows()
    _choices(columns, len(number), whole=True)
    for bound in (bound for requirement in kept for bound in requirement.bounds):
        if not bound.pairs:
            if bound.lower > 0:
                return False
            continue
        index = np.array([number[pair] for pair in bound.pairs], dtype=np.int32)
        rows.add(index, bound.lower, bound.upper)
    if not number:
        return True
    end = run(rows.programme(columns), seconds, cancelled=cancelled).end
    return {End.OPTIMAL: True, End.INFEASIBLE: False}.get(end)


def violated(
    every: Sequence[Requirement], seconds: float, cancelled: Cancelled | None, *, whole: bool
) -> list[tuple[int, int]] | None:
    """Return pairs of person and slot where requirements give way, if all were elastic.

    Args:
        every: The requirements; each may be broken at a cost of 1 a place.
        seconds: Time limit.
        cancelled: Ends the search.
        whole: Whether people are whole; the relaxation is quicker but may see no trouble.

    Returns:
        The pairs of the most expensive violations, empty where nothing has to give way; None
        where time ran out.
    """
    number = _numbers(every)
    columns, rows = Columns(), Rows()
    _choices(columns, len(number), whole=whole)
    bounds = [bound for requirement in every for bound in requirement.bounds if bound.pairs]
    slack = columns.add(
        np.ones(2 * len(bounds)),
        np.zeros(2 * len(bounds)),
        np.full(2 * len(bounds), np.inf),
        whole=False,
    ).reshape(-1, 2)
    for bound, own in zip(bounds, slack, strict=True):
        pairs = np.array([number[pair] for pair in bound.pairs], dtype=np.int32)
        value = np.concatenate([np.ones(len(pairs)), [1.0, -1.0]])
        index = np.concatenate([pairs, own]).astype(np.int32)
        rows.add(index, bound.lower, bound.upper, value)
    outcome = run(rows.programme(columns), seconds, cancelled=cancelled)
    if outcome.values is None:
        return None
    broken = outcome.values[slack].sum(axis=1)
    worst = np.flatnonzero(broken > 1e-6)
    return [pair for at in worst for pair in bounds[at].pairs]


def _numbers(kept: Sequence[Requirement]) -> dict[tuple[int, int], int]:
    """Return the columns of the pairs that requirements speak of."""
    pairs = dict.fromkeys(
        pair for requirement in kept for bound in requirement.bounds for pair in bound.pairs
    )
    return {pair: at for at, pair in enumerate(pairs)}


def _choices(columns: Columns, count: int, *, whole: bool) -> None:
    """Add a column for each pair: chosen or not."""
    columns.add(np.zeros(count), np.zeros(count), np.ones(count), whole=whole)
