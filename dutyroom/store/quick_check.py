"""Reading every page of the database, for as long as somebody wants to wait."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, cast

from dutyroom.store.engine import Store
from dutyroom.store.sqlite import dbapi

_STEPS: Final = 20_000
"""Steps of SQLite's machine between two looks at whether to stop."""

_INTERRUPTED: Final = 9
"""SQLITE_INTERRUPT."""


def quick_check(store: Store, stop: Callable[[], bool]) -> list[str] | None:
    """Return the faults that SQLite's quick check finds; None where it was stopped.

    Nothing is written, and nobody who writes has to wait.

    Args:
        store: The open database.
        stop: Says whether to stop; asked every few milliseconds.

    Raises:
        StoreError: The database cannot be read.
    """
    with store.read() as session:
        raw = cast("dbapi.Connection", session.connection().connection.dbapi_connection)
        raw.set_progress_handler(stop, _STEPS)
        try:
            found = [str(row[0]) for row in raw.execute("PRAGMA quick_check(10)").fetchall()]
        except dbapi.OperationalError as error:
            if error.sqlite_errorcode != _INTERRUPTED:
                raise
            return None
        finally:
            raw.set_progress_handler(None, 0)
    return [fault for fault in found if fault != "ok"]
