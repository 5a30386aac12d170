"""What the address book holds, as plain values.

A contact is a unit or a person of a unit. Its fields are texts by name, so that
a fact, a form and a column of a spreadsheet all speak of the same thing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final

from dutyroom.i18n import N_


class Kind(StrEnum):
    """What a contact is."""

    UNIT = "unit"
    PERSON = "person"


NUMBER_FIELDS: Final = ("duty", "office", "mobile", "fax", "home", "other")
"""Fields that hold telephone numbers, in the order they are dialled in at night."""

TEXT_FIELDS: Final = (
    "name",
    "short_name",
    "level",
    "post",
    "reading",
    "source",
    "verified_on",
    "note",
)
"""The other fields. `reading` is the pinyin where the usual one is wrong."""

FIELDS: Final = (*TEXT_FIELDS, *NUMBER_FIELDS)
"""Every field of a contact, unit and parent aside: those are other contacts."""

LABELS: Final[Mapping[str, str]] = {
    "unit": N_("Unit"),
    "short_name": N_("Short name"),
    "level": N_("Level"),
    "parent": N_("Parent unit"),
    "name": N_("Name"),
    "post": N_("Post"),
    "duty": N_("Duty phone"),
    "office": N_("Office phone"),
    "mobile": N_("Mobile"),
    "fax": N_("Fax"),
    "home": N_("Home phone"),
    "other": N_("Other phone"),
    "reading": N_("Pinyin"),
    "source": N_("Source"),
    "verified_on": N_("Last verified"),
    "note": N_("Note"),
}
"""The label of every field, to be translated where it is shown; columns in this order."""

LONGEST: Final = 500
"""Most characters of a field."""

SEPARATOR: Final = "、"
"""What stands between the numbers of one field."""


@dataclass(frozen=True, slots=True)
class Number:
    """One number of a contact.

    Attributes:
        label: One of `NUMBER_FIELDS`.
        written: As it was written.
        normalised: The form in which it is compared.
    """

    label: str
    written: str
    normalised: str


@dataclass(frozen=True, slots=True)
class Contact:
    """A unit or a person as the book shows it.

    Attributes:
        id: Id of the contact.
        kind: Unit or person.
        name: Full name.
        unit_id: Id of a person's unit, or of a unit's parent; empty: none.
        unit: Name of that unit.
        fields: The other fields that are not empty, by name; numbers as written.
        numbers: Every number.
        verified_on: The day it was last verified (article 12(3)).
        shared: The number asked for belongs to others, too.
        sure: The number asked for is this contact's as a whole, not only by its end.
        retired: It was taken out of the book.
    """

    id: str
    kind: Kind
    name: str
    unit_id: str = ""
    unit: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    numbers: tuple[Number, ...] = ()
    verified_on: date | None = None
    shared: bool = False
    sure: bool = True
    retired: bool = False

    @property
    def post(self) -> str:
        """The post of a person."""
        return self.fields.get("post", "")

    def label(self) -> str:
        """Return the contact in one line: unit, name and post."""
        return " ".join(
            part
            for part in (self.unit if self.kind is Kind.PERSON else "", self.name, self.post)
            if part
        )
