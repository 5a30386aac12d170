"""One row of the journal: how a fact becomes a row, and how the rows are chained.

The hash of a row covers every other column of it, the hash of the row before
included. A free text takes part only by `sha256(salt‖text)`, so that text and
salt can be deleted and the chain still verifies; without the salt nobody can
try which short text fits the hash.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final, TypeAlias, TypedDict, cast
from uuid import UUID

from dutyroom.store.errors import FactTooLarge
from dutyroom.store.facts import Fact, JsonValue, Place, canonical

GENESIS: Final = "0" * 64
"""The previous hash of the first row."""

PURGED: Final = "journal.purged"
"""The kind of the fact that says that texts were deleted; its body names them."""

MAX_BODY: Final = 64 * 1024
"""Most characters that the body of a fact may have, as JSON."""

MAX_TEXT: Final = 1024 * 1024
"""Most characters that one free text of a fact may have."""

_SURROGATE: Final = re.compile("[\ud800-\udfff]")


class Row(TypedDict):
    """The columns of a row of the journal, as the database holds them."""

    seq: int
    id: str
    kind: str
    subject: str
    occurred_at: str
    entered_at: str
    actor: str
    unit: str
    line: str
    seat: str
    body: str
    previous_hash: str
    hash: str


class Reference(TypedDict):
    """What the chain holds of one free text."""

    payload: str
    hash: str


References: TypeAlias = dict[str, Reference]
"""The references of a fact's texts, by field name."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A fact as it stands in the journal.

    Attributes:
        seq: Its number; the only order there is.
        fact: The fact; a purged text is not among its texts.
        entered_at: When it was written, in UTC.
        previous_hash: The hash of the entry before, in hex.
        hash: Its own hash, in hex.
        purged: The fields whose text was deleted.
    """

    seq: int
    fact: Fact
    entered_at: datetime
    previous_hash: str
    hash: str
    purged: frozenset[str] = frozenset()


def clean(text: str) -> str:
    """Return a text that the database can hold: half characters become U+FFFD."""
    return _SURROGATE.sub("\ufffd", text)


def stamp(moment: datetime) -> str:
    """Return a time as the database holds it: UTC, microseconds, fixed width.

    Args:
        moment: An aware time.

    Raises:
        ValueError: The time is naive.
    """
    if moment.tzinfo is None:
        raise ValueError(f"a time without an offset: {moment.isoformat()}")
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def payload_id(fact: UUID, name: str) -> str:
    """Return the id under which a text of a fact is kept."""
    return clean(f"{fact}/{name}")


def text_hash(salt: str, text: str) -> str:
    """Return what the chain holds of a text, in hex."""
    return hashlib.sha256((salt + text).encode("utf-8", "surrogatepass")).hexdigest()


def row_hash(row: Row) -> str:
    """Return the hash that a row must have, in hex."""
    covered: dict[str, JsonValue] = {
        key: cast("JsonValue", value) for key, value in row.items() if key != "hash"
    }
    return hashlib.sha256(canonical(covered).encode("utf-8", "surrogatepass")).hexdigest()


def encode(fact: Fact, references: References, *, seq: int, previous: str, entered: str) -> Row:
    """Return the row of a fact.

    Args:
        fact: The fact.
        references: Payload and hash of each of its texts.
        seq: The number it gets.
        previous: The hash of the row before.
        entered: When it is written, as `stamp` says.

    Raises:
        FactTooLarge: The body is larger than `MAX_BODY`.
        ValueError: The fact's time is naive, or the body holds no plain values.
    """
    parts = {"body": dict(fact.body), "texts": cast("dict[str, JsonValue]", references)}
    # Half characters stay as JSON escapes: the body reads back exactly as it was.
    body = _SURROGATE.sub(
        lambda half: f"\\u{ord(half[0]):04x}", canonical(cast("JsonValue", parts))
    )
    if len(body) > MAX_BODY:
        raise FactTooLarge(f"fact {fact.id} of kind {fact.kind}: body of {len(body)} characters")
    row = Row(
        seq=seq,
        id=str(fact.id),
        kind=clean(fact.kind),
        subject=clean(fact.subject),
        occurred_at=stamp(fact.occurred_at),
        entered_at=entered,
        actor=clean(fact.actor),
        unit=clean(fact.place.unit),
        line=clean(fact.place.line),
        seat=clean(fact.place.seat),
        body=body,
        previous_hash=previous,
        hash="",
    )
    row["hash"] = row_hash(row)
    return row


def parts_of(row: Row) -> tuple[dict[str, JsonValue], References]:
    """Return the body of a row's fact, and the references of its texts.

    Raises:
        ValueError: The body is not what `encode` writes.
    """
    raw = json.loads(row["body"])
    try:
        references = {name: _reference(each) for name, each in dict(raw["texts"]).items()}
        return dict(raw["body"]), references
    except (KeyError, TypeError) as error:
        raise ValueError(f"body of row {row['seq']} is not a fact's") from error


def _reference(read: Mapping[str, str]) -> Reference:
    """Return a reference as it was read; KeyError: a part of it is missing."""
    return {"payload": read["payload"], "hash": read["hash"]}


def decode(row: Row, texts: Mapping[str, str]) -> Entry:
    """Return the entry of a row.

    Args:
        row: The row.
        texts: The texts that are still there, by payload id.

    Raises:
        ValueError: The row is not what `encode` writes.
    """
    body, references = parts_of(row)
    there = {
        name: texts[reference["payload"]]
        for name, reference in references.items()
        if reference["payload"] in texts
    }
    fact = Fact(
        kind=row["kind"],
        subject=row["subject"],
        occurred_at=datetime.fromisoformat(row["occurred_at"]),
        place=Place(row["unit"], row["line"], row["seat"]),
        actor=row["actor"],
        body=body,
        texts=there,
        id=UUID(row["id"]),
    )
    return Entry(
        seq=row["seq"],
        fact=fact,
        entered_at=datetime.fromisoformat(row["entered_at"]),
        previous_hash=row["previous_hash"],
        hash=row["hash"],
        purged=frozenset(references.keys() - there.keys()),
    )
