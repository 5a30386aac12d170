"""What somebody is writing and has not yet saved, kept through a crash.

Drafts are not facts: they are overwritten at every pause and never journalled.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlmodel import Session

from dutyroom.store.entry import clean, stamp
from dutyroom.store.facts import JsonValue, canonical
from dutyroom.store.rows import upsert
from dutyroom.store.tables import DRAFT


@dataclass(frozen=True, slots=True)
class Draft:
    """One unfinished form.

    Attributes:
        key: What is being written, for instance `call.write-up/` and the call's id.
        author: Who writes it.
        body: The fields of the form.
        saved_at: When it was last kept, in UTC.
    """

    key: str
    author: str
    body: Mapping[str, JsonValue]
    saved_at: datetime


def save(session: Session, draft: Draft) -> None:
    """Keep a draft in place of the one before.

    Args:
        session: A transaction of `Store.write`.
        draft: The draft; its time must be aware.

    Raises:
        ValueError: The time is naive.
    """
    row = {
        "key": clean(draft.key),
        "author": clean(draft.author),
        "body": clean(canonical(dict(draft.body))),
        "saved_at": stamp(draft.saved_at),
    }
    upsert(session, DRAFT, row, ("key", "author"))


def load(session: Session, key: str, author: str) -> Draft | None:
    """Return a draft, or None where there is none.

    Args:
        session: A transaction.
        key: What is being written.
        author: Who writes it.
    """
    chosen = select(DRAFT).where(DRAFT.c.key == clean(key), DRAFT.c.author == clean(author))
    row = session.connection().execute(chosen).mappings().first()
    if row is None:
        return None
    moment = datetime.fromisoformat(row["saved_at"])
    return Draft(row["key"], row["author"], json.loads(row["body"]), moment)


def discard(session: Session, key: str, author: str) -> None:
    """Forget a draft, when the form was saved or thrown away.

    Args:
        session: A transaction of `Store.write`.
        key: What was being written.
        author: Who wrote it.
    """
    gone = delete(DRAFT).where(DRAFT.c.key == clean(key), DRAFT.c.author == clean(author))
    session.connection().execute(gone)
