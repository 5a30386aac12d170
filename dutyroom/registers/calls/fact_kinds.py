"""Kinds of facts of a call that others than its register look for."""

from __future__ import annotations

from typing import Final

ANSWERED: Final = "call.answered"
"""Kind of the fact that a call was answered."""

BEGUN: Final = "call.begun"
"""Kind of the fact that a call begins."""

NUMBERED: Final = "call.numbered"
"""Kind of the fact that says who calls."""

ENDED: Final = "call.ended"
"""Kind of the fact that a call is over."""

WENT_ON: Final = "call.went_on"
"""Kind of the fact that a call was not over."""
