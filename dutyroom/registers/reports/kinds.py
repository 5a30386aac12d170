"""The words of a daily report that are codes in a row, and how reports are filtered."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from dutyroom.i18n import N_, _

SEPARATOR: Final = ","
"""What stands between the ids of events in a row."""


class ReportState(StrEnum):
    """How the report of a day stands."""

    MISSING = "missing"
    """The day owes one, and nobody has begun it."""
    WRITTEN = "written"
    SIGNED = "signed"
    APPROVED = "approved"
    SENT = "sent"
    VOID = "void"
    """It was entered by mistake, or corrected by another one."""

    @property
    def label(self) -> str:
        """The state in words."""
        return _(_STATES[self])


class ReportFilter(StrEnum):
    """Which days and reports are listed."""

    OPEN = "open"
    """What is not sent yet."""
    ALL = "all"


_STATES: Final[Mapping[ReportState, str]] = {
    ReportState.MISSING: N_("to write"),
    ReportState.WRITTEN: N_("to sign"),
    ReportState.SIGNED: N_("to approve"),
    ReportState.APPROVED: N_("to send"),
    ReportState.SENT: N_("sent"),
    ReportState.VOID: N_("void"),
}
