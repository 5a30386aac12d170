"""Calls are found by what was corrected in them, too.

Revision ID: 0020
Revises: 0019
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

import sqlalchemy as sa
from alembic import op

from dutyroom.store.search import SearchIndex
from dutyroom.store.session import Session

revision = "0020"
down_revision = "0019"

_OF_CALL = ("number", "normalised", "name")
_OF_WRITE_UP = (
    *("called_at", "caller_unit", "caller_name", "caller_post", "caller_number", "content"),
    *("instruction", "handling", "where_when", "cause", "course", "measures", "result"),
    *("impact", "trend", "told"),
)
_AFTERWARDS = ("needless_reason", "called_back_result")
_FEWEST_DIGITS, _MOST_DIGITS = 3, 32


def upgrade() -> None:
    """Put the former values of corrected calls into the index, beside the ones in force."""
    connection = op.get_bind()
    replaced: defaultdict[int, list[tuple[str, str]]] = defaultdict(list)
    asked = sa.text("SELECT ordinal, field, old FROM call_corrections ORDER BY seq, field")
    for ordinal, field, old in connection.execute(asked):
        replaced[ordinal].append((field, old))
    names = (
        *(f"c.{name}" for name in (*_OF_CALL, *_AFTERWARDS)),
        *(f"w.{name}" for name in _OF_WRITE_UP),
    )
    chosen = sa.text(
        f"SELECT c.ordinal, {', '.join(names)} FROM calls c "  # noqa: S608 - names from above
        "LEFT JOIN call_write_ups w ON w.ordinal = c.ordinal WHERE c.corrections > 0"
    )
    session, index = Session(connection), SearchIndex("call_search")
    for row in connection.execute(chosen).mappings().all():
        ordinal = row["ordinal"]
        parts = [row[name] for name in (*_OF_CALL, *_OF_WRITE_UP, *_AFTERWARDS)]
        index.remove(session, ordinal, _joined(parts))  # as it was put in
        index.put(session, ordinal, _joined([*parts, *_formerly(replaced[ordinal])]))


def _formerly(replaced: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield the words of what was corrected."""
    for field, old in replaced:
        if field != "outcome":
            yield old
        if field == "number":
            digits = "".join(filter(str.isdecimal, old))[:_MOST_DIGITS]
            yield from (digits[at:] for at in range(len(digits) - _FEWEST_DIGITS + 1))


def _joined(parts: Iterable[str | None]) -> str:
    return "\n".join(dict.fromkeys(part for part in parts if part))
