"""The journal: every fact once, in order, chained by hashes.

Rows are appended under the write lock, so that two processes never take the same
number. The number comes from SQLite's own count of rows ever written: when the
last rows were cut off by someone, the gap stays visible.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final, cast
from uuid import UUID

from sqlalchemy import Select, insert, select
from sqlmodel import Session

from dutyroom.i18n import _
from dutyroom.store.entry import (
    GENESIS,
    MAX_TEXT,
    Entry,
    Reference,
    References,
    Row,
    clean,
    decode,
    encode,
    parts_of,
    stamp,
    text_hash,
)
from dutyroom.store.errors import DatabaseDamaged, FactTooLarge
from dutyroom.store.facts import Fact
from dutyroom.store.tables import JOURNAL, PAYLOAD
from dutyroom.store.verification import Verification, last_seq, verify

__all__ = ["Entry", "Verification", "append", "entries", "find", "last_seq", "verify"]

_BATCH: Final = 500
_SALT_BYTES: Final = 16


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
    if connection.execute(select(JOURNAL.c.seq).where(JOURNAL.c.id == str(fact.id))).first():
        return None
    references, payloads = _payloads(fact)
    last = select(JOURNAL.c.hash).order_by(JOURNAL.c.seq.desc()).limit(1)
    row = encode(
        fact,
        references,
        seq=last_seq(session) + 1,
        previous=connection.execute(last).scalar() or GENESIS,
        entered=stamp(entered_at),
    )
    connection.execute(insert(JOURNAL), row)
    if payloads:
        connection.execute(insert(PAYLOAD), payloads)
    return decode(row, {payload["id"]: payload["text"] for payload in payloads})


def _payloads(fact: Fact) -> tuple[References, list[dict[str, str]]]:
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
        payload = clean(f"{fact.id}/{name}")
        references[name] = Reference(payload=payload, hash=text_hash(salt, text))
        rows.append({"id": payload, "salt": salt, "text": text})
    return references, rows


def entries(session: Session, *, after: int = 0, subject: str | None = None) -> Iterator[Entry]:
    """Read the journal in order, a few hundred rows at a time.

    Args:
        session: A transaction; it must stay open while the entries are read.
        after: Begin behind this number.
        subject: Only the facts of this subject.

    Raises:
        DatabaseDamaged: A row is not what this program writes.
    """
    chosen = select(JOURNAL).where(JOURNAL.c.seq > after)
    if subject is not None:
        chosen = chosen.where(JOURNAL.c.subject == subject)
    return _read(session, chosen.order_by(JOURNAL.c.seq))


def find(session: Session, fact: UUID) -> Entry | None:
    """Return the entry of a fact, or None where it is not in the journal.

    Args:
        session: A transaction.
        fact: The id of the fact.

    Raises:
        DatabaseDamaged: The row is not what this program writes.
    """
    return next(_read(session, select(JOURNAL).where(JOURNAL.c.id == str(fact))), None)


def _read(session: Session, chosen: Select[tuple[object, ...]]) -> Iterator[Entry]:
    """Run a query for whole rows and read them with their texts."""
    result = session.connection().execute(chosen.execution_options(yield_per=_BATCH))
    for part in result.mappings().partitions(_BATCH):
        rows = [cast("Row", dict(row)) for row in part]
        try:
            texts = _texts(session, rows)
            decoded = [decode(row, texts) for row in rows]
        except ValueError as error:
            raise DatabaseDamaged(
                _(
                    "The journal is damaged near number {seq}. Nothing was changed. Find the "
                    "place with: dutyroom doctor"
                ).format(seq=rows[0]["seq"])
            ) from error
        yield from decoded


def _texts(session: Session, rows: Sequence[Row]) -> dict[str, str]:
    """Return the texts that are still there for some rows, by payload id.

    Raises:
        ValueError: A row is not what `encode` writes.
    """
    wanted = [reference["payload"] for row in rows for reference in parts_of(row)[1].values()]
    there: dict[str, str] = {}
    for start in range(0, len(wanted), _BATCH):
        some = PAYLOAD.c.id.in_(wanted[start : start + _BATCH])
        found = session.connection().execute(select(PAYLOAD.c.id, PAYLOAD.c.text).where(some))
        there.update((str(payload), str(text)) for payload, text in found)
    return there
