"""The words for what the registers keep as codes."""

from __future__ import annotations

from typing import Final

from dutyroom.i18n import N_, _

_OUTCOMES: Final = {
    "ringing": N_("Ringing"),
    "talking": N_("Talking"),
    "answered": N_("Answered"),
    "missed": N_("Missed"),
    "outgoing": N_("Outgoing"),
    "entered": N_("By hand"),
    "unknown": N_("Unknown"),
}
_ABSENT: Final = {
    "withheld": N_("Number withheld"),
    "unavailable": N_("Number unavailable"),
    "technical": N_("Number not shown for technical reasons"),
    "bad_checksum": N_("Number unreadable"),
    "offline": N_("Number unknown: box was off"),
    "not_sent": N_("No number sent"),
}
_MEDIA: Final = {
    "line": N_("Duty line"),
    "second_phone": N_("Second telephone"),
    "fax": N_("Fax"),
    "message": N_("Message"),
    "in_person": N_("In person"),
}
_KNOWN_BY: Final = {
    "hook": N_("the handset"),
    "record": N_("the box's record"),
    "sound": N_("sound on the line"),
    "officer": N_("the officer"),
    "device_lost": N_("a device was lost"),
    "nothing": N_("nothing"),
}


def outcome_word(code: str) -> str:
    """Return what became of a call."""
    return _(_OUTCOMES.get(code, "Unknown"))


def outcome_width() -> tuple[str, ...]:
    """Return every word for an outcome, to size a column by."""
    return tuple(_(word) for word in _OUTCOMES.values())


def absent_word(code: str | None) -> str:
    """Return why a call has no number."""
    return _(_ABSENT.get(code or "", "No number sent"))


def medium_word(code: str) -> str:
    """Return how a matter reached the desk."""
    return _(_MEDIA.get(code, "Duty line"))


def media() -> list[tuple[str, str]]:
    """Return word and code of everything that is entered by hand."""
    return [(_(word), code) for code, word in _MEDIA.items() if code != "line"]


def known_by_word(code: str) -> str:
    """Return how it is known what became of a call."""
    return _(_KNOWN_BY.get(code, "nothing"))
