"""What registers do with rows and every database does differently, in one place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, Table, tuple_
from sqlalchemy.dialects.sqlite import insert

from dutyroom.store.lean import default_of
from dutyroom.store.models import SQLModel
from dutyroom.store.session import Session

_Row = TypeVar("_Row", bound=tuple[Any, ...])


def table_of(model: type[SQLModel]) -> Table:
    """Return the table of a model, for statements that go past the mapper.

    Args:
        model: A model with `table=True`.

    Raises:
        KeyError: The model has no table.
    """
    return SQLModel.metadata.tables[str(model.__tablename__)]


def blank(model: type[SQLModel]) -> dict[str, Any]:
    """Return the columns of a model as in a row of which nothing is known.

    Args:
        model: A model with `table=True`.
    """
    return {column.name: default_of(column) for column in table_of(model).columns}


def upsert(
    session: Session, table: Table, values: Mapping[str, object], keys: Sequence[str]
) -> None:
    """Insert a row, or change the one that has the same key.

    Args:
        session: A transaction of `Store.write`.
        table: The table.
        values: Column values; those not named keep what they have.
        keys: The columns whose values together are unique.
    """
    statement = insert(table).values(dict(values))
    changed = {name: statement.excluded[name] for name in values if name not in keys}
    if changed:
        statement = statement.on_conflict_do_update(index_elements=list(keys), set_=changed)
    else:
        statement = statement.on_conflict_do_nothing(index_elements=list(keys))
    session.connection().execute(statement)


def page_before(
    chosen: Select[_Row],
    order: Sequence[ColumnElement[Any]],
    last: Sequence[object] | None,
    limit: int,
) -> Select[_Row]:
    """Return the query for the next page, newest first, by key and never by offset.

    Args:
        chosen: The query without order and limit.
        order: The columns it is ordered by, together unique and indexed, for
            instance start and id of a call.
        last: Their values in the last row of the page before; None for the first.
        limit: How many rows a page has.
    """
    if last is not None:
        chosen = chosen.where(tuple_(*order) < tuple_(*last))
    return chosen.order_by(*(each.desc() for each in order)).limit(limit)


def reversed_number(number: str) -> str:
    """Return a number as the column that is searched by its end holds it.

    Args:
        number: A normalised number.
    """
    return number[::-1]


def begins_with(stored: ColumnElement[str], text: str) -> ColumnElement[bool]:
    """Return the condition that a column begins with a text, answered by its index.

    For numbers by their end: `begins_with(Number.reversed, reversed_number(end))`.

    Args:
        stored: An indexed column of text.
        text: How it must begin; empty: it may be anything.
    """
    if not text:
        return stored.is_not(None)
    behind = _behind(text)
    return stored >= text if behind is None else (stored >= text) & (stored < behind)


def _behind(text: str) -> str | None:
    """Return the least text that is behind every text with this beginning."""
    kept = text.rstrip(chr(0x10FFFF))
    if not kept:
        return None
    following = ord(kept[-1]) + 1
    if 0xD800 <= following <= 0xDFFF:  # half characters cannot be stored
        following = 0xE000
    return kept[:-1] + chr(following)
