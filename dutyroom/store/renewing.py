"""A new database with the journal of a damaged one.

What follows from the journal need not be read to be had again: pages of registers, of their
indexes and of the search may be damaged as they like, as long as the journal is whole.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Final

from sqlalchemy import Table

from dutyroom.store.beside import LeftOut, Readable, insertion, readable
from dutyroom.store.ddl import checked
from dutyroom.store.errors import translated
from dutyroom.store.models import SQLModel
from dutyroom.store.sqlite import dbapi
from dutyroom.store.survivors import survivors
from dutyroom.store.tables import JOURNAL, PAYLOAD

_KEPT: Final = (JOURNAL, PAYLOAD)
"""Without which there is nothing to compute from."""


def beside_journal(projected: Iterable[Table]) -> list[Table]:
    """Return the tables whose rows no fact makes: drafts, notes, passwords.

    Args:
        projected: The tables that follow from the journal.
    """
    known = {table.name for table in (*_KEPT, *projected)}
    return [table for name, table in sorted(SQLModel.metadata.tables.items()) if name not in known]


def carry_over(damaged: Path, anew: Path, beside: Iterable[Table]) -> tuple[LeftOut, ...]:
    """Copy the journal with its texts, and of other tables what can be read.

    Args:
        damaged: The database; it is not changed.
        anew: An empty database of the same version, closed.
        beside: The other tables.

    Returns:
        What of the others cannot be read.

    Raises:
        StoreError: The journal cannot be read, or the disk refuses.
    """
    into, of = (path.absolute().as_uri() for path in (anew, damaged))
    with translated(damaged), closing(dbapi.connect(f"{into}?mode=rw", uri=True)) as connection:
        connection.execute("ATTACH ? AS old", (f"{of}?mode=ro",))
        for table in _KEPT:
            _copy(connection, table)
        return _copy_readable(connection, damaged, beside)


def _copy_readable(
    connection: dbapi.Connection, damaged: Path, beside: Iterable[Table]
) -> tuple[LeftOut, ...]:
    """Copy the rows of tables that can be read; return the others."""
    lost: list[LeftOut] = []
    with survivors(damaged) as left:
        for table in beside:
            found = readable(table, left) if left else Readable([], LeftOut(table.name, 0))
            connection.executemany(insertion(table), found.rows)
            lost += [found.left_out] if found.left_out else []
    connection.commit()
    return tuple(lost)


def _copy(connection: dbapi.Connection, table: Table) -> None:
    """Copy a whole table in one transaction, in the order of its rows."""
    name, names = checked(table.name), ", ".join(checked(each.name) for each in table.columns)
    connection.execute(
        f"INSERT INTO main.{name} ({names}) SELECT {names} FROM old.{name}"  # noqa: S608 - checked
    )
    connection.commit()
