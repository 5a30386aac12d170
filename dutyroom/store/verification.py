"""Does the journal still say what was written?

The chain shows a changed, inserted or missing row, and a changed text. It cannot
show a chain computed anew by someone who has the file: for that, number and hash
of the head are printed on the signed handover sheet.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, TypeAlias, cast

from sqlalchemy import Integer, LargeBinary, Select, Table, Text, column, select, table
from sqlalchemy import cast as as_type

from dutyroom.store.entry import GENESIS, PURGED, Reference, Row, parts_of, row_hash, text_hash
from dutyroom.store.facts import JsonValue
from dutyroom.store.parts import MOST, in_parts
from dutyroom.store.session import Session
from dutyroom.store.tables import JOURNAL, PAYLOAD

_SEQUENCE: Final = table("sqlite_sequence", column("name", Text), column("seq", Integer))
LAST_SEQ: Final = select(_SEQUENCE.c.seq).where(_SEQUENCE.c.name == JOURNAL.name)
"""SQLite's own count of the rows ever written to the journal."""

Payloads: TypeAlias = dict[str, tuple[str, str]]
"""Salt and text by payload id."""


@dataclass(frozen=True, slots=True)
class Verification:
    """What reading the chain from end to end showed.

    Attributes:
        count: How many entries there are.
        head: The hash of the last entry, in hex; zeros where there is none.
        first_bad: The number of the first entry that is not as it was written,
            or that is missing; None where all is well.
        purged: How many texts were deleted with a tombstone.
    """

    count: int
    head: str
    first_bad: int | None
    purged: int

    @property
    def sound(self) -> bool:
        """Whether every entry is as it was written."""
        return self.first_bad is None


@dataclass(frozen=True, slots=True)
class _Read:
    """A row, and what it says where its own hash is right; a damaged row says nothing."""

    row: Row
    intact: bool
    references: tuple[Reference, ...] = ()
    tombstones: tuple[str, ...] = ()

    @classmethod
    def parse(cls, row: Row) -> _Read:
        """Check a row by itself and take it apart."""
        if row["hash"] != row_hash(row):
            return cls(row, intact=False)
        try:
            body, references = parts_of(row)
            purged = body["payloads"] if row["kind"] == PURGED else []
            tombstones = tuple(map(str, cast("list[JsonValue]", purged)))
        except (ValueError, KeyError, TypeError):
            return cls(row, intact=False)
        return cls(row, True, tuple(references.values()), tombstones)


class _Reader:
    """Follows the chain and remembers what only the end can settle."""

    def __init__(self, after: int, previous: str) -> None:
        self.expected = after + 1
        self.previous = previous
        self.count = 0
        self.bad: list[int] = []
        self._missing: dict[str, int] = {}
        self._tombstones: set[str] = set()

    def follow(self, read: _Read, payloads: Payloads) -> None:
        """Take the next row, with salt and text of those of its texts that are there."""
        self.count += 1
        seq = read.row["seq"]
        linked = seq == self.expected and read.row["previous_hash"] == self.previous
        fits = read.intact and self._texts_fit(read, payloads)
        if not (linked and fits):
            self.bad.append(min(self.expected, seq))
        self.expected = seq + 1
        self.previous = read.row["hash"]

    def _texts_fit(self, read: _Read, payloads: Payloads) -> bool:
        """Compare the texts with their hashes; note the missing ones and the tombstones."""
        self._tombstones.update(read.tombstones)
        fits = True
        for reference in read.references:
            held = payloads.get(reference["payload"])
            if held is None:
                self._missing[reference["payload"]] = read.row["seq"]
            else:
                fits = fits and text_hash(*held) == reference["hash"]
        return fits

    def finish(self, written: int) -> Verification:
        """Say what was found, given how many rows were ever written."""
        if written >= self.expected:
            self.bad.append(self.expected)
        self.bad.extend(
            seq for payload, seq in self._missing.items() if payload not in self._tombstones
        )
        return Verification(
            count=self.count,
            head=self.previous,
            first_bad=min(self.bad, default=None),
            purged=len(self._missing.keys() & self._tombstones),
        )


def verify(session: Session, *, after: int = 0) -> Verification:
    """Read the journal and check every hash, a few hundred rows at a time.

    Args:
        session: A transaction, so that one state is read.
        after: Begin behind this number, whose own row is taken as good.

    Returns:
        What was found. Rows that are simply missing at the end are noticed as
        long as SQLite's count of rows written was left alone.
    """
    before = select(JOURNAL.c.hash).where(JOURNAL.c.seq == after)
    reader = _Reader(after, session.connection().execute(before).scalar() or GENESIS)
    for read, payloads in _rows(session, after):
        reader.follow(read, payloads)
    return reader.finish(last_seq(session))


def last_seq(session: Session) -> int:
    """Return the number of the last fact ever written, 0 when there is none."""
    return int(session.connection().execute(LAST_SEQ).scalar() or 0)


def hash_of(session: Session, seq: int) -> str:
    """Return the hash of a fact by its number; empty where the journal does not hold it."""
    found = select(JOURNAL.c.hash).where(JOURNAL.c.seq == seq)
    return str(session.connection().execute(found).scalar() or "")


def _rows(session: Session, after: int) -> Iterator[tuple[_Read, Payloads]]:
    """Read rows as bytes, because a damaged text may not even be UTF-8."""
    chosen = _as_bytes(JOURNAL).where(JOURNAL.c.seq > after).order_by(JOURNAL.c.seq)
    result = session.connection().execute(chosen.execution_options(yield_per=MOST))
    for part in result.mappings().partitions(MOST):
        rows = [
            _Read.parse(cast("Row", {key: _text(value) for key, value in row.items()}))
            for row in part
        ]
        named = [reference["payload"] for read in rows for reference in read.references]
        payloads = _payloads(session, named)
        for read in rows:
            yield read, payloads


def _as_bytes(source: Table) -> Select[tuple[Any, ...]]:
    """Select every column of a table, the texts as bytes."""
    return select(
        *(
            as_type(each, LargeBinary).label(each.name) if isinstance(each.type, Text) else each
            for each in source.columns
        )
    )


def _text(value: object) -> object:
    """Return bytes as text; what is not UTF-8 becomes half characters, which fit no hash."""
    return value.decode("utf-8", "surrogateescape") if isinstance(value, bytes) else value


def _payloads(session: Session, wanted: list[str]) -> Payloads:
    """Return salt and text of those payloads that are still there."""
    there: Payloads = {}
    for some in in_parts(wanted):
        chosen = _as_bytes(PAYLOAD).where(PAYLOAD.c.id.in_(some))
        for payload, salt, text in session.connection().execute(chosen):
            there[str(_text(payload))] = str(_text(salt)), str(_text(text))
    return there
