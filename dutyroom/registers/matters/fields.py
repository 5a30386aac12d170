"""What a matter holds when it is opened, field by field: the form, its rules and its exports."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from dutyroom.i18n import N_
from dutyroom.registers.matters.kinds import MatterKind, Source, Urgency
from dutyroom.registers.values import choice

LINE: Final = 200
"""Most characters of a text of one line."""

PAGE: Final = 20_000
"""Most characters of a text of many lines."""


@dataclass(frozen=True, slots=True)
class Officer:
    """Somebody who answers for a matter.

    Attributes:
        name: The name; foreign text.
        id: Their id in the register of people; empty: a desk without accounts, or
            somebody outside the register.
    """

    name: str
    id: str = ""

    def same(self, other: Officer) -> bool:
        """Tell whether two are the same: by their ids where both have one, else by name."""
        if self.id and other.id:
            return self.id == other.id
        return bool(self.name.strip()) and self.name.strip() == other.name.strip()


@dataclass(frozen=True, slots=True)
class MatterField:
    """One field of a matter.

    Attributes:
        name: Its name in facts, tables and exports.
        label: What the form calls it; translate with `_` where it is shown.
        required: Whether no matter is opened without it.
        max_length: Most characters that may be typed.
        lines: How many lines of the form it takes.
    """

    name: str
    label: str
    required: bool = False
    max_length: int = LINE
    lines: int = 1


TEXT_FIELDS: Final[tuple[MatterField, ...]] = (
    MatterField("content", N_("Content"), required=True, max_length=PAGE, lines=3),
    MatterField("contact_unit", N_("Unit concerned")),
    MatterField("contact_name", N_("Contact")),
    MatterField("contact_phone", N_("Contact's phone")),
    MatterField("proposal", N_("Proposed handling"), max_length=PAGE, lines=2),
    MatterField("risk", N_("Risk (if, then)"), max_length=PAGE, lines=2),
    MatterField("reference", N_("Document and number")),
    MatterField("assigned_by", N_("Assigned by")),
)
"""The free texts, in the order of the form."""

TEXTS: Final = tuple(field.name for field in TEXT_FIELDS)
"""The names of the free texts."""

CODED: Final = {"source": Source, "kind": MatterKind, "urgency": Urgency}
"""The fields that hold one of a few words."""

TIMES: Final = ("due_at", "feedback_due_at")
"""The fields that hold a time, in facts and corrections as ISO 8601."""

CORRECTABLE: Final = frozenset({*TEXTS, *CODED, *TIMES})
"""What a correction may change: never who received it first (article 14), nor who handles it."""


def label(name: str) -> str:
    """Return what a form calls a field, to be translated; an unknown one keeps its name."""
    found = {**{field.name: field.label for field in TEXT_FIELDS}, **_OTHERS}
    return found.get(name, name)


def coded(name: str, value: str) -> str:
    """Return a word of a field that knows a few only; empty where it is another."""
    return choice(CODED[name], value) or ""


_OTHERS: Final[Mapping[str, str]] = {
    "source": N_("Source"),
    "kind": N_("Kind"),
    "urgency": N_("Urgency"),
    "due_at": N_("Due"),
    "feedback_due_at": N_("Feedback due"),
}
