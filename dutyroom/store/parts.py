"""Many values in parts: a statement of SQLite takes only so many."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, TypeVar

MOST: Final = 500
"""Values of one statement, and rows that are read at once."""

Value = TypeVar("Value")


def in_parts(values: Sequence[Value]) -> Iterator[Sequence[Value]]:
    """Yield values in their order, so many at once as fit into one statement."""
    for start in range(0, len(values), MOST):
        yield values[start : start + MOST]
