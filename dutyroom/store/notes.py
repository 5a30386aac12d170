"""What the program notes for itself in the database, by name."""

from __future__ import annotations

from sqlalchemy import select

from dutyroom.store.rows import upsert
from dutyroom.store.session import Session
from dutyroom.store.tables import META


def read_note(session: Session, key: str) -> str | None:
    """Return a note, or None where there is none.

    Args:
        session: A transaction.
        key: Name of the note.
    """
    chosen = select(META.c.value).where(META.c.key == key)
    value = session.connection().execute(chosen).scalar()
    return None if value is None else str(value)


def write_note(session: Session, key: str, value: str) -> None:
    """Write a note in place of the one before.

    Args:
        session: A transaction of `Store.write`.
        key: Name of the note.
        value: What to note.
    """
    upsert(session, META, {"key": key, "value": value}, ("key",))
