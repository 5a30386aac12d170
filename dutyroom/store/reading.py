"""Read the journal: entries in order, with those texts that are still there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import cast
from uuid import UUID

from sqlalchemy import Select, select

from dutyroom.i18n import _
from dutyroom.store.entry import GENESIS, Entry, Row, decode, parts_of
from dutyroom.store.errors import DatabaseDamaged
from dutyroom.store.parts import MOST, in_parts
from dutyroom.store.session import Session
from dutyroom.store.tables import JOURNAL, PAYLOAD


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


def entries_of(session: Session, subjects: Sequence[str]) -> Iterator[Entry]:
    """Read the entries of some subjects, in the order of the journal within each few hundred.

    Args:
        session: A transaction; it must stay open while the entries are read.
        subjects: The subjects.

    Raises:
        DatabaseDamaged: A row is not what this program writes.
    """
    for some in in_parts(subjects):
        chosen = select(JOURNAL).where(JOURNAL.c.subject.in_(some))
        yield from _read(session, chosen.order_by(JOURNAL.c.seq))


@dataclass(frozen=True, slots=True)
class Head:
    """The last entry of the journal: what is printed on a signed sheet to anchor the chain.

    Attributes:
        seq: Its number; 0 where there is none.
        hash: Its hash, in hex; zeros where there is none.
    """

    seq: int
    hash: str


def head(session: Session) -> Head:
    """Return the last entry of the journal."""
    chosen = select(JOURNAL.c.seq, JOURNAL.c.hash).order_by(JOURNAL.c.seq.desc()).limit(1)
    row = session.connection().execute(chosen).first()
    return Head(*row) if row is not None else Head(0, GENESIS)


def last_unit(session: Session) -> str:
    """Return the unit of the last entry of the journal; empty where there is none."""
    chosen = select(JOURNAL.c.unit).order_by(JOURNAL.c.seq.desc()).limit(1)
    return str(session.connection().execute(chosen).scalar() or "")


def first(session: Session) -> Entry | None:
    """Return the first entry of the journal; None: it is empty.

    Raises:
        DatabaseDamaged: The row is not what this program writes.
    """
    return next(_read(session, select(JOURNAL).order_by(JOURNAL.c.seq).limit(1)), None)


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
    result = session.connection().execute(chosen.execution_options(yield_per=MOST))
    for part in result.mappings().partitions(MOST):
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
    for some in in_parts(wanted):
        chosen = select(PAYLOAD.c.id, PAYLOAD.c.text).where(PAYLOAD.c.id.in_(some))
        found = session.connection().execute(chosen)
        there.update((str(payload), str(text)) for payload, text in found)
    return there
