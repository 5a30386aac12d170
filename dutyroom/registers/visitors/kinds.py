"""The words of a visit that are codes in a row, and what a correction may change."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Final

from dutyroom.i18n import N_, _
from dutyroom.standard.clocks import minute


class VisitState(StrEnum):
    """How a visit stands."""

    INSIDE = "inside"
    LEFT = "left"
    REFUSED = "refused"
    VOID = "void"
    """It was entered by mistake."""

    @property
    def label(self) -> str:
        """The state in words."""
        return _(_STATES[self])


class VisitFilter(StrEnum):
    """Which visits are listed."""

    TODAY = "today"
    INSIDE = "inside"
    ALL = "all"


_STATES: Final[Mapping[VisitState, str]] = {
    VisitState.INSIDE: N_("still in"),
    VisitState.LEFT: N_("has gone"),
    VisitState.REFUSED: N_("not let in"),
    VisitState.VOID: N_("void"),
}

TIMES: Final = frozenset({"came_at", "left_at"})
"""The correctable fields that hold a time."""

FIELD_LABELS: Final[Mapping[str, str]] = {
    "name": N_("Visitor"),
    "from_unit": N_("Unit of the visitor"),
    "business": N_("Business"),
    "host": N_("Whom they see"),
    "came_at": N_("Came"),
    "left_at": N_("Went"),
    "refused_why": N_("Why not let in"),
}
"""What a correctable field is called; to be translated where it is shown."""


STATE: Final = "state"
"""The field of a change by which a visit became void; no correction names it."""


def field_label(field: str) -> str:
    """Return what a field that changed is called; one of a newer version as it is."""
    if field == STATE:
        return _("State")
    return _(FIELD_LABELS[field]) if field in FIELD_LABELS else field


def stored(field: str, text: str) -> str:
    """Return a value of a correction as it is read: times to the minute, nothing as a dash."""
    if field == STATE and text in set(VisitState):
        return VisitState(text).label
    if not text or field not in TIMES:
        return text or "-"
    try:
        return minute(datetime.fromisoformat(text))
    except ValueError:
        return text
