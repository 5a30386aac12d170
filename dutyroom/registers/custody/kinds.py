"""The words of a document's custody that are codes in a row, and what a correction may change."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from dutyroom.i18n import N_, _
from dutyroom.registers.values import choice
from dutyroom.standard.secrecy import Level


class CustodyState(StrEnum):
    """Where a document is."""

    KEPT = "kept"
    OUT = "out"
    SENT = "sent"
    DESTROYED = "destroyed"
    VOID = "void"
    """It was entered by mistake."""

    @property
    def label(self) -> str:
        """The state in words."""
        return _(_STATES[self])


class CustodyFilter(StrEnum):
    """Which documents are listed."""

    HELD = "held"
    OUT = "out"
    ALL = "all"


class CustodyStep(StrEnum):
    """What happens to a document, in the order in which steps of one revision are read."""

    RECEIVED = "received"
    LENT = "lent"
    RETURNED = "returned"
    ENTRUSTED = "entrusted"
    SENT = "sent"
    DESTROYED = "destroyed"
    CORRECTED = "corrected"

    @property
    def label(self) -> str:
        """The step in words."""
        return _(_STEPS[self])


HELD: Final = (CustodyState.KEPT, CustodyState.OUT)
"""The unit answers for it."""

_STATES: Final[Mapping[CustodyState, str]] = {
    CustodyState.KEPT: N_("kept"),
    CustodyState.OUT: N_("lent"),
    CustodyState.SENT: N_("sent on"),
    CustodyState.DESTROYED: N_("destroyed"),
    CustodyState.VOID: N_("void"),
}
_STEPS: Final[Mapping[CustodyStep, str]] = {
    CustodyStep.RECEIVED: N_("Taken in"),
    CustodyStep.LENT: N_("Lent to"),
    CustodyStep.RETURNED: N_("Given back by"),
    CustodyStep.ENTRUSTED: N_("Entrusted to"),
    CustodyStep.SENT: N_("Sent on to"),
    CustodyStep.DESTROYED: N_("Destroyed, approved by"),
    CustodyStep.CORRECTED: N_("Corrected"),
}

FIELD_LABELS: Final[Mapping[str, str]] = {
    "number": N_("Document no."),
    "copies": N_("Number of copies"),
    "level": N_("Level marking"),
    "received_from": N_("Taken in from"),
    "custodian": N_("Custodian"),
    "state": N_("Where it is"),
}
"""What a correctable field is called; to be translated where it is shown."""


def stored(field: str, text: str) -> str:
    """Return a value of a correction as it is read: codes as words, nothing as a dash."""
    kind = {"level": Level, "state": CustodyState}.get(field)
    known = choice(kind, text) if kind is not None else None
    return known.label if known is not None else text or "-"  # type: ignore[attr-defined] # both have one
