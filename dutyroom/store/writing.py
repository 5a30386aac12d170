"""Write the journal: append a fact, delete the texts of one.

Rows are appended under the write lock, so that two processes never take the same
number. The number comes from SQLite's own count of rows ever written: when the
last rows were cut off by someone, the gap stays visible.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection
from datetime import datetime
from typing import Final, cast
from uuid import UUID

from sqlalchemy import bindparam, delete, insert, select

from dutyroom.store.entry import (
    GENESIS,
    MAX_TEXT,
    PURGED,
    Entry,
    Reference,
    References,
    clean,
    decode,
    encode,
    payload_id,
    stamp,
    text_hash,
)
from dutyroom.store.errors import FactTooLarge
from dutyroom.store.facts import Fact, JsonValue, Place
from dutyroom.store.reading import find
from dutyroom.store.session import Session
from dutyroom.store.survivors import Sound
from dutyroom.store.tables import JOURNAL, PAYLOAD
from dutyroom.store.verification import LAST_SEQ

_SALT_BYTES: Final = 16
_ADD_ENTRY: Final = insert(JOURNAL)
_ADD_TEXT: Final = insert(PAYLOAD)
# Asked for every fact, so in one statement: is it there, the last hash, the last number.
_STATE: Final = select(
    select(JOURNAL.c.seq).where(JOURNAL.c.id == bindparam("id")).scalar_subquery(),
    select(JOURNAL.c.hash).order_by(JOURNAL.c.seq.desc()).limit(1).scalar_subquery(),
    LAST_SEQ.scalar_subquery(),
)


def append(session: Session, fact: Fact, entered_at: datetime) -> Entry | None:
    """Write a fact at the end of the journal, unless it is there already.

    Args:
        session: A transaction of `Store.write`.
        fact: The fact.
        entered_at: The time it is written, aware.

    Returns:
        Its entry; None when a fact of this id is there already.

    Raises:
        FactTooLarge: Its body or a text is larger than anything real.
        ValueError: A time is naive, or the body holds no plain values.
    """
    connection = session.connection()
    already, previous, last = connection.execute(_STATE, {"id": str(fact.id)}).one()
    if already is not None:
        return None
    references, payloads = payloads_of(fact)
    row = encode(
        fact,
        references,
        seq=(last or 0) + 1,
        previous=previous or GENESIS,
        entered=stamp(entered_at),
    )
    connection.execute(_ADD_ENTRY, row)
    if payloads:
        connection.execute(_ADD_TEXT, payloads)
    return decode(row, {payload["id"]: payload["text"] for payload in payloads})


def adopt(session: Session, found: Sound) -> Entry:
    """Write an entry exactly as it stood in another copy of this journal, behind the last one.

    Args:
        session: A transaction of `Store.write`.
        found: The row, which continues the chain, and those of its texts that are still there.
    """
    connection = session.connection()
    connection.execute(_ADD_ENTRY, found.row)
    if found.texts:
        connection.execute(_ADD_TEXT, found.texts)
    if found.tombstones:
        connection.execute(delete(PAYLOAD).where(PAYLOAD.c.id.in_(found.tombstones)))
    return decode(found.row, {payload["id"]: payload["text"] for payload in found.texts})


def payloads_of(fact: Fact) -> tuple[References, list[dict[str, str]]]:
    """Return the references of a fact's texts and the rows that hold them.

    Raises:
        FactTooLarge: A text is larger than `MAX_TEXT`.
    """
    references: References = {}
    rows: list[dict[str, str]] = []
    for name, raw in sorted(fact.texts.items()):
        if len(raw) > MAX_TEXT:
            raise FactTooLarge(f"fact {fact.id}: {name} has {len(raw)} characters")
        text, salt = clean(raw), secrets.token_hex(_SALT_BYTES)
        payload = payload_id(fact.id, name)
        references[name] = Reference(payload=payload, hash=text_hash(salt, text))
        rows.append({"id": payload, "salt": salt, "text": text})
    return references, rows


def purge(
    session: Session,
    fact: UUID,
    *,
    reason: str,
    actor: str,
    place: Place,
    at: datetime,
    fields: Collection[str] | None = None,
) -> Entry | None:
    """Delete texts of a fact, and their salts, and append a fact that says so.

    The chain still verifies. What was deleted is overwritten in the file; it
    stays in the log until `Store.checkpoint`, in a full-text index until it is
    removed and scrubbed there, and in backups until they are replaced.

    Args:
        session: A transaction of `Store.write`.
        fact: The id of the fact.
        reason: Why; stands in the journal for ever, so name no secret.
        actor: Who ordered it.
        place: Where.
        at: When, aware.
        fields: The texts to delete; None for all of them.

    Returns:
        The entry of the tombstone; None where there was nothing to delete.

    Raises:
        LookupError: There is no such fact.
    """
    entry = find(session, fact)
    if entry is None:
        raise LookupError(f"no such fact: {fact}")
    chosen = sorted(entry.fact.texts.keys() & set(entry.fact.texts if fields is None else fields))
    if not chosen:
        return None
    payloads: list[JsonValue] = [payload_id(fact, name) for name in chosen]
    session.connection().execute(delete(PAYLOAD).where(PAYLOAD.c.id.in_(payloads)))
    body: dict[str, JsonValue] = {
        "fact": str(fact),
        "fields": cast("JsonValue", chosen),
        "payloads": payloads,
        "reason": reason,
    }
    return append(session, Fact(PURGED, entry.fact.subject, at, place, actor, body), at)
