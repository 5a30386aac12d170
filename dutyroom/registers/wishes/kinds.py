"""The words of a wish that are codes in a row, and how wishes are filtered."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from dutyroom.i18n import N_, _

SEPARATOR: Final = ","
"""What stands between the names of the shifts in a row."""


class WishState(StrEnum):
    """How a wish stands."""

    WAITING = "waiting"
    """No roster of its days is published yet."""
    MET = "met"
    UNMET = "unmet"
    WITHDRAWN = "withdrawn"
    OVER = "over"
    """Its days have passed, and nothing was published for them."""

    @property
    def label(self) -> str:
        """The state in words."""
        return _(_STATES[self])


class WishFilter(StrEnum):
    """Which wishes are listed."""

    MONTH = "month"
    STANDING = "standing"
    WITHDRAWN = "withdrawn"
    ALL = "all"


_STATES: Final[Mapping[WishState, str]] = {
    WishState.WAITING: N_("no roster"),
    WishState.MET: N_("met"),
    WishState.UNMET: N_("not met"),
    WishState.WITHDRAWN: N_("withdrawn"),
    WishState.OVER: N_("over"),
}


def wish_words(*, wanted: bool, strong: bool = False) -> str:
    """Return what is wished, in a few words.

    Args:
        wanted: Whether duty is wished for rather than to be avoided.
        strong: Whether it counts more than a usual wish.
    """
    if strong:
        return _("strongly for") if wanted else _("strongly against")
    return _("for duty") if wanted else _("against duty")
