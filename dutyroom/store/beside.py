"""Tables that stand beside the journal: no fact makes their rows, so they are copied.

They are copied row by row. A row that damage has reached is left out and counted: it must stop
neither the journal nor the other rows, and nothing that stumbles over it may come into the copy.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Column, DateTime, Integer, Table, delete
from sqlalchemy.dialects.sqlite import insert

from dutyroom.store.ddl import checked
from dutyroom.store.session import Session
from dutyroom.store.survivors import Survivors, survivors
from dutyroom.store.tables import DRAFT


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Rows of a table that cannot be read.

    Attributes:
        table: Name of the table.
        rows: How many; 0: not even how many there were.
    """

    table: str
    rows: int


@dataclass(frozen=True, slots=True)
class Readable:
    """What a table still says.

    Attributes:
        rows: Its rows, as the file holds them.
        left_out: Those that cannot be read; None: there are none.
    """

    rows: list[dict[str, Any]]
    left_out: LeftOut | None


def readable(table: Table, left: Survivors) -> Readable:
    """Read a table row by row.

    Args:
        table: The table.
        left: What can be read of its database.
    """
    names = tuple(each.name for each in table.columns)
    found, whole = left.each(table.name, names)
    rows = [dict(zip(names, row, strict=True)) for row in found if row is not None]
    sound = [row for row in rows if all(_fits(each, row[each.name]) for each in table.columns)]
    lost = len(found) - len(sound)
    return Readable(sound, None if whole and not lost else LeftOut(table.name, lost * whole))


def unreadable(database: Path, tables: Iterable[Table]) -> tuple[LeftOut, ...]:
    """Return which rows of tables beside the journal cannot be read.

    Args:
        database: The database; it may be in use.
        tables: The tables.
    """
    with survivors(database) as left:
        if left is None:
            return ()
        return tuple(out for table in tables if (out := readable(table, left).left_out))


def add_missing(session: Session, table: Table, left: Survivors) -> LeftOut | None:
    """Add the rows that another state of the database has.

    Args:
        session: A transaction of `Store.write`.
        table: The table.
        left: What can be read of the other database.

    Returns:
        What cannot be read there.
    """
    found = readable(table, left)
    if found.rows:
        session.connection().exec_driver_sql(insertion(table), found.rows)
    return found.left_out


def renew_drafts(session: Session, left: Survivors, *, whole: bool) -> LeftOut | None:
    """Put the drafts of another state of the database in the place of older ones.

    Args:
        session: A transaction of `Store.write`.
        left: What can be read of the other database, which is the later one.
        whole: Whether every fact of it came over. A draft that it has no more was signed or
            given up then; otherwise what was signed may be lost, and the older text is better
            than none.

    Returns:
        What cannot be read there.
    """
    found = readable(DRAFT, left)
    connection = session.connection()
    if whole and found.left_out is None:
        connection.execute(delete(DRAFT))
    for row in found.rows:
        into = insert(DRAFT).values(row)
        newer = {name: into.excluded[name] for name in ("body", "saved_at")}
        later = DRAFT.c.saved_at <= into.excluded.saved_at
        connection.execute(
            into.on_conflict_do_update(index_elements=["key", "author"], set_=newer, where=later)
        )
    return found.left_out


def insertion(table: Table) -> str:
    """Return the statement that adds a row as `readable` gives it, but for one whose key is there.

    Args:
        table: The table.
    """
    names = [checked(each.name) for each in table.columns]
    values = ", ".join(f":{name}" for name in names)
    return (
        f"INSERT OR IGNORE INTO {checked(table.name)} ({', '.join(names)}) "  # noqa: S608 - checked
        f"VALUES ({values})"
    )


def _fits(of: Column[Any], value: object) -> bool:
    """Tell whether a column can hold a value, and whoever reads it can make something of it."""
    if not isinstance(value, str):
        whole_number = isinstance(value, int) and isinstance(of.type, Integer)
        return whole_number or (value is None and bool(of.nullable))
    try:
        value.encode("utf-8")  # half characters stand for what is none
        if of in _READ or isinstance(of.type, DateTime):
            _READ.get(of, datetime.fromisoformat)(value)
    except ValueError:
        return False
    return not isinstance(of.type, Integer)


def _fields(body: str) -> Mapping[str, object]:
    """Read the body of a draft.

    Raises:
        ValueError: It holds none.
    """
    fields = json.loads(body)
    if not isinstance(fields, dict):
        raise ValueError("not an object")  # noqa: TRY004 - one error for all that is no draft
    return fields


_READ: Final[Mapping[Any, Callable[[str], object]]] = {
    DRAFT.c.body: _fields,
    DRAFT.c.saved_at: datetime.fromisoformat,
}
"""What reads the text of a column, where not every text will do."""
