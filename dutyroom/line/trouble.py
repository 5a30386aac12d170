"""What an error of the store means for the database, in one word that the console is told."""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

from dutyroom.store.errors import (
    DatabaseBusy,
    DatabaseDamaged,
    DatabaseForeign,
    DatabaseMissing,
    DatabaseNewer,
    DatabaseOlder,
    DatabaseUnwritable,
    DiskFull,
    StoreError,
)

Trouble: TypeAlias = Literal[
    "ok", "opening", "locked", "damaged", "missing", "full", "old", "newer"
]

_TROUBLES: Final[tuple[tuple[type[StoreError], Trouble], ...]] = (
    (DatabaseBusy, "locked"),
    (DatabaseDamaged, "damaged"),
    (DatabaseForeign, "damaged"),
    (DatabaseMissing, "missing"),
    (DatabaseNewer, "newer"),
    (DatabaseOlder, "old"),
    (DiskFull, "full"),
    (DatabaseUnwritable, "full"),
    (StoreError, "damaged"),
)


def trouble(error: StoreError) -> Trouble:
    """Return what an error of the store means for the database."""
    return next(name for kind, name in _TROUBLES if isinstance(error, kind))
