"""Damage to a database file, page by page, as a disk makes it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from dutyroom.store.sqlite import dbapi

_PAGE = 4096
_INTERIOR = frozenset({2, 5})


def leaves(path: Path, name: str) -> list[int]:
    """Return the numbers of the leaf pages of a table or index, in order (SQLite file format, 1.6).

    Args:
        path: A closed database.
        name: The table or index.
    """
    with closing(dbapi.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        asked = "SELECT rootpage FROM sqlite_master WHERE name = ?"
        (root,) = connection.execute(asked, (name,)).fetchone()
    return list(_below(path.read_bytes(), root))


def _below(raw: bytes, page: int) -> Iterator[int]:
    """Yield the leaves below a page."""
    base = (page - 1) * _PAGE
    head = base + (100 if page == 1 else 0)
    if raw[head] not in _INTERIOR:
        yield page
        return
    count = int.from_bytes(raw[head + 3 : head + 5], "big")
    for each in range(count):
        at = head + 12 + 2 * each
        cell = base + int.from_bytes(raw[at : at + 2], "big")
        yield from _below(raw, int.from_bytes(raw[cell : cell + 4], "big"))
    yield from _below(raw, int.from_bytes(raw[head + 8 : head + 12], "big"))


def spoil(path: Path, *pages: int) -> None:
    """Overwrite pages of a closed database."""
    raw = bytearray(path.read_bytes())
    for page in pages:
        raw[(page - 1) * _PAGE : page * _PAGE] = b"\xa5" * _PAGE
    path.write_bytes(raw)


def set_raw(path: Path, table: str, name: str, where: str, value: object) -> None:
    """Put a value into a row that no constraint and no trigger would let in; bytes as text."""
    with closing(dbapi.connect(path)) as connection:
        connection.execute(f"DROP TRIGGER IF EXISTS {table}_no_update")
        connection.execute("PRAGMA writable_schema=ON")
        connection.execute(
            "UPDATE sqlite_master SET sql = replace(sql, 'NOT NULL', '') WHERE name = ?", (table,)
        )
        connection.commit()
    with closing(dbapi.connect(path)) as connection:
        text = "CAST(? AS TEXT)" if isinstance(value, bytes) else "?"
        connection.execute(f"UPDATE {table} SET {name} = {text} WHERE {where}", (value,))  # noqa: S608
        connection.commit()
