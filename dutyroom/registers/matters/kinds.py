"""The few words in which a matter is classed."""

from __future__ import annotations

from enum import StrEnum


class Source(StrEnum):
    """How a matter reached the desk."""

    CALL = "call"
    DOCUMENT = "document"
    FAX = "fax"
    MESSAGE = "message"
    VISIT = "visit"
    BY_HAND = "by_hand"
    ASSIGNED = "assigned"


class MatterKind(StrEnum):
    """What a matter is about."""

    NOTICE = "notice"
    WARNING = "warning"
    INCIDENT = "incident"
    HELP = "help"
    COMPLAINT = "complaint"
    CHECK = "check"
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
