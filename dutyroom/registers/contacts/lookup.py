"""Names for a page of calls, and numbers for a word of the search: a few queries for all."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from sqlalchemy import select

from dutyroom.registers.contacts import reading
from dutyroom.registers.contacts.book import Contact
from dutyroom.registers.contacts.tables import CONTACT_NUMBER
from dutyroom.registers.contacts.who import LOCAL, answering, comparable
from dutyroom.store.parts import in_parts
from dutyroom.store.session import Session


def behind(session: Session, numbers: Collection[str], area_code: str = "") -> dict[str, Contact]:
    """Return the contacts behind many numbers at once, by number as given.

    Whole numbers and extensions count, as in `who`; what `who` only guesses by the
    end of a number is left out, because a list has no room for a doubt.

    Args:
        session: A transaction.
        numbers: Numbers in any form.
        area_code: The area code of the unit.
    """
    forms = {number: comparable(number, area_code) for number in numbers}
    wanted = {form for some in forms.values() for form in some}
    owners = _owners(session, wanted)
    ids = {owner for some in owners.values() for owner in some}
    contacts = {contact.id: contact for contact in reading.by_ids(session, ids)}
    units = {c.unit_id for c in contacts.values() if c.unit_id} - contacts.keys()
    units_by_id = contacts | {unit.id: unit for unit in reading.by_ids(session, units)}
    found: dict[str, Contact] = {}
    for number, some in forms.items():
        having = {owner for form in some for owner in owners.get(form, ())}
        one = answering([contacts[owner] for owner in having if owner in contacts], units_by_id.get)
        if one is not None:
            found[number] = one
    return found


def numbers_of(session: Session, word: str, *, limit: int = 50) -> set[str]:
    """Return the normalised numbers of the contacts that a word finds.

    Args:
        session: A transaction.
        word: A part of a name, a post or a unit, or initials.
        limit: Most contacts looked at.
    """
    found = reading.search(session, word, limit=limit)
    return {one.normalised for contact in found for one in contact.numbers if one.normalised}


def _owners(session: Session, forms: Iterable[str]) -> dict[str, set[str]]:
    """Return who has each number or, where it is short, each extension."""
    owners: dict[str, set[str]] = {}
    columns = CONTACT_NUMBER.c
    wanted = sorted(forms)
    short = [form for form in wanted if len(form) < LOCAL]
    for column, some in ((columns.normalised, wanted), (columns.extension, short)):
        for part in in_parts(some):
            chosen = select(column, columns.contact_id).where(column.in_(part))
            for form, owner in session.connection().execute(chosen):
                owners.setdefault(str(form), set()).add(str(owner))
    return owners
