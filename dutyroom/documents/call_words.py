"""The words on paper and in spreadsheets for what the call log keeps as codes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from dutyroom.i18n import N_, _
from dutyroom.standard.numberless import NUMBERLESS

if TYPE_CHECKING:
    from dutyroom.registers.calls.reading import CallRow

WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "direction": {"in": N_("Incoming"), "out": N_("Outgoing")},
    "medium": {
        "line": N_("Duty line"),
        "second_phone": N_("Second telephone"),
        "fax": N_("Fax"),
        "message": N_("Message"),
        "in_person": N_("In person"),
    },
    "outcome": {
        "ringing": N_("Ringing"),
        "talking": N_("Talking"),
        "answered": N_("Answered"),
        "missed": N_("Missed"),
        "outgoing": N_("Outgoing"),
        "entered": N_("By hand"),
        "unknown": N_("Unknown"),
    },
    "known_by": {
        "hook": N_("the handset"),
        "record": N_("the box's record"),
        "sound": N_("sound on the line"),
        "officer": N_("the officer"),
        "device_lost": N_("a device was lost"),
        "nothing": N_("nothing"),
    },
    "owed": {"write_up": N_("To be written up"), "call_back": N_("To be called back")},
    "absent": NUMBERLESS,
    "record": {
        "to_write": N_("To write up"),
        "written": N_("Written up"),
        "needless": N_("Not needed"),
        "no_number": N_("No number"),
        "to_call": N_("To call back"),
        "called": N_("Called back"),
    },
}
"""Words by column and code."""


def words(column: str) -> dict[str, str]:
    """Return every word of a column by its code, in the language in force."""
    return {code: _(text) for code, text in WORDS[column].items()}


def word(column: str, code: str) -> str:
    """Return the word for a code, in the language in force; an unknown code as it is."""
    found = WORDS.get(column, {}).get(code)
    return _(found) if found is not None else code


_IN_ROW: Final = ("outcome", "absent", "medium", "owed", "record")
"""The columns whose words stand in a row of the log."""


def meant(said: str) -> list[tuple[str, str]]:
    """Return column and code of every word in a row that is exactly what was said."""
    wanted = said.casefold()
    return [
        (column, code)
        for column in _IN_ROW
        for code, text in words(column).items()
        if text.casefold() == wanted and (column, code) != ("medium", "line")
    ]


def unnumbered(call: CallRow) -> str:
    """Return what stands where a call has no number: why, or how else it came."""
    if call.absent:
        return word("absent", call.absent)
    if call.medium != "line":
        return word("medium", call.medium)
    dialling = call.direction == "out" and call.ended_at is None
    if dialling or call.outcome == "ringing":
        return _("number to come")
    if call.direction != "in":
        # Nobody sent one: it was dialled and not made out, or the call is known by its file alone.
        return _("unknown number")
    return word("absent", "not_sent")
