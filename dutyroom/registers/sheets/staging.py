"""Carry an import out: staged first, then into the register in short transactions.

Nothing is ever half imported. The facts are staged outside the register; sealing the
stage is the one moment that decides. An import that was interrupted before is
dropped; one that was interrupted after is finished by `resume`, and a fact that
was written already is not written twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import uuid4

from sqlalchemy import delete, insert, select, update

from dutyroom.registers.ledger import Ledger
from dutyroom.registers.sheets.tables import STAGED_FACT, STAGED_IMPORT
from dutyroom.store.engine import Store
from dutyroom.store.facts import Fact

STAGED_AT_ONCE: Final = 500
RECORDED_AT_ONCE: Final = 6
"""Facts of one transaction: the write lock is held for less than 50 ms."""

FORGOTTEN: Final = timedelta(hours=1)


def carry_out(store: Store, ledger: Ledger, facts: Sequence[Fact], now: datetime) -> Iterator[int]:
    """Bring facts into their register; yields how many are in it after each transaction.

    Between two steps the write lock is free, and the caller may show progress.

    Args:
        store: The database.
        ledger: Its ledger.
        facts: What the preview's `facts` returned.
        now: The time, for the stage.

    Raises:
        StoreError: The database cannot be written. Where the stage was sealed,
            `resume` finishes the import; otherwise nothing was changed.
    """
    stage(store, facts, now)
    yield from resume(store, ledger, now)


def stage(store: Store, facts: Sequence[Fact], now: datetime) -> None:
    """Stage facts and seal the stage: from now on they will get into the register.

    Raises:
        StoreError: The database cannot be written; nothing was changed.
    """
    if not facts:
        return
    identity = str(uuid4())
    with store.write() as session:
        moment = now.astimezone(UTC).isoformat()
        session.connection().execute(
            insert(STAGED_IMPORT).values(id=identity, staged_at=moment, sealed=False)
        )
    for start in range(0, len(facts), STAGED_AT_ONCE):
        rows = [
            {"import_id": identity, "position": position, "fact": fact.to_json()}
            for position, fact in enumerate(facts[start : start + STAGED_AT_ONCE], start)
        ]
        with store.write() as session:
            session.connection().execute(insert(STAGED_FACT), rows)
    with store.write() as session:
        session.connection().execute(
            update(STAGED_IMPORT).where(STAGED_IMPORT.c.id == identity).values(sealed=True)
        )


def waiting(store: Store) -> bool:
    """Tell whether an import was interrupted: sealed or not."""
    with store.read() as session:
        return session.connection().execute(select(STAGED_IMPORT.c.id).limit(1)).first() is not None


def resume(store: Store, ledger: Ledger, now: datetime) -> Iterator[int]:
    """Finish sealed imports and drop forgotten ones; yields the facts recorded so far.

    Args:
        store: The database.
        ledger: Its ledger.
        now: The time; a stage not sealed within `FORGOTTEN` will never be.

    Raises:
        StoreError: The database cannot be written; call it again later.
    """
    with store.read() as session:
        found = session.connection().execute(select(STAGED_IMPORT).order_by(STAGED_IMPORT.c.id))
        imports = [(str(row.id), bool(row.sealed), str(row.staged_at)) for row in found]
    forgotten = (now.astimezone(UTC) - FORGOTTEN).isoformat()
    done = 0
    for identity, sealed, staged_at in imports:
        if not sealed and staged_at >= forgotten:
            continue  # another process may be staging it right now
        while sealed and (batch := _next_batch(store, identity)):
            ledger.record(*(Fact.from_json(text) for _, text in batch))
            _forget(store, identity, batch[-1][0])
            done += len(batch)
            yield done
        _drop(store, identity)


def _next_batch(store: Store, identity: str) -> list[tuple[int, str]]:
    """Return position and JSON of the facts that come next."""
    columns = STAGED_FACT.c
    chosen = (
        select(columns.position, columns.fact)
        .where(columns.import_id == identity)
        .order_by(columns.position)
        .limit(RECORDED_AT_ONCE)
    )
    with store.read() as session:
        return [(int(row[0]), str(row[1])) for row in session.connection().execute(chosen)]


def _forget(store: Store, identity: str, last: int) -> None:
    """Delete what was recorded from the stage."""
    columns = STAGED_FACT.c
    with store.write() as session:
        session.connection().execute(
            delete(STAGED_FACT).where(columns.import_id == identity, columns.position <= last)
        )


def _drop(store: Store, identity: str) -> None:
    """Delete an import from the stage."""
    with store.write() as session:
        connection = session.connection()
        connection.execute(delete(STAGED_FACT).where(STAGED_FACT.c.import_id == identity))
        connection.execute(delete(STAGED_IMPORT).where(STAGED_IMPORT.c.id == identity))
