"""Is there such a contact already, and does anybody belong to it?"""

from __future__ import annotations

from sqlalchemy import ColumnElement, func, select

from dutyroom.registers.contacts import reading
from dutyroom.registers.contacts.book import Contact, Kind
from dutyroom.registers.contacts.tables import CONTACT
from dutyroom.store.session import Session


def unit_named(session: Session, name: str) -> Contact | None:
    """Return the unit of a name, else that of a short name; None where the book has none.

    Args:
        session: A transaction.
        name: What the unit is called.
    """
    of_units = CONTACT.c.kind == Kind.UNIT.value
    full = _first(session, of_units, CONTACT.c.name == name)
    return full or _first(session, of_units, CONTACT.c.short_name == name)


def unit_names(session: Session) -> list[str]:
    """Return the names of all units, in order.

    Args:
        session: A transaction.
    """
    chosen = select(CONTACT.c.name).where(
        CONTACT.c.kind == Kind.UNIT.value, CONTACT.c.retired_at == ""
    )
    return sorted({str(name) for (name,) in session.connection().execute(chosen)})


def same_named(session: Session, kind: Kind, name: str, unit: str) -> Contact | None:
    """Return the unit of a name, or the person of a name in a unit; None where there is none.

    Args:
        session: A transaction.
        kind: Unit or person.
        name: The full name.
        unit: Id of a person's unit.
    """
    fits = [CONTACT.c.kind == kind.value, CONTACT.c.name == name]
    if kind is Kind.PERSON:
        fits.append(CONTACT.c.unit_id == unit)
    return _first(session, *fits)


def belonging(session: Session, unit: str) -> int:
    """Return how many people and units belong to a unit.

    Args:
        session: A transaction.
        unit: Its id.
    """
    chosen = select(func.count()).where(CONTACT.c.unit_id == unit, CONTACT.c.retired_at == "")
    return int(session.connection().execute(chosen).scalar_one())


def _first(session: Session, *fits: ColumnElement[bool]) -> Contact | None:
    """Return the first contact that fits and is not retired."""
    chosen = select(CONTACT.c.id).where(CONTACT.c.retired_at == "", *fits).order_by(CONTACT.c.id)
    found = session.connection().execute(chosen.limit(1)).scalar()
    return reading.get(session, str(found)) if found is not None else None
