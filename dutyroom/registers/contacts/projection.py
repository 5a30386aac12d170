"""From the facts of the address book to its rows."""

from __future__ import annotations

from datetime import UTC
from typing import Final

from sqlalchemy import bindparam, delete, insert, select, update

from dutyroom.registers import values
from dutyroom.registers.contacts import facts, phones
from dutyroom.registers.contacts.book import FIELDS, NUMBER_FIELDS, Kind
from dutyroom.registers.contacts.tables import CONTACT, CONTACT_NUMBER
from dutyroom.standard.numbers import backwards
from dutyroom.store.entry import Entry
from dutyroom.store.facts import Fact
from dutyroom.store.session import Session

_EMPTY: Final = dict.fromkeys((*FIELDS, facts.INITIALS, "unit_id", "retired_at"), "")
_INSERT_CONTACT: Final = insert(CONTACT)
_INSERT_NUMBER: Final = insert(CONTACT_NUMBER)
_RETIRED_AT: Final = select(CONTACT.c.retired_at).where(CONTACT.c.id == bindparam("contact"))


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
    elif fact.kind == facts.RESTORED:
        _restore(session, fact)


def _add(session: Session, fact: Fact) -> None:
    """Write the row of a new contact; one that is there already only takes the values."""
    connection = session.connection()
    if connection.execute(_RETIRED_AT, {"contact": fact.subject}).first() is not None:
        _change(session, fact)
        return
    kind = values.choice(Kind, values.words(fact, "kind")) or Kind.UNIT
    row = {**_EMPTY, **_columns(fact), "id": fact.subject, "kind": kind.value}
    connection.execute(_INSERT_CONTACT, row)
    if rows := [row for label in _labels(fact) for row in _numbers(fact, label, fact.texts[label])]:
        connection.execute(_INSERT_NUMBER, rows)


def _change(session: Session, fact: Fact) -> None:
    """Write the fields that a fact changes; the numbers only of a contact that is valid."""
    connection = session.connection()
    if columns := _columns(fact):
        changed = update(CONTACT).where(CONTACT.c.id == fact.subject)
        connection.execute(changed.values(columns))
    labels = _labels(fact)
    if connection.execute(_RETIRED_AT, {"contact": fact.subject}).scalar() != "" or not labels:
        return
    columns_of = CONTACT_NUMBER.c
    same = (columns_of.contact_id == fact.subject, columns_of.label.in_(labels))
    connection.execute(delete(CONTACT_NUMBER).where(*same))
    if rows := [row for label in labels for row in _numbers(fact, label, fact.texts[label])]:
        connection.execute(_INSERT_NUMBER, rows)


def _retire(session: Session, fact: Fact) -> None:
    """Take the numbers of a contact away; its row stays."""
    when = fact.occurred_at.astimezone(UTC).isoformat()
    connection = session.connection()
    connection.execute(update(CONTACT).where(CONTACT.c.id == fact.subject).values(retired_at=when))
    connection.execute(delete(CONTACT_NUMBER).where(CONTACT_NUMBER.c.contact_id == fact.subject))


def _restore(session: Session, fact: Fact) -> None:
    """Make a contact valid again, and give it the numbers back that stand in its row."""
    connection = session.connection()
    chosen = select(*(CONTACT.c[label] for label in NUMBER_FIELDS))
    held = connection.execute(chosen.where(CONTACT.c.id == fact.subject)).mappings().first()
    if held is None:
        return
    connection.execute(update(CONTACT).where(CONTACT.c.id == fact.subject).values(retired_at=""))
    connection.execute(delete(CONTACT_NUMBER).where(CONTACT_NUMBER.c.contact_id == fact.subject))
    if rows := [row for label, text in held.items() for row in _numbers(fact, label, text)]:
        connection.execute(_INSERT_NUMBER, rows)


def _labels(fact: Fact) -> list[str]:
    """Return the number fields that a fact fills or empties."""
    return [label for label in NUMBER_FIELDS if label in fact.texts]


def _columns(fact: Fact) -> dict[str, str]:
    """Return the columns that a fact fills."""
    columns = {name: fact.texts[name] for name in (*FIELDS, facts.INITIALS) if name in fact.texts}
    if "unit" in fact.body:
        columns["unit_id"] = values.words(fact, "unit")
    return columns


def _numbers(fact: Fact, label: str, text: str) -> list[dict[str, str]]:
    """Return the rows of the numbers of one field."""
    area_code = values.words(fact, "area_code")
    parsed = [phones.parse(written, area_code) for written in phones.split(text)]
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
