"""Do two databases hold the same rows?"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from dutyroom.store.ddl import checked
from dutyroom.store.sqlite import dbapi, read_only


def differences(
    one: Path, other: Path, tables: Iterable[str], indexes: Iterable[str]
) -> dict[str, int]:
    """Compare tables row by row, and search indexes word by word.

    Args:
        one: A database that nobody writes to.
        other: Another of the same version that nobody writes to.
        tables: Names of tables.
        indexes: Names of full-text tables.

    Returns:
        By name, how many rows or words only one of the two has, or has otherwise;
        without those that are alike.

    Raises:
        sqlite3.Error: One of them cannot be read.
        ValueError: A name is not one of a table.
    """
    found: dict[str, int] = {}
    with closing(read_only(one)) as connection:
        connection.execute("ATTACH ? AS other", (f"{other.absolute().as_uri()}?mode=ro",))
        for name in map(checked, tables):
            found[name] = _unlike(connection, f"* FROM main.{name}", f"* FROM other.{name}")
        for name in map(checked, indexes):
            for of in ("main", "other"):
                connection.execute(
                    f"CREATE VIRTUAL TABLE temp.{name}_in_{of} "
                    f"USING fts5vocab({of}, {name}, instance)"
                )
            word = "DISTINCT term, doc FROM temp."
            found[name] = _unlike(connection, f"{word}{name}_in_main", f"{word}{name}_in_other")
    return {name: count for name, count in found.items() if count}


def _unlike(connection: dbapi.Connection, one: str, other: str) -> int:
    """Count what one of two questions finds and the other does not; a changed row counts once."""
    counts = [
        connection.execute(
            f"SELECT count(*) FROM (SELECT {first} EXCEPT SELECT {second})"  # noqa: S608 - checked
        ).fetchone()[0]
        for first, second in ((one, other), (other, one))
    ]
    return int(max(counts))
