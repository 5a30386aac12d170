"""The registers of a home as a command opens them, and who runs it."""

from __future__ import annotations

import getpass
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dutyroom.config import Settings, load_settings, places
from dutyroom.store.engine import Store, open_store
from dutyroom.store.known import refuse_new


@contextmanager
def opened(home: Path | None, *, create: bool = False) -> Iterator[tuple[Store, Settings]]:
    """Open the database of a home, and say what the unit has chosen.

    Args:
        home: The folder that `--home` names.
        create: Make a database that is missing, and migrate an older one.

    Raises:
        PlainError: The settings or the database cannot be used.
    """
    where = places(home)
    settings = load_settings(where.config) or Settings()
    if create:
        where.create()
    if settings.backup.folder:
        refuse_new(where.database, Path(settings.backup.folder))
    store = open_store(where.database, migrate=create, backups=where.backups)
    try:
        yield store, settings
    finally:
        store.close()


def user() -> str:
    """Return who sits at the machine."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "cli"
