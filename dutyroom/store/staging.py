"""Many facts made ready before the write lock is taken: others wait for the writing alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import itemgetter

from sqlalchemy import select

from dutyroom.store.bound import bound
from dutyroom.store.entry import GENESIS, Entry, Row, decode, encode, stamp
from dutyroom.store.facts import Fact
from dutyroom.store.parts import in_parts
from dutyroom.store.reading import head
from dutyroom.store.session import Session
from dutyroom.store.tables import JOURNAL, PAYLOAD
from dutyroom.store.verification import last_seq
from dutyroom.store.writing import payloads_of


@dataclass(frozen=True, slots=True)
class Staged:
    """Facts as they will stand in the journal, where nothing else is written before them.

    Attributes:
        last: The number of rows ever written to the journal when they were made ready.
        entries: The facts, as they will be read.
        writes: What writes their rows and those of their texts.
    """

    last: int
    entries: Sequence[Entry]
    writes: Sequence[Callable[[Session], None]]


def stage(session: Session, facts: Sequence[Fact], entered_at: datetime) -> Staged:
    """Make facts ready to stand at the end of the journal; those that are there are left out.

    Args:
        session: A transaction that reads.
        facts: The facts, in order.
        entered_at: The time they are written, aware.

    Raises:
        FactTooLarge: A body or a text is larger than anything real.
        ValueError: A time is naive, or a body holds no plain values.
    """
    last, previous = last_seq(session), head(session).hash or GENESIS
    known = _there(session, [str(fact.id) for fact in facts])
    rows: list[Row] = []
    texts: list[dict[str, str]] = []
    entries: list[Entry] = []
    for fact in facts:
        if str(fact.id) in known:
            continue
        known.add(str(fact.id))
        references, payloads = payloads_of(fact)
        seq, entered = last + len(rows) + 1, stamp(entered_at)
        row = encode(fact, references, seq=seq, previous=previous, entered=entered)
        previous = row["hash"]
        rows.append(row)
        texts += payloads
        entries.append(decode(row, {each["id"]: each["text"] for each in payloads}))
    texts.sort(key=itemgetter("id"))  # one page of their index after the other, not to and fro
    writes = (bound(session, JOURNAL, rows), bound(session, PAYLOAD, texts))
    return Staged(last, entries, writes)


def holds(session: Session, staged: Staged) -> bool:
    """Return whether nothing was written since facts were made ready."""
    return last_seq(session) == staged.last


def put(session: Session, staged: Staged) -> None:
    """Write facts that were made ready and still hold.

    Args:
        session: A transaction of `Store.write`.
        staged: The facts.
    """
    for write in staged.writes:
        write(session)


def _there(session: Session, ids: Sequence[str]) -> set[str]:
    """Return which of some ids the journal holds."""
    found: set[str] = set()
    for some in in_parts(ids):
        chosen = select(JOURNAL.c.id).where(JOURNAL.c.id.in_(some))
        found.update(session.connection().execute(chosen).scalars())
    return found
