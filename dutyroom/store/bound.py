"""Many rows made ready for the driver before the write lock is taken.

What SQLAlchemy does with each value of an `insert` takes longer than SQLite takes to write it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import ColumnElement, TableClause, bindparam, insert, update
from sqlalchemy.sql.compiler import SQLCompiler

from dutyroom.store.session import Session

_KEY: Final = "which_row"
"""Parameter of the column by which a row is found; no column has its name."""


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
    statement = insert(table).compile(dialect=session.connection().dialect, column_keys=[*rows[0]])
    return _ready(session, statement, {name: table.c[name] for name in rows[0]}, rows)


def bound_changes(
    session: Session,
    column: ColumnElement[Any],
    rows: Sequence[tuple[object, Mapping[str, Any]]],
) -> Callable[[Session], None]:
    """Return what changes rows of a table, with every value as the driver takes it.

    Args:
        session: A transaction, which may only read.
        column: The column of the table by which a row is found.
        rows: Of each row the value in that column, and the new values by column; all name the same
            columns.

    Returns:
        What changes them in a transaction of `Store.write`; nothing where there are none.
    """
    if not rows:
        return lambda _session: None
    table, names = column.table, list(rows[0][1])
    changed = update(table).where(column == bindparam(_KEY, type_=column.type))
    values = changed.values({name: bindparam(name) for name in names})
    statement = values.compile(dialect=session.connection().dialect)
    columns = {_KEY: column, **{name: table.c[name] for name in names}}
    return _ready(session, statement, columns, [{**new, _KEY: key} for key, new in rows])


def _ready(
    session: Session,
    statement: SQLCompiler,
    columns: Mapping[str, ColumnElement[Any]],
    rows: Sequence[Mapping[str, Any]],
) -> Callable[[Session], None]:
    """Return what runs a statement for each row; values are bound as the columns' types want it."""
    dialect = session.connection().dialect
    made = {
        name: column.type.dialect_impl(dialect).bind_processor(dialect)
        for name, column in columns.items()
    }
    given = [
        _column(made[name], [row[name] for row in rows]) for name in statement.positiontup or ()
    ]
    values, words = list(zip(*given, strict=True)), str(statement)

    def write(session: Session) -> None:
        session.connection().exec_driver_sql(words, values)

    return write


def _column(make: Callable[[Any], Any] | None, values: Sequence[Any]) -> Sequence[Any]:
    """Return the values of one column as the driver takes them."""
    return values if make is None else [make(value) for value in values]
