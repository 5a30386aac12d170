"""Whether some requirements can be kept together, and which give way most cheaply."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from dutyroom.standard.roster.solver.highs import End, relax, run
from dutyroom.standard.roster.solver.mip import Columns, Floats, Ints, Mip, Rows
from dutyroom.standard.roster.solver.problem import Cancelled
from dutyroom.standard.roster.solver.requirements import Requirement

_NOTHING: Final = 1e-7
"""A part of a ray, or of a person, that is none."""
_SURELY: Final = 1e-6
"""By how much a sum must be out of reach to prove anything."""


def clashing(
    kept: Sequence[Requirement], seconds: float, cancelled: Cancelled | None
) -> tuple[int, ...] | None:
    """Return which of some requirements cannot be kept together.

    They are first asked as if people could be divided. Where that is impossible already, a ray
    says which rows it comes from; the sum of these rows is then looked at here, so that the answer
    rests on no tolerance of the solver's.

    Args:
        kept: The requirements.
        seconds: Time limit.
        cancelled: Ends the search.

    Returns:
        Their numbers: often few, sometimes all; empty where all can be kept together; None where it
        was not found out.
    """
    number = _numbers(kept)
    rows, owner = Rows(), list[int]()
    for at, requirement in enumerate(kept):
        for bound in requirement.bounds:
            if not bound.pairs and bound.lower > 0:
                return (at,)
            if bound.pairs:
                index = np.array([number[pair] for pair in bound.pairs], dtype=np.int32)
                rows.add(index, bound.lower, bound.upper)
                owner.append(at)
    if not number:
        return ()
    divided = rows.programme(_choices(Columns(), len(number), whole=False))
    outcome, ray = relax(divided, seconds, cancelled=cancelled)
    if ray is not None and (guilty := _proven(divided, ray)) is not None:
        return tuple(sorted({owner[row] for row in guilty.tolist()}))
    if outcome.values is not None and _whole(outcome.values):
        return ()
    whole = rows.programme(_choices(Columns(), len(number), whole=True))
    end = run(whole, seconds, cancelled=cancelled).end
    return {End.OPTIMAL: (), End.INFEASIBLE: tuple(range(len(kept)))}.get(end)


def _proven(mip: Mip, ray: Floats) -> Ints | None:
    """Return the rows whose sum, weighted by a ray, no choice between 0 and 1 can reach.

    None: the ray proves nothing.
    """
    rows = np.flatnonzero(np.abs(ray) > _NOTHING)
    weight = np.where(np.abs(ray) > _NOTHING, ray, 0.0)
    asked = np.where(ray > 0, mip.row_lower, mip.row_upper)[rows]
    total = np.zeros(len(mip.cost))
    np.add.at(total, mip.index, np.repeat(weight, np.diff(mip.starts)) * mip.value)
    most = np.maximum(total, 0.0).sum()
    return rows.astype(np.int32) if weight[rows] @ asked > most + _SURELY else None


def _whole(values: Floats) -> bool:
    """Return whether every value is 0 or 1."""
    return bool(np.all(np.abs(values - np.round(values)) < _NOTHING))


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


def _choices(columns: Columns, count: int, *, whole: bool) -> Columns:
    """Add a column for each pair, chosen or not, and return the columns."""
    columns.add(np.zeros(count), np.zeros(count), np.ones(count), whole=whole)
    return columns
