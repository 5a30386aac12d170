"""The last digits of a number and a word of the text are found together.

Revision ID: 0030
Revises: 0029
"""

from __future__ import annotations

from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

from dutyroom.store.search import SearchIndex
from dutyroom.store.session import Session

revision = "0030"
down_revision = "0029"

_END = "\ufdd1"
_SIZES = (3, 4)
_TOGETHER = 5000
"""Calls whose words are put in by one statement."""


def upgrade() -> None:
    """Add to the words of each call the ends of its number; what it was found by stays."""
    connection = op.get_bind()
    session, index = Session(connection), SearchIndex("call_search")
    chosen = sa.text("SELECT ordinal, normalised FROM calls WHERE normalised <> ''")
    for rows in connection.execute(chosen).partitions(_TOGETHER):
        texts = ((ordinal, " ".join(_ends(number))) for ordinal, number in rows)
        index.put_all(session, [(ordinal, text) for ordinal, text in texts if text])


def _ends(number: str) -> Iterator[str]:
    """Yield the words that stand for the last digits of a number."""
    for size in _SIZES:
        last = number[-size:]
        if len(last) == size and last.isascii() and last.isdigit():
            yield _END + last
