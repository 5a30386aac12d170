"""What somebody is writing and has not signed yet. Drafts are saved often and never journalled."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select, update

from dutyroom.store.entry import clean, stamp
from dutyroom.store.facts import canonical
from dutyroom.store.session import Session
from dutyroom.store.tables import DRAFT


@dataclass(frozen=True, slots=True)
class Draft:
    """A form as it was left.

    Attributes:
        key: What it is about, for instance `write_up:` and the call's id.
        author: Who was writing.
        fields: What was typed, by field name.
        saved_at: When it was saved last.
    """

    key: str
    author: str
    fields: Mapping[str, str]
    saved_at: datetime


def save(
    session: Session, key: str, author: str, fields: Mapping[str, str], saved_at: datetime
) -> None:
    """Keep a draft in place of the author's last one under this key.

    Args:
        session: A transaction that may write.
        key: What it is about.
        author: Who is writing.
        fields: What was typed, by field name.
        saved_at: The time, aware.
    """
    values = {"body": clean(canonical(dict(fields))), "saved_at": stamp(saved_at)}
    there = (DRAFT.c.key == key) & (DRAFT.c.author == author)
    connection = session.connection()
    if connection.execute(update(DRAFT).where(there).values(values)).rowcount == 0:
        connection.execute(insert(DRAFT), {"key": key, "author": author, **values})


def load(session: Session, key: str, author: str | None = None) -> Draft | None:
    """Return the draft under a key, or None.

    Args:
        session: A transaction.
        key: What it is about.
        author: Whose draft; by default the one saved last, whoever wrote it:
            the relief goes on with what the officer before has begun.
    """
    chosen = select(DRAFT).where(DRAFT.c.key == key)
    if author is not None:
        chosen = chosen.where(DRAFT.c.author == author)
    row = session.connection().execute(chosen.order_by(DRAFT.c.saved_at.desc()).limit(1)).first()
    return _draft(row) if row is not None else None


def _draft(row: Any) -> Draft:  # noqa: ANN401 - a row of the drafts
    """Return a draft from its row."""
    fields = {str(name): str(value) for name, value in json.loads(row.body).items()}
    return Draft(row.key, row.author, fields, datetime.fromisoformat(row.saved_at))


def everybodys(session: Session) -> list[Draft]:
    """Return all drafts, the latest first.

    Args:
        session: A transaction.
    """
    chosen = select(DRAFT).order_by(DRAFT.c.saved_at.desc())
    return [_draft(row) for row in session.connection().execute(chosen)]


def discard(session: Session, key: str, author: str | None = None) -> None:
    """Forget the drafts under a key: all of them, or one author's.

    Args:
        session: A transaction that may write.
        key: What they are about.
        author: Whose draft; by default everybody's, as when the form is signed.
    """
    chosen = delete(DRAFT).where(DRAFT.c.key == key)
    if author is not None:
        chosen = chosen.where(DRAFT.c.author == author)
    session.connection().execute(chosen)


def keys(session: Session, prefix: str = "") -> list[str]:
    """Return what there are drafts about, the latest first.

    Args:
        session: A transaction.
        prefix: Only keys that begin so.
    """
    chosen = select(DRAFT.c.key).order_by(DRAFT.c.saved_at.desc())
    found = session.connection().execute(chosen).scalars()
    return [key for key in dict.fromkeys(map(str, found)) if key.startswith(prefix)]
