"""The registers of a home as a command opens them, and who runs it.

Meanwhile nobody puts another database in their place: what a command writes after its question
would else go into the one that was set aside.
"""

from __future__ import annotations

import getpass
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from dutyroom.cli.folder import make_folder
from dutyroom.config import Settings, load_settings, places
from dutyroom.store.arriving import tidy_up
from dutyroom.store.engine import Store, open_store
from dutyroom.store.gate import State, look
from dutyroom.store.known import refuse_new
from dutyroom.store.lock import Lock


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
        make_folder(where)
    if settings.backup.folder:
        refuse_new(where.database, Path(settings.backup.folder))
    usable = look(where.database) is State.READY  # where it is not, no file is made beside it
    with ExitStack() as held:
        if usable or create:
            lock = Lock(where.commands_lock, "command", shared=True)
            with suppress(OSError):  # where no file can be made, nothing can be written either
                held.enter_context(lock)
                tidy_up(where.database)
        store = open_store(where.database, migrate=create, backups=where.backups)
        held.callback(store.close)
        yield store, settings


def user() -> str:
    """Return who sits at the machine."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "cli"
