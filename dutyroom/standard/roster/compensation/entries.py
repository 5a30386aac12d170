"""The lines of the ledger; none is ever changed, a wrong one is reversed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from dutyroom.i18n import N_, _


class EntryKind(StrEnum):
    """What a line says."""

    CREDIT = "credit"
    ADVANCE = "advance"
    APPLY = "apply"
    APPROVE = "approve"
    REJECT = "reject"
    TAKE = "take"
    EXPIRE = "expire"
    REVERSAL = "reversal"

    @property
    def label(self) -> str:
        """The kind in words."""
        return _(_KINDS[self])


_KINDS: Final = {
    EntryKind.CREDIT: N_("earned"),
    EntryKind.ADVANCE: N_("advance granted"),
    EntryKind.APPLY: N_("applied for"),
    EntryKind.APPROVE: N_("approved"),
    EntryKind.REJECT: N_("rejected"),
    EntryKind.TAKE: N_("leave taken"),
    EntryKind.EXPIRE: N_("expired"),
    EntryKind.REVERSAL: N_("reversed"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of somebody's ledger.

    Attributes:
        id: Unique in the ledger.
        kind: What it says.
        on: The day it is about, in Beijing time.
        minutes: How much; above 0 in `CREDIT`, `ADVANCE`, `APPLY` and `EXPIRE`, else 0.
        ref: Id of the line it is about: the application of an approval, the credit that
            expires, the line that is reversed.
        expires_on: Of a credit: last day on which it can be taken.
        source: Shift and rule pack of a credit; else what there is to show.
        by: Who decided or entered it.
        reason: Of an advance or a reversal: why; never empty there.
    """

    id: str
    kind: EntryKind
    on: date
    minutes: int = 0
    ref: str = ""
    expires_on: date | None = None
    source: str = ""
    by: str = ""
    reason: str = ""


class LedgerRefused(ValueError):  # noqa: N818 - it names what has happened
    """A line that cannot be added; the message says why, in the user's words."""
