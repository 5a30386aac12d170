"""The words of a special admission that are codes in a row, and how admissions are filtered."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from dutyroom.i18n import N_, _
from dutyroom.standard.roster.eligibility import OVERRIDABLE, RefusalKind

SEPARATOR: Final = ","
"""What stands between the rules in a row."""

RULES: Final = tuple(kind for kind in RefusalKind if kind in OVERRIDABLE)
"""What somebody may be admitted in spite of, in a stable order."""


class AdmissionState(StrEnum):
    """How an admission stands."""

    STANDS = "stands"
    OVER = "over"
    """Its days have passed."""
    BACK = "back"
    """It was taken back."""

    @property
    def label(self) -> str:
        """The state in words."""
        return _(_STATES[self])


class AdmissionFilter(StrEnum):
    """Which admissions are listed."""

    STANDING = "standing"
    BACK = "back"
    ALL = "all"


_STATES: Final[Mapping[AdmissionState, str]] = {
    AdmissionState.STANDS: N_("admitted"),
    AdmissionState.OVER: N_("over"),
    AdmissionState.BACK: N_("taken back"),
}
