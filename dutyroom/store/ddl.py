"""What migrations need that only SQLite has: triggers and full-text tables.

Migrations of every register use these, so that no statement that only SQLite
understands stands outside the store.
"""

from __future__ import annotations

import re
from typing import Final

from sqlalchemy import Connection

_NAME: Final = re.compile(r"[a-z][a-z_0-9]{0,62}")


def checked(name: str) -> str:
    """Return a name of a table or column that can stand in a statement.

    Args:
        name: Lower-case letters, digits and underscores, at most 63.

    Raises:
        ValueError: It is anything else.
    """
    if not _NAME.fullmatch(name):
        raise ValueError(f"not a name of a table or column: {name!r}")
    return name


def create_search_table(connection: Connection, name: str) -> None:
    """Make the full-text table of a `SearchIndex`.

    Contentless: the index holds only what `dutyroom.store.words` cuts, by the
    row's number. The words are cut in Python, so the tokenizer must only split
    at spaces; `ascii` leaves every other character as it is. The prefix index
    makes a query of one character a thousand times faster.

    No commit merges what earlier ones put in: see `merge_later`.

    Args:
        connection: In a migration, `op.get_bind()`.
        name: Name of the table, for instance `call_search`.

    Raises:
        ValueError: The name is not one of a table.
    """
    connection.exec_driver_sql(
        f"CREATE VIRTUAL TABLE {checked(name)} USING fts5("
        "words, content='', columnsize=0, prefix='1', tokenize='ascii')"
    )
    merge_later(connection, name)


def merge_later(connection: Connection, name: str) -> None:
    """Let no commit merge what earlier ones put into a full-text table.

    FTS5 would do a piece of that work in one commit of every 64, and who waits for
    that commit would wait 30 ms longer in a log of a million calls. The keeper does it
    instead when nobody waits (`SearchIndex.tidy`). Where no keeper runs, FTS5 still
    merges sixteen parts of one size as soon as there are so many.

    Args:
        connection: In a migration, `op.get_bind()`.
        name: Name of the table.

    Raises:
        ValueError: The name is not one of a table.
    """
    table = checked(name)
    connection.exec_driver_sql(
        f"INSERT INTO {table}({table}, rank) VALUES ('automerge', 0)"  # noqa: S608 - checked
    )


def forbid_changes(connection: Connection, table: str, keys: tuple[str, ...]) -> None:
    """Forbid to update a row, and to replace one by inserting over it.

    `INSERT OR REPLACE` deletes without the triggers of deletion unless the
    connection asks for them, so replacing is caught before the insertion.

    Args:
        connection: In a migration, `op.get_bind()`.
        table: Name of the table.
        keys: The columns of which each alone is unique.

    Raises:
        ValueError: A name is not one of a table or column.
    """
    name = checked(table)
    same = " OR ".join(f"{checked(key)} = NEW.{key}" for key in keys)
    there = f"WHEN EXISTS (SELECT 1 FROM {name} WHERE {same}) "  # noqa: S608 - names are checked
    _create_trigger(connection, name, "no_update", "BEFORE UPDATE", "")
    _create_trigger(connection, name, "no_replace", "BEFORE INSERT", there)


def forbid_deletion(connection: Connection, table: str) -> None:
    """Forbid to delete a row.

    Args:
        connection: In a migration, `op.get_bind()`.
        table: Name of the table.

    Raises:
        ValueError: The name is not one of a table.
    """
    _create_trigger(connection, checked(table), "no_delete", "BEFORE DELETE", "")


def _create_trigger(
    connection: Connection, table: str, name: str, event: str, condition: str
) -> None:
    """Make a trigger that ends the statement."""
    connection.exec_driver_sql(
        f"CREATE TRIGGER {table}_{name} {event} ON {table} {condition}"
        f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    )
