"""The duty room itself: what is a standing defect (article 11)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from dutyroom.i18n import N_, _

LEAST_AREA: Final = 30.0
"""Square metres of a district's duty room: article 11. Other units lay down their own [C]."""

VERIFIED_FOR: Final = timedelta(days=365)


class Shared(StrEnum):
    """With whom the room is shared."""

    NOBODY = "nobody"
    GUARDS = "guards"
    DRIVERS = "drivers"
    OTHERS = "others"

    @property
    def label(self) -> str:
        """With whom, in words."""
        return _(_SHARED[self])


class Defect(StrEnum):
    """What is not as it should be, and stands until the room is another."""

    SMALL = "small"
    SHARED = "shared"
    UNVERIFIED = "unverified"

    @property
    def label(self) -> str:
        """What, in words."""
        return _(_DEFECTS[self])


_SHARED: Final = {
    Shared.NOBODY: N_("nobody"),
    Shared.GUARDS: N_("the guards"),
    Shared.DRIVERS: N_("the drivers"),
    Shared.OTHERS: N_("others"),
}
_DEFECTS: Final = {
    Defect.SMALL: N_("the room is smaller than it has to be"),
    Defect.SHARED: N_("the room is shared with guards or drivers"),
    Defect.UNVERIFIED: N_("the room was not verified within a year"),
}


@dataclass(frozen=True, slots=True)
class Room:
    """The room as it was verified.

    Attributes:
        area: Square metres.
        shared: With whom it is shared; None: this version does not know the word.
        verified: The day.
    """

    area: float
    shared: Shared | None
    verified: date


def least_area(profile: str, chosen: float) -> float:
    """Return how large the room has to be, in square metres; 0: nothing is laid down.

    Args:
        profile: The unit's profile.
        chosen: What the unit has laid down [C]; a district never less than article 11 says.
    """
    return max(chosen, LEAST_AREA) if profile == "district" else chosen


def defects(room: Room | None, least: float, today: date) -> frozenset[Defect]:
    """Return what is wrong with the room; one that nobody has verified is only that."""
    if room is None:
        return frozenset({Defect.UNVERIFIED})
    found = set()
    if room.area < least:
        found.add(Defect.SMALL)
    if room.shared in {Shared.GUARDS, Shared.DRIVERS}:
        found.add(Defect.SHARED)
    if today - room.verified >= VERIFIED_FOR:
        found.add(Defect.UNVERIFIED)
    return frozenset(found)
