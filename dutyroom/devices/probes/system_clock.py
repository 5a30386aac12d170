"""What the system itself says of its clock."""

from __future__ import annotations

import ctypes
import sys
from typing import Final

_TIME_ERROR: Final = 5
"""What adjtimex(2) returns for a clock that nothing keeps right."""

_TIMEX_BYTES: Final = 512
"""More than the kernel's structure holds on any machine; all zero, it only asks."""


def synchronised() -> bool | None:
    """Say whether the kernel takes its clock as kept right by NTP; None where it cannot be told."""
    if sys.platform != "linux":
        return None
    try:
        library = ctypes.CDLL(None)
        state = library.adjtimex(ctypes.create_string_buffer(_TIMEX_BYTES))
    except (OSError, AttributeError):
        return None
    return None if state < 0 else state != _TIME_ERROR
