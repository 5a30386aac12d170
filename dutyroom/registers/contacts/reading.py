"""What the address book answers: one contact, a search, or everything."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, RowMapping, Select, and_, or_, select

from dutyroom.registers.contacts.book import FIELDS, Contact, Kind, Number
from dutyroom.registers.contacts.tables import CONTACT, CONTACT_NUMBER
from dutyroom.registers.contacts.values import tidy
from dutyroom.standard.numbers import backwards
from dutyroom.store.parts import in_parts
from dutyroom.store.session import Session

_UNIT: Final = CONTACT.alias("unit_of")
_DIGITS: Final = re.compile(r"[0-9 ()+-]+")
_LETTERS: Final = re.compile(r"[a-z]+")
_LONGEST_QUERY: Final = 100


def get(session: Session, contact: str) -> Contact | None:
    """Return a contact by its id, also a retired one; None where there is none."""
    found = _contacts(session, _base().where(CONTACT.c.id == contact))
    return found[0] if found else None


def everything(session: Session) -> list[Contact]:
    """Return every contact that is not retired: units by name, each followed by its people."""
    found = _contacts(session, _base().where(CONTACT.c.retired_at == ""))
    return sorted(found, key=_place_in_book)


def search(
    session: Session, query: str, *, limit: int = 50, retired: bool = False
) -> list[Contact]:
    """Find contacts as somebody types.

    Args:
        session: A transaction.
        query: The end or the beginning of a number; a part of a name, a post or a
            unit; or the initials of a name in pinyin. Several words must all fit.
        limit: Most contacts returned.
        retired: Also those that were taken out of the book, last.
    """
    typed = tidy(query[:_LONGEST_QUERY]).lower()  # a NUL would end the pattern unseen
    words = typed.split()
    if not words:
        return []
    chosen = _base() if retired else _base().where(CONTACT.c.retired_at == "")
    if _DIGITS.fullmatch(typed) and (digits := re.sub(r"[^0-9]", "", typed)):
        chosen = chosen.where(_has_number(digits))
    else:
        chosen = chosen.where(and_(*(_fits(word) for word in words)))
    chosen = chosen.order_by(
        CONTACT.c.retired_at != "", CONTACT.c.kind.desc(), CONTACT.c.name, CONTACT.c.id
    )
    return _contacts(session, chosen.limit(limit))


def by_ids(session: Session, ids: Iterable[str]) -> list[Contact]:
    """Return the contacts of some ids, in any order."""
    wanted = sorted(set(ids))
    return [
        contact
        for some in in_parts(wanted)
        for contact in _contacts(session, _base().where(CONTACT.c.id.in_(some)))
    ]


def _place_in_book(contact: Contact) -> tuple[str, bool, str, str]:
    """Return where a contact stands: the unit, then its people."""
    person = contact.kind is Kind.PERSON
    return (contact.unit if person else contact.name, person, contact.name, contact.id)


def _base() -> Select[Any]:
    """Select contacts with the name of their unit."""
    return select(CONTACT, _UNIT.c.name.label("unit")).outerjoin(
        _UNIT, CONTACT.c.unit_id == _UNIT.c.id
    )


def _has_number(digits: str) -> ColumnElement[bool]:
    """Tell that a contact has a number that ends or begins with some digits."""
    fits = or_(
        CONTACT_NUMBER.c.backwards.startswith(backwards(digits), autoescape=True),
        CONTACT_NUMBER.c.normalised.startswith(digits, autoescape=True),
        CONTACT_NUMBER.c.extension == digits,
    )
    return CONTACT.c.id.in_(select(CONTACT_NUMBER.c.contact_id).where(fits))


def _fits(word: str) -> ColumnElement[bool]:
    """Tell that a contact has a word in a name or post, or as initials."""
    columns = (CONTACT.c.name, CONTACT.c.short_name, CONTACT.c.post, _UNIT.c.name)
    fits = [column.icontains(word, autoescape=True) for column in columns]
    if _LETTERS.fullmatch(word):
        fits.append(CONTACT.c.initials.contains(word, autoescape=True))
    return or_(*fits)


def _contacts(session: Session, chosen: Select[Any]) -> list[Contact]:
    """Return the contacts of a selection, with their numbers."""
    rows = session.connection().execute(chosen).mappings().all()
    numbers = _numbers(session, [str(row["id"]) for row in rows])
    return [_contact(row, tuple(numbers.get(str(row["id"]), ()))) for row in rows]


def _numbers(session: Session, ids: list[str]) -> dict[str, list[Number]]:
    """Return the numbers of some contacts, by contact."""
    found: dict[str, list[Number]] = {}
    columns = CONTACT_NUMBER.c
    for some in in_parts(ids):
        chosen = (
            select(columns.contact_id, columns.label, columns.written, columns.normalised)
            .where(columns.contact_id.in_(some))
            .order_by(columns.id)
        )
        for contact, label, written, normalised in session.connection().execute(chosen):
            found.setdefault(contact, []).append(Number(label, written, normalised))
    return found


def _contact(row: RowMapping, numbers: tuple[Number, ...]) -> Contact:
    """Return the contact of a row."""
    return Contact(
        id=row["id"],
        kind=Kind(row["kind"]),
        name=row["name"],
        unit_id=row["unit_id"],
        unit=row["unit"] or "",
        fields={name: row[name] for name in FIELDS if name != "name" and row[name]},
        numbers=numbers,
        verified_on=_day(row["verified_on"]),
        retired=row["retired_at"] != "",
    )


def _day(text: str) -> date | None:
    """Return the day of an ISO date; None for anything else."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
