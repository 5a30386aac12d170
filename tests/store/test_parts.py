"""Many values in parts: all of them, in their order, and never too many at once."""

from __future__ import annotations

import pytest

from dutyroom.store.parts import MOST, in_parts


@pytest.mark.parametrize("count", [0, 1, MOST, MOST + 1, 3 * MOST])
def test_every_value_comes_once_and_in_order(count: int) -> None:
    values = list(range(count))
    parts = list(in_parts(values))
    assert [value for part in parts for value in part] == values
    assert all(0 < len(part) <= MOST for part in parts)
    assert len(parts) == -(-count // MOST)
