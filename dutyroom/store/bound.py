"""Many rows made ready for the driver before the write lock is taken.

What SQLAlchemy does with each value of an `insert` takes longer than SQLite takes to write it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import TableClause, insert

from dutyroom.store.session import Session


def bound(
    session: Session, table: TableClause, rows: Sequence[Mapping[str, Any]]
) -> Callable[[Session], None]:
    """Return what writes rows, with every value as the driver takes it.

    Args:
        session: A transaction, which may only read.
        table: The table.
        rows: The rows, as mappings by column; all name the same columns.

    Returns:
        What writes them in a transaction of `Store.write`; nothing where there are none.
    """
    if not rows:
        return lambda _session: None
    dialect = session.connection().dialect
    statement = insert(table).compile(dialect=dialect, column_keys=list(rows[0]))
    names = list(statement.positiontup or ())
    made = {
        name: table.c[name].type.dialect_impl(dialect).bind_processor(dialect) for name in names
    }
    columns = [_column(made[name], [row[name] for row in rows]) for name in names]
    values, words = list(zip(*columns, strict=True)), str(statement)

    def write(session: Session) -> None:
        session.connection().exec_driver_sql(words, values)

    return write


def _column(make: Callable[[Any], Any] | None, values: Sequence[Any]) -> Sequence[Any]:
    """Return the values of one column as the driver takes them."""
    return values if make is None else [make(value) for value in values]
