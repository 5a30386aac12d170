"""The words of a leave that are codes in a fact, and where somebody is at a time."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from dutyroom.i18n import N_, _


class LeaveKind(StrEnum):
    """Why somebody is away."""

    LEAVE = "leave"
    TRIP = "trip"
    TRAINING = "training"
    SICK = "sick"
    COMPENSATORY = "compensatory"

    @property
    def label(self) -> str:
        """The kind in words."""
        return _(_KINDS[self])


class LeaveState(StrEnum):
    """How far a leave has come, whatever the clock says."""

    APPLIED = "applied"
    APPROVED = "approved"
    REFUSED = "refused"
    LEFT = "left"
    RETURNED = "returned"
    CANCELLED = "cancelled"


class LeaveFilter(StrEnum):
    """Which leaves are listed."""

    AWAY = "away"
    OPEN = "open"
    ALL = "all"


class Whereabouts(StrEnum):
    """What a leave means at a moment; in the order of the board."""

    OVERDUE = "overdue"
    UNAPPROVED = "unapproved"
    AWAY = "away"
    WAITING = "waiting"
    COMING = "coming"
    BACK = "back"
    REFUSED = "refused"
    CANCELLED = "cancelled"

    @property
    def label(self) -> str:
        """The whereabouts in words."""
        return _(_WHEREABOUTS[self])

    @property
    def settled(self) -> bool:
        """Whether nothing more is to be done about it."""
        return self in {Whereabouts.BACK, Whereabouts.REFUSED, Whereabouts.CANCELLED}


_KINDS: Final[Mapping[LeaveKind, str]] = {
    LeaveKind.LEAVE: N_("personal leave"),
    LeaveKind.TRIP: N_("official trip"),
    LeaveKind.TRAINING: N_("training"),
    LeaveKind.SICK: N_("sick leave"),
    LeaveKind.COMPENSATORY: N_("compensatory leave"),
}
_WHEREABOUTS: Final[Mapping[Whereabouts, str]] = {
    Whereabouts.OVERDUE: N_("overdue"),
    Whereabouts.UNAPPROVED: N_("not approved"),
    Whereabouts.AWAY: N_("away"),
    Whereabouts.WAITING: N_("to be decided"),
    Whereabouts.COMING: N_("coming"),
    Whereabouts.BACK: N_("back"),
    Whereabouts.REFUSED: N_("refused"),
    Whereabouts.CANCELLED: N_("cancelled"),
}

CORRECTABLE: Final = ("start", "end", "place", "reason", "deputy_name", "deputy_phone")
"""Fields of a leave that a correction may change; what was there stays readable."""

FIELD_LABELS: Final[Mapping[str, str]] = {
    "start": N_("From"),
    "end": N_("Until"),
    "place": N_("Where"),
    "reason": N_("Reason"),
    "deputy_name": N_("Acting deputy"),
    "deputy_phone": N_("Phone of the deputy"),
}
"""What a correctable field is called; to be translated where it is shown."""
