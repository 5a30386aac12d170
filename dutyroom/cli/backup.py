"""`dutyroom backup`: make a verified backup now, beside the daily ones."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from dutyroom import config
from dutyroom.cli.kept_files import kept, missing
from dutyroom.clock import clock_from_environment
from dutyroom.config import Settings
from dutyroom.documents.json_text import json_text
from dutyroom.errors import PlainError
from dutyroom.i18n import _
from dutyroom.os_reasons import os_reason
from dutyroom.registers.matters.copies import Copied, keep
from dutyroom.store import gate
from dutyroom.store.backup import make_backup
from dutyroom.store.errors import DatabaseMissing
from dutyroom.store.known import refuse_new
from dutyroom.store.manifest import Backup

KIND = "manual"
"""Kind of a backup that somebody asked for; the daily ones do not push it out."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("--json", action="store_true", help=_("print what was made as JSON"))
    parser.epilog = _(
        "The copy is read back from end to end before it counts. Calls go on meanwhile."
    )


def run(arguments: argparse.Namespace) -> int:
    """Make a backup and check it.

    Returns:
        0.

    Raises:
        StoreError: There is no database, or no sound copy of it could be made.
        PlainError: The files kept with matters could not be copied.
    """
    made = make(arguments.home)
    files = _kept(made, config.places(arguments.home).attachments)
    if arguments.json:
        print(json_text(_told(made, files)))
    else:
        print(_("Backup made and verified: {path}").format(path=made.path))
        print(
            _("{facts} facts, last hash {head}, {size:.1f} MB.").format(
                facts=made.manifest.seq,
                head=made.manifest.head[:12],
                size=made.path.stat().st_size / 1e6,
            )
        )
        if files.files:
            print(kept(files))
    if files.missing:
        print(missing(files), file=sys.stderr)
    return 0


def _kept(made: Backup, attachments: Path) -> Copied:
    """Copy beside a backup the files that are kept with its matters.

    Raises:
        PlainError: The disk refuses; the backup of the database is made.
    """
    try:
        return keep(made, attachments)
    except OSError as error:
        raise PlainError(
            _(
                "The backup {path} is made, but the files kept with matters could not be copied "
                "beside it: {reason}."
            ).format(path=made.path, reason=os_reason(error))
        ) from error


def make(home: Path | None) -> Backup:
    """Make a backup of a desk, and check it from end to end.

    Args:
        home: The folder that `--home` names.

    Raises:
        StoreError: There is no database, or no sound copy of it could be made.
    """
    where = config.places(home)
    chosen = (config.load_settings(where.config) or Settings()).backup
    folder = where.backups_at(chosen.folder)
    if gate.look(where.database) is gate.State.MISSING:
        refuse_new(where.database, folder)
        raise DatabaseMissing(
            _("There is no database at {path} yet: there is nothing to back up.").format(
                path=where.database
            )
        )
    return make_backup(where.database, folder, clock_from_environment().now(), KIND)


def _told(made: Backup, files: Copied) -> dict[str, str | int | bool]:
    """Return what `--json` prints; its keys are stable."""
    return {
        "path": str(made.path),
        "created_at": made.manifest.created_at,
        "kind": made.manifest.kind,
        "sha256": made.manifest.sha256,
        "bytes": made.path.stat().st_size,
        "facts": made.manifest.seq,
        "head": made.manifest.head,
        "verified": True,
        "attachments": files.files - len(files.missing),
        "attachments_missing": len(files.missing),
    }
