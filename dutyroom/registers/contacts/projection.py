"""From the facts of the address book to its rows."""

from __future__ import annotations

from datetime import UTC
from typing import Final

from sqlalchemy import delete, insert, select, update
from sqlmodel import Session

from dutyroom.registers import values
from dutyroom.registers.contacts import facts, phones
from dutyroom.registers.contacts.book import FIELDS, NUMBER_FIELDS, Kind
from dutyroom.registers.contacts.tables import CONTACT, CONTACT_NUMBER
from dutyroom.standard.numbers import backwards
from dutyroom.store.entry import Entry
from dutyroom.store.facts import Fact

_EMPTY: Final = dict.fromkeys((*FIELDS, facts.INITIALS, "unit_id", "retired_at"), "")


def project(session: Session, entry: Entry) -> None:
    """Bring the rows of one fact up to date.

    Args:
        session: A transaction of `Store.write`.
        entry: The fact as journalled; facts of other registers are passed over.
    """
    fact = entry.fact
    if fact.kind == facts.ADDED:
        _add(session, fact)
    elif fact.kind == facts.CHANGED:
        _change(session, fact)
    elif fact.kind == facts.RETIRED:
        _retire(session, fact)


def _add(session: Session, fact: Fact) -> None:
    """Write the row of a new contact; one that is there already only takes the values."""
    connection = session.connection()
    there = select(CONTACT.c.id).where(CONTACT.c.id == fact.subject)
    if connection.execute(there).first():
        _change(session, fact)
        return
    kind = values.choice(Kind, values.words(fact, "kind")) or Kind.UNIT
    connection.execute(
        insert(CONTACT).values({**_EMPTY, **_columns(fact), "id": fact.subject, "kind": kind.value})
    )
    _write_numbers(session, fact)


def _change(session: Session, fact: Fact) -> None:
    """Write the fields that a fact changes."""
    if columns := _columns(fact):
        changed = update(CONTACT).where(CONTACT.c.id == fact.subject).values(columns)
        session.connection().execute(changed)
    _write_numbers(session, fact)


def _retire(session: Session, fact: Fact) -> None:
    """Take the numbers of a contact away; its row stays."""
    when = fact.occurred_at.astimezone(UTC).isoformat()
    connection = session.connection()
    connection.execute(update(CONTACT).where(CONTACT.c.id == fact.subject).values(retired_at=when))
    connection.execute(delete(CONTACT_NUMBER).where(CONTACT_NUMBER.c.contact_id == fact.subject))


def _columns(fact: Fact) -> dict[str, str]:
    """Return the columns that a fact fills."""
    columns = {name: fact.texts[name] for name in (*FIELDS, facts.INITIALS) if name in fact.texts}
    if "unit" in fact.body:
        columns["unit_id"] = values.words(fact, "unit")
    return columns


def _write_numbers(session: Session, fact: Fact) -> None:
    """Write the numbers of some fields anew, unless the contact is retired or unknown."""
    labels = [label for label in NUMBER_FIELDS if label in fact.texts]
    connection = session.connection()
    known = select(CONTACT.c.retired_at).where(CONTACT.c.id == fact.subject)
    if not labels or connection.execute(known).scalar() != "":
        return
    columns = CONTACT_NUMBER.c
    same = (columns.contact_id == fact.subject, columns.label.in_(labels))
    connection.execute(delete(CONTACT_NUMBER).where(*same))
    rows = [row for label in labels for row in _numbers(fact, label)]
    if rows:
        connection.execute(insert(CONTACT_NUMBER), rows)


def _numbers(fact: Fact, label: str) -> list[dict[str, str]]:
    """Return the rows of the numbers of one field."""
    area_code = values.words(fact, "area_code")
    parsed = [phones.parse(written, area_code) for written in phones.split(fact.texts[label])]
    return [
        {
            "contact_id": fact.subject,
            "label": label,
            "written": phone.written,
            "normalised": phone.normalised,
            "backwards": backwards(phone.normalised),
            "extension": phone.extension,
        }
        for phone in parsed
    ]
