"""The cost of being away from one's share: the square of the distance, in straight pieces.

Between whole numbers the cost is a straight line, so that a fraction is worth
no less than the whole numbers around it. The relaxation then knows that shares
of 4.6 end as 4 and 5, and its bound is sharp: that is what makes optimality
provable in seconds.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import floor
from typing import Final

import numpy as np

from dutyroom.standard.roster.solver.mip import Columns, Floats, Ints, Rows

_BELOW: Final = 3
_ABOVE: Final = 5
"""How many whole steps below and above the share are squares; beyond them it is a line."""


@dataclass(frozen=True, slots=True)
class Target:
    """A share to come close to.

    Attributes:
        share: In units of the counter; may be negative.
        weight: Of the squared distance.
    """

    share: float
    weight: float

    def cost(self, count: float) -> float:
        """Return what a count costs."""
        return self.weight * (count - self.share) ** 2


def add_balance(
    columns: Columns, rows: Rows, pairs: Ints, amounts: Floats, target: Target
) -> float:
    """Add the row that counts somebody's burden, and the columns that price it.

    Args:
        columns: Gets the steps.
        rows: Gets the row.
        pairs: Columns of the pairs that count, shape (n,).
        amounts: What each counts, whole numbers, shape (n,).
        target: The share.

    Returns:
        The cost of counting nothing.
    """
    most = float(amounts.sum())
    low = float(min(max(floor(target.share) - _BELOW, 0), most))
    high = float(min(max(floor(target.share) + _ABOVE, 1), most))
    steps = np.arange(low, high)
    slopes = target.weight * (2 * (steps - target.share) + 1)
    below = target.cost(low) - target.cost(low - 1)
    above = target.cost(high + 1) - target.cost(high)
    cost = np.concatenate([[below], slopes, [above]])
    upper = np.concatenate([[low], np.ones(len(steps)), [most - high]])
    found = columns.add(cost, np.zeros(len(cost)), upper, whole=False)
    index = np.concatenate([pairs, found])
    value = np.concatenate([amounts, -np.ones(len(found))])
    rows.add(index, 0.0, 0.0, value)
    return target.cost(low) - below * low
