"""The filters of the matters in one line, with how many each holds where that is counted."""

from __future__ import annotations

from typing import ClassVar

from dutyroom.commands.matters import FILTERING
from dutyroom.widgets.filters import Filters


class MatterFilters(Filters):
    """Six filters; what is overdue stands out."""

    FILTERS: ClassVar = ("mine", "open", "due", "overdue", "waiting", "all")
    COMMANDS: ClassVar = FILTERING
    COUNTED: ClassVar = {"overdue": "bold $error"}

    def __init__(self) -> None:
        """Begin with all that is open."""
        super().__init__("open")
