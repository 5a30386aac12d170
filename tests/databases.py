"""Databases that are made once in each process of the tests, and copied from then on."""

from __future__ import annotations

import contextlib
import functools
import tempfile
from collections.abc import Callable
from pathlib import Path

from dutyroom.store.engine import Store, open_store
from dutyroom.store.sqlite import dbapi


@functools.cache
def empty() -> bytes:
    """Return an empty database of this version; making one takes a process and a second."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "dutyroom.db"
        open_store(path, migrate=True).close()
        return path.read_bytes()


def put_empty(path: Path) -> Path:
    """Lay an empty database down, for its owner alone, and return where."""
    path.write_bytes(empty())
    path.chmod(0o600)
    return path


def is_empty(store: Store) -> bool:
    """Return whether nothing has been journalled yet."""
    with store.read() as session:
        return not session.connection().exec_driver_sql("SELECT 1 FROM journal LIMIT 1").all()


class Filled:
    """What was written into an empty database once, to be poured into others."""

    def __init__(self, fill: Callable[[Store], None]) -> None:
        """Write it once."""
        self._kept = dbapi.connect(":memory:", check_same_thread=False)
        with tempfile.TemporaryDirectory() as folder:
            path = put_empty(Path(folder) / "dutyroom.db")
            with contextlib.closing(open_store(path)) as store:
                fill(store)
            with contextlib.closing(dbapi.connect(path)) as made:
                made.backup(self._kept)

    def pour(self, store: Store) -> None:
        """Give an open database the same content, in one transaction."""
        with contextlib.closing(dbapi.connect(store.path)) as target:
            self._kept.backup(target)
