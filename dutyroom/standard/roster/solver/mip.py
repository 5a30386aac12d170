"""A mixed-integer programme in the arrays that HiGHS takes at once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float64]
Ints: TypeAlias = NDArray[np.int32]
Bools: TypeAlias = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Mip:
    """Minimise `cost` · x + `offset`, rows and columns within their bounds.

    Attributes:
        cost: Of each column, shape (columns,).
        lower: Least value of each column.
        upper: Greatest value of each column.
        whole: 1 where a column is a whole number, else 0.
        row_lower: Least value of each row, shape (rows,).
        row_upper: Greatest value of each row.
        starts: Where each row begins in `index`, shape (rows + 1,).
        index: Column of each entry.
        value: Factor of each entry.
        offset: Added to the cost.
    """

    cost: Floats
    lower: Floats
    upper: Floats
    whole: Ints
    row_lower: Floats
    row_upper: Floats
    starts: Ints
    index: Ints
    value: Floats
    offset: float = 0.0


@dataclass(slots=True)
class Columns:
    """Columns as they are added."""

    _cost: list[Floats] = field(default_factory=list)
    _lower: list[Floats] = field(default_factory=list)
    _upper: list[Floats] = field(default_factory=list)
    _whole: list[Ints] = field(default_factory=list)
    count: int = 0

    def add(self, cost: Floats, lower: Floats, upper: Floats, *, whole: bool) -> Ints:
        """Add columns and return their numbers, shape as given."""
        size = len(cost)
        self._cost.append(cost)
        self._lower.append(lower)
        self._upper.append(upper)
        self._whole.append(np.full(size, int(whole), dtype=np.int32))
        first = self.count
        self.count += size
        return np.arange(first, self.count, dtype=np.int32)

    def arrays(self) -> tuple[Floats, Floats, Floats, Ints]:
        """Return cost, lower, upper and wholeness of all columns."""
        return (
            np.concatenate(self._cost or [np.zeros(0)]),
            np.concatenate(self._lower or [np.zeros(0)]),
            np.concatenate(self._upper or [np.zeros(0)]),
            np.concatenate(self._whole or [np.zeros(0, dtype=np.int32)]),
        )


@dataclass(slots=True)
class Rows:
    """Rows as they are added."""

    _index: list[Ints] = field(default_factory=list)
    _value: list[Floats] = field(default_factory=list)
    _length: list[int] = field(default_factory=list)
    _lower: list[float] = field(default_factory=list)
    _upper: list[float] = field(default_factory=list)

    def add(self, index: Ints, lower: float, upper: float, value: Floats | None = None) -> None:
        """Add one row: `lower` <= Σ value · x[index] <= `upper`; without values all are 1."""
        self._index.append(index)
        self._value.append(np.ones(len(index)) if value is None else value)
        self._length.append(len(index))
        self._lower.append(lower)
        self._upper.append(upper)

    def programme(self, columns: Columns, offset: float = 0.0) -> Mip:
        """Return these rows over columns as one programme."""
        starts = np.zeros(len(self._length) + 1, dtype=np.int32)
        np.cumsum(self._length, out=starts[1:])
        return Mip(
            *columns.arrays(),
            np.array(self._lower, dtype=np.float64),
            np.array(self._upper, dtype=np.float64),
            starts,
            np.concatenate(self._index or [np.zeros(0, dtype=np.int32)]),
            np.concatenate(self._value or [np.zeros(0)]),
            offset,
        )
