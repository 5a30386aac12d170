"""Tables that stand beside the journal: no fact makes their rows, so they are copied."""

from __future__ import annotations

from sqlalchemy import Table, column
from sqlalchemy import table as plain
from sqlalchemy.dialects.sqlite import insert

from dutyroom.store.session import Session
from dutyroom.store.survivors import Survivors


def add_missing(session: Session, table: Table, left: Survivors) -> None:
    """Add the rows that another state of the database has, where they can all be read.

    Args:
        session: A transaction of `Store.write`.
        table: The table.
        left: What can be read of the other database.
    """
    names = tuple(each.name for each in table.columns)
    rows = left.rows(table.name, names)
    if rows:
        # Untyped: the values go over as the file holds them.
        into = insert(plain(table.name, *map(column, names))).on_conflict_do_nothing()
        session.connection().execute(into, [dict(zip(names, row, strict=True)) for row in rows])
