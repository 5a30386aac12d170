"""The address book as a spreadsheet that can be imported again without a difference."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from dutyroom.documents.table import Column
from dutyroom.i18n import _
from dutyroom.registers.contacts.book import LABELS, Contact, Kind

_WIDTHS = {"unit": 28.0, "name": 14.0, "note": 30.0, "parent": 24.0, "post": 18.0}


def columns() -> list[Column]:
    """Return the columns: every field that the book knows."""
    return [Column(name, _(label), _WIDTHS.get(name, 16.0)) for name, label in LABELS.items()]


def rows(contacts: Iterable[Contact]) -> Iterator[Sequence[str]]:
    """Yield a row for each contact: a unit has no name, a person has a unit."""
    for contact in contacts:
        values = as_values(contact)
        yield [values.get(name, "") for name in LABELS]


def as_values(contact: Contact) -> dict[str, str]:
    """Return what a row says of a contact, by field."""
    if contact.kind is Kind.PERSON:
        return {**contact.fields, "unit": contact.unit, "name": contact.name}
    return {**contact.fields, "unit": contact.name, "parent": contact.unit}
