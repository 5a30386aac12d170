"""The few words in which a matter is classed."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from dutyroom.i18n import N_


class Source(StrEnum):
    """How a matter reached the desk."""

    CALL = "call"
    DOCUMENT = "document"
    FAX = "fax"
    MESSAGE = "message"
    VISIT = "visit"
    BY_HAND = "by_hand"
    ASSIGNED = "assigned"


SOURCES: Final[Mapping[str, str]] = {
    Source.CALL: N_("Call"),
    Source.DOCUMENT: N_("Official document"),
    Source.FAX: N_("Fax"),
    Source.MESSAGE: N_("Text message"),
    Source.VISIT: N_("Visit"),
    Source.BY_HAND: N_("Noted by hand"),
    Source.ASSIGNED: N_("Assigned"),
}
"""The words for it, by its code."""


class MatterKind(StrEnum):
    """What a matter is about."""

    NOTICE = "notice"
    WARNING = "warning"
    INCIDENT = "incident"
    HELP = "help"
    COMPLAINT = "complaint"
    CHECK = "check"
    GUIDANCE = "guidance"
    """Given to a lower unit about its duty work (article 4)."""
    OTHER = "other"


class Urgency(StrEnum):
    """How pressing a matter is."""

    ORDINARY = "ordinary"
    URGENT = "urgent"
    VERY_URGENT = "very_urgent"


class Channel(StrEnum):
    """By which way somebody was told, or told the desk."""

    PHONE = "phone"
    IN_PERSON = "in_person"
    FAX = "fax"
    DOCUMENT = "document"
    MESSAGE = "message"
    OTHER = "other"


class LinkKind(StrEnum):
    """What a matter is linked to."""

    CALL = "call"
    RECORDING = "recording"
    INCIDENT = "incident"
    MATTER = "matter"


class TransferState(StrEnum):
    """How a transfer stands; only an accepted one has moved the handler."""

    PENDING = "pending"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class Step(StrEnum):
    """What one line of a matter's thread is about."""

    OPENED = "opened"
    NOTED = "noted"
    INSTRUCTED = "instructed"
    CONVEYED = "conveyed"
    RECEIPTED = "receipted"
    SETTLED = "settled"
    LEFT = "left"
    """An instruction has no outcome, and the matter was closed all the same."""
    TRANSFER_ASKED = "transfer_asked"
    TRANSFER_ACCEPTED = "transfer_accepted"
    TRANSFER_DECLINED = "transfer_declined"
    TRANSFER_WITHDRAWN = "transfer_withdrawn"
    TRANSFER_ENDED = "transfer_ended"
    HANDED_OVER = "handed_over"
    KEPT = "kept"
    """Declined at a handover."""
    LINKED = "linked"
    ATTACHED = "attached"
    CORRECTED = "corrected"
    CLOSED = "closed"
    REOPENED = "reopened"
