"""What the register of people answers.

A unit has some dozens of officers and leaders, so all are read at once and
looked through here: no index to keep true.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Final

from sqlalchemy import RowMapping, bindparam, or_, select

from dutyroom.registers.contacts import phones
from dutyroom.registers.contacts.values import tidy
from dutyroom.registers.people.person import FIELDS, PHONE_FIELDS, Person, PersonRole
from dutyroom.registers.people.tables import PEOPLE
from dutyroom.store.session import Session

_DIGITS: Final = re.compile(r"[0-9 ()+-]+")
_LETTERS: Final = re.compile(r"[a-z]+")
_LONGEST_QUERY: Final = 100
_LEAVING: Final = (
    select(PEOPLE.c.id, PEOPLE.c.retired_at, PEOPLE.c.active_until)
    .where(PEOPLE.c.id.in_(bindparam("persons", expanding=True)))
    .where(or_(PEOPLE.c.retired_at.is_not(None), PEOPLE.c.active_until != ""))
    .order_by(PEOPLE.c.id)
)


def get(session: Session, person: str) -> Person | None:
    """Return somebody by id, also a retired one; None where there is nobody."""
    chosen = select(PEOPLE).where(PEOPLE.c.id == person)
    row = session.connection().execute(chosen).mappings().first()
    return _person(row) if row is not None else None


def leaving(
    session: Session, persons: Collection[str]
) -> list[tuple[str, datetime | None, date | None]]:
    """Return those of some ids who are retired or have a last day: since when, and which day.

    The alarms ask it all the time, so it reads no more than that.
    """
    rows = session.connection().execute(_LEAVING, {"persons": list(persons)})
    return [
        (who, retired_at, date.fromisoformat(last) if last else None)
        for who, retired_at, last in rows
    ]


def everybody(session: Session, *, retired: bool = False) -> list[Person]:
    """Return everybody by name.

    Args:
        session: A transaction.
        retired: The retired ones too.
    """
    chosen = select(PEOPLE).order_by(PEOPLE.c.name, PEOPLE.c.id)
    if not retired:
        chosen = chosen.where(PEOPLE.c.retired_at.is_(None))
    return [_person(row) for row in session.connection().execute(chosen).mappings()]


def serving(session: Session, day: date, role: PersonRole | None = None) -> list[Person]:
    """Return those who may serve on a day, by name.

    Args:
        session: A transaction.
        day: The day, Beijing time.
        role: Only those who have this role.
    """
    return [
        person
        for person in everybody(session)
        if person.active(day) and (role is None or role in person.roles)
    ]


def named(session: Session, name: str) -> list[Person]:
    """Return those who bear exactly this name and are not retired."""
    wanted = tidy(name)
    return [person for person in everybody(session) if person.name == wanted]


def search(session: Session, query: str, *, limit: int = 50) -> list[Person]:
    """Find people as somebody types.

    Args:
        session: A transaction.
        query: The beginning or the end of a telephone number, a staff number, a part
            of a name or post, or initials in pinyin. Several words must all fit.
        limit: Most people returned.
    """
    return matching(everybody(session), query)[:limit]


def matching(everyone: Sequence[Person], query: str) -> list[Person]:
    """Return those of some people whom a query finds, as `search` does; nobody without one.

    Args:
        everyone: The people, already read.
        query: What somebody typed.
    """
    typed = tidy(query[:_LONGEST_QUERY]).lower()
    words = typed.split()
    if not words:
        return []
    digits = re.sub(r"[^0-9]", "", typed) if _DIGITS.fullmatch(typed) else ""
    if digits:
        return [person for person in everyone if _has_number(person, digits)]
    return [person for person in everyone if all(_fits(person, word) for word in words)]


def _has_number(person: Person, digits: str) -> bool:
    """Tell that a telephone number or the staff number begins or ends with some digits."""
    held = [
        phones.parse(written).normalised
        for name in PHONE_FIELDS
        for written in phones.split(person.fields.get(name, ""))
    ]
    held.append(person.fields.get("number", ""))
    return any(one.startswith(digits) or one.endswith(digits) for one in held)


def _fits(person: Person, word: str) -> bool:
    """Tell that a name, a post or a number holds a word, or that it is initials."""
    held = (person.name, person.position, person.fields.get("number", ""))
    if any(word in text.lower() for text in held):
        return True
    return bool(_LETTERS.fullmatch(word)) and word in person.initials


def _person(row: RowMapping) -> Person:
    """Return the person of a row."""
    return Person(
        id=row["id"],
        name=row["name"],
        fields={name: row[name] for name in FIELDS if row[name]},
        initials=row["initials"],
        revision=row["revision"],
        retired_at=row["retired_at"],
        retired_why=row["retired_why"],
    )
