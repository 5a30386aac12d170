"""`dutyroom migrate`: make the database, or bring an older one to this version."""

from __future__ import annotations

import argparse

from dutyroom.config import places
from dutyroom.i18n import _
from dutyroom.store.apart import run_apart


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments: there are none of its own."""
    parser.epilog = _("A backup is made before anything is changed.")


def run(arguments: argparse.Namespace) -> int:
    """Migrate the database.

    Returns:
        0; nothing is done where the database is of this version.

    Raises:
        MigrationFailed: It is as it was.
    """
    where = places(arguments.home)
    where.create()
    run_apart(where.database, where.backups)
    print(_("The database {path} is of this version.").format(path=where.database))
    return 0
