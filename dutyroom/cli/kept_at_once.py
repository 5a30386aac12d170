"""A backup right after a database took the place of another one."""

from __future__ import annotations

import sys
from pathlib import Path

from dutyroom.clock import Clock
from dutyroom.i18n import _
from dutyroom.store.backup import make_backup
from dutyroom.store.errors import StoreError


def keep_at_once(database: Path, folder: Path, clock: Clock, kind: str) -> None:
    """Back up a new database: should its disk die, too, only this tells what was left out.

    Where that cannot be done it is said, and the database stays as it is.

    Args:
        database: The new database.
        folder: Where backups stand.
        clock: Gives the time.
        kind: The kind of the backup; the daily ones do not push it out.
    """
    try:
        kept = make_backup(database, folder, clock.now(), kind)
    except StoreError as error:
        print(error, file=sys.stderr)
        return
    print(_("A backup of it was made at once: {path}").format(path=kept.path))
