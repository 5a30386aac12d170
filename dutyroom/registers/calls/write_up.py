"""What the officer writes up of a call: the fields of the call record.

As practice expects of a 电话记录 (OBLIGATIONS, "Call record"): time, caller,
content, the leader's instruction, handling; for urgent calls the elements that
article 16 asks for. The recorder's signature is the actor of the fact.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from dutyroom.i18n import N_

LINE: Final = 200
"""Most characters of a field of one line."""

PAGE: Final = 20_000
"""Most characters of a field of many lines."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of the form.

    Attributes:
        name: Its name in facts, tables and exports.
        label: What the form calls it; translate with `_` where it is shown.
        required: Whether the form cannot be signed without it.
        urgent: Whether only urgent calls have it.
        max_length: Most characters that may be typed.
        lines: How many lines of the form it takes; 1 is a single line.
    """

    name: str
    label: str
    required: bool = False
    urgent: bool = False
    max_length: int = LINE
    lines: int = 1


FIELDS: Final[tuple[Field, ...]] = (
    Field("called_at", N_("Time of call"), required=True),
    Field("caller_unit", N_("Caller's unit")),
    Field("caller_name", N_("Caller's name")),
    Field("caller_post", N_("Caller's post")),
    Field("caller_number", N_("Caller's number")),
    Field("content", N_("Content"), required=True, max_length=PAGE, lines=5),
    Field("instruction", N_("Leader's instruction"), max_length=PAGE, lines=2),
    Field("handling", N_("Handling"), max_length=PAGE, lines=2),
    Field("where_when", N_("What happened, where and when"), urgent=True, max_length=PAGE, lines=2),
    Field("cause", N_("Cause"), urgent=True, max_length=PAGE, lines=2),
    Field("course", N_("Course of events"), urgent=True, max_length=PAGE, lines=2),
    Field("measures", N_("Measures taken"), urgent=True, max_length=PAGE, lines=2),
    Field("result", N_("Result"), urgent=True, max_length=PAGE, lines=2),
    Field("impact", N_("Impact"), urgent=True, max_length=PAGE, lines=2),
    Field("trend", N_("Trend"), urgent=True, max_length=PAGE, lines=2),
    Field("told", N_("Who has been told, and when"), urgent=True, max_length=PAGE, lines=2),
)
"""In the order of the form."""

OUTGOING: Final[Mapping[str, str]] = {
    "called_at": N_("Time of the outgoing call"),
    "caller_unit": N_("Called unit"),
    "caller_name": N_("Called person"),
    "caller_post": N_("Post"),
    "caller_number": N_("Called number"),
}
"""What fields are called where the unit made the call itself."""

NAMES: Final = tuple(field.name for field in FIELDS)
"""The names of the fields, in the order of the form."""
