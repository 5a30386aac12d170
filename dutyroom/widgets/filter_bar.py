"""The filters of the call log in one line, with what is still open in each."""

from __future__ import annotations

from typing import ClassVar

from dutyroom.commands.calls import SHOWING
from dutyroom.widgets.filters import Filters


class FilterBar(Filters):
    """Five filters; what is open stands out."""

    FILTERS: ClassVar = ("shift", "today", "pending", "missed", "all")
    COMMANDS: ClassVar = SHOWING
    COUNTED: ClassVar = dict.fromkeys(FILTERS, "$warning")

    def __init__(self) -> None:
        """Begin with the calls of the shift."""
        super().__init__("shift")
