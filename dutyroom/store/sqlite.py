"""Which SQLite is linked, and how a connection of ours is set up.

SQLite 3.7.0 to 3.51.2 can corrupt a file in WAL mode when two connections write
and checkpoint at the same instant; 3.44.6 and 3.50.7 carry the repair too. Where
the linked version is one of those, the rollback journal is used instead: slower,
and safe. One process uses one library for one file, always: `dbapi`.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import sqlite3 as dbapi
else:
    try:
        from pysqlite3 import dbapi2 as dbapi
    except ImportError:
        import sqlite3 as dbapi

__all__ = ["APPLICATION_ID", "SQLITE_VERSION", "Library", "dbapi", "read_only", "settings"]

APPLICATION_ID: Final = 0x44757479
"""What tells our database from anyone else's: "Duty", in bytes 68 to 71 of the file."""

SQLITE_VERSION: Final[tuple[int, ...]] = dbapi.sqlite_version_info
"""The version of the library this process uses."""

_REPAIRED: Final = (3, 51, 3)
_REPAIRED_BRANCHES: Final[dict[tuple[int, ...], int]] = {(3, 44): 6, (3, 50): 7}
_CHECKS_SEARCH: Final = (3, 44)
_WAL_PAGES: Final = 4000
"""Pages of the log at which a commit brings it into the file; the keeper does so much sooner."""

_WAL_KEPT_BYTES: Final = 16 * 1024 * 1024


class Library:
    """What follows from a version of SQLite.

    Attributes:
        version: The version, as numbers.
    """

    def __init__(self, version: tuple[int, ...] = SQLITE_VERSION) -> None:
        """Judge a version.

        Args:
            version: The version as numbers; by default the linked one.
        """
        self.version = version

    @property
    def wal_is_safe(self) -> bool:
        """Whether the write-ahead log may be used with this version."""
        if self.version >= _REPAIRED:
            return True
        least = _REPAIRED_BRANCHES.get(self.version[:2])
        return least is not None and self.version[2] >= least

    @property
    def checks_search(self) -> bool:
        """Whether the quick check reads full-text indexes, too."""
        return self.version >= _CHECKS_SEARCH

    @property
    def journal_mode(self) -> str:
        """The journal mode to use: `wal`, or `delete` where that could corrupt."""
        return "wal" if self.wal_is_safe else "delete"

    @property
    def synchronous(self) -> str:
        """The level that loses no acknowledged row in a power cut."""
        return "FULL" if self.wal_is_safe else "EXTRA"

    @property
    def text(self) -> str:
        """The version as people write it."""
        return ".".join(map(str, self.version))


def settings(library: Library, *, busy_seconds: float, writing: bool) -> tuple[str, ...]:
    """Return the statements that set up each connection.

    Args:
        library: What the linked version allows.
        busy_seconds: How long to wait for another writer.
        writing: Whether the connection may write.
    """
    return (
        f"PRAGMA busy_timeout={int(busy_seconds * 1000)}",
        f"PRAGMA synchronous={library.synchronous}",
        "PRAGMA foreign_keys=ON",
        "PRAGMA recursive_triggers=ON",  # else INSERT OR REPLACE deletes past the triggers
        "PRAGMA secure_delete=ON",  # purged text must not stay in free pages
        f"PRAGMA wal_autocheckpoint={_WAL_PAGES}",
        f"PRAGMA journal_size_limit={_WAL_KEPT_BYTES}",
        f"PRAGMA query_only={'OFF' if writing else 'ON'}",
    )


def read_only(path: Path, *, immutable: bool = False, wait: float = 2.0) -> dbapi.Connection:
    """Open a database so that nothing can write to it.

    Args:
        path: The database file, which must exist.
        immutable: Take no lock and make no file beside it; only where nobody
            else can have the file open.
        wait: Seconds to wait for a writer.

    Raises:
        sqlite3.OperationalError: The file cannot be opened.
    """
    uri = f"{path.absolute().as_uri()}?{'immutable=1' if immutable else 'mode=ro'}"
    return dbapi.connect(uri, uri=True, timeout=wait, isolation_level=None)
