"""How hard the tests look: the quick suite tries fewer examples, the long one all of them.

`make test-slow` sets `DUTYROOM_TESTS=thorough` and runs every test of properties once more.
"""

from __future__ import annotations

import os
from typing import Final

THOROUGH: Final = os.environ.get("DUTYROOM_TESTS") == "thorough"
"""Whether every example is tried."""

_LEAST: Final = 5
"""Examples that are tried however quick the suite is to be."""


def examples(number: int) -> int:
    """Return how many of a property's examples are tried now: all, or a quarter of them."""
    return number if THOROUGH else min(number, max(_LEAST, number // 4))
