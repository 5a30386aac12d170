"""`dutyroom restore`: go back to a backup; what was there is set aside."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from dutyroom.cli import set_aside
from dutyroom.cli.agreed import agreed
from dutyroom.cli.alone import alone
from dutyroom.cli.backups_there import backups_there, chosen_folder, told_of_absent
from dutyroom.cli.brought_back import told
from dutyroom.cli.from_damaged import restore_damaged
from dutyroom.cli.kept_at_once import keep_at_once
from dutyroom.cli.kept_files import bring_files_back
from dutyroom.cli.opened import user
from dutyroom.clock import clock_from_environment
from dutyroom.config import Places, places
from dutyroom.errors import PlainError
from dutyroom.i18n import _
from dutyroom.registers.anew import taken_up
from dutyroom.registers.bringing_back import BroughtBack, Wanted, bring_back
from dutyroom.standard.clocks import minute
from dutyroom.store.asides import asides
from dutyroom.store.errors import BackupUnsound
from dutyroom.store.lock import Lock
from dutyroom.store.manifest import Backup, read_backup
from dutyroom.store.restoring import Restored, restore

KIND = "restore"
"""Kind of the backup that is made afterwards; the daily ones do not push it out."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "--list", action="store_true", dest="listing", help=_("show the backups and end")
    )
    parser.add_argument(
        "--from",
        type=Path,
        dest="source",
        metavar=_("FILE"),
        help=_("go back to this backup, not to the newest"),
    )
    parser.add_argument(
        "--only-backup",
        action="store_true",
        help=_("leave out what was entered after the backup, though it can still be read"),
    )
    parser.add_argument(
        "--damaged",
        action="store_true",
        help=_("where no backup is as it was made: have what can be read of the best"),
    )
    parser.add_argument("--yes", action="store_true", help=_("do not ask before it is done"))


def run(arguments: argparse.Namespace) -> int:
    """Go back to a backup, or show what there is.

    Returns:
        0 when it was done or shown, 2 when the answer was no.

    Raises:
        PlainError: It cannot be done; nothing was deleted.
    """
    where = places(arguments.home)
    if arguments.source is None:
        told_of_absent(where)
    if arguments.listing:
        return _show(where)
    with alone(where, "restore"):  # whoever is in the way is named before anybody is asked
        taken_up(where.database)  # it may be all that there is to go back to
    chosen = _chosen(arguments.source, where)
    locks = [Lock(path, "restore") for path in where.locks]
    for backup in chosen:
        try:
            return _go_back(backup, where, locks, arguments)
        except BackupUnsound as error:  # nothing was changed; an older one may be sound
            print(error, file=sys.stderr)
    none = _("There is no backup in {folder}.").format(folder=chosen_folder(where))
    print(_("No backup is as it was made.") if chosen else none)
    done = restore_damaged(chosen, where, chosen_folder(where), locks, arguments)
    if done is None:
        return 2
    _report(done, where)
    bring_files_back(where, (chosen_folder(where),))
    return 0


def _go_back(
    backup: Backup, where: Places, locks: Sequence[Lock], arguments: argparse.Namespace
) -> int:
    """Go back to one backup.

    Returns:
        0 when it was done, 2 when the answer was no.

    Raises:
        BackupUnsound: It is not as it was made; nothing was changed.
        PlainError: It cannot be done; nothing was deleted.
    """
    print(_line(backup), flush=True)
    newer = not arguments.only_backup
    if not (arguments.yes or agreed(_question(where, newer=newer))):
        return 2
    clock, found = clock_from_environment(), list[BroughtBack]()
    wanted = Wanted(backup, where.database, where.backups, newer, user())

    def complete(arriving: Path) -> None:
        found.append(bring_back(arriving, wanted, clock))
        print(*told(found[0], wanted), sep="\n", flush=True)  # before anybody can be killed

    _report(restore(backup, where.database, clock.now(), locks, complete), where)
    bring_files_back(where, (backup.path.parent, chosen_folder(where)))
    if found[0].jumps:
        keep_at_once(where.database, chosen_folder(where), clock, KIND)
    return 0


def _question(where: Places, *, newer: bool) -> str:
    """Return what is asked before anything is done."""
    asked = (
        _(
            "The database {path} is set aside, and this backup takes its place; what was entered "
            "after it is brought back as far as it can be read. Go on? [y/N] "
        )
        if newer
        else _(
            "The database {path} is set aside, and this backup takes its place; what was entered "
            "after it is left out. Go on? [y/N] "
        )
    )
    return asked.format(path=where.database)


def _show(where: Places) -> int:
    """Print the backups, newest first, and the databases that were set aside."""
    found = backups_there(where)
    if not found:
        print(_("There is no backup in {folder}.").format(folder=chosen_folder(where)))
    for backup in found:
        print(_line(backup))
    if there := asides(where.database):
        print(set_aside.counted(there))
        for each in there:
            print(set_aside.line(each))
        print(set_aside.advice())
    return 0


def _line(backup: Backup) -> str:
    """Return one line about a backup, with its time as the clock on the wall shows it."""
    return _("{time}  {facts} facts  {path}").format(
        time=minute(backup.created_at),
        facts=backup.manifest.seq,
        path=backup.path,
    )


def _chosen(source: Path | None, where: Places) -> Sequence[Backup]:
    """Return the backup that is named, or all, of which the newest that is sound is gone back to.

    Raises:
        PlainError: There is neither a backup nor a database.
    """
    if source is not None:
        return [read_backup(source)]
    found, folder = backups_there(where), chosen_folder(where)
    if not found and not where.database.exists():
        raise PlainError(
            _(
                "There is no backup in {folder}. Nothing was changed. If you have one elsewhere: "
                "dutyroom restore --from FILE"
            ).format(folder=folder)
        )
    return found


def _report(done: Restored, where: Places) -> None:
    """Say what was done, and what may be missing now."""
    print(_("The database {path} is restored.").format(path=where.database))
    if done.set_aside is not None:
        print(_("What was there is kept as {path}.").format(path=done.set_aside))
    print(
        _("Calls that still wait in {spool} are entered when the line keeper starts.").format(
            spool=where.spool
        )
    )
