"""`dutyroom restore` where no backup is as it was made: what can be had, and what is lost."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from dutyroom.cli.agreed import agreed
from dutyroom.cli.brought_back import told, told_of_damaged
from dutyroom.cli.kept_at_once import keep_at_once
from dutyroom.cli.opened import user
from dutyroom.clock import Clock, clock_from_environment
from dutyroom.config import Places
from dutyroom.errors import PlainError
from dutyroom.i18n import _
from dutyroom.registers.bringing_back import Wanted
from dutyroom.registers.holding import holds_all
from dutyroom.registers.salvaging import Hole, Remains, best, make_of
from dutyroom.standard.clocks import minute
from dutyroom.store.entry import stamp
from dutyroom.store.lock import Lock
from dutyroom.store.manifest import Backup, Manifest
from dutyroom.store.restoring import Restored, replace

_MOST: Final = 10
"""Of the places that cannot be read so many are named."""


def restore_damaged(
    backups: Sequence[Backup],
    where: Places,
    folder: Path,
    locks: Sequence[Lock],
    arguments: argparse.Namespace,
) -> Restored | None:
    """Say what can be had of damaged backups, and have it where that is wanted.

    Args:
        backups: None of them is as it was made; newest first.
        where: The places of the desk.
        folder: Where backups stand.
        locks: The locks of all who may write.
        arguments: The command line of `dutyroom restore`.

    Returns:
        What was done; None where nothing was, as nobody wants it yet.

    Raises:
        PlainError: Nothing can be had, or it cannot be done; nothing was deleted.
    """
    found = _best(backups, where, arguments)
    print(*_described(found), sep="\n", flush=True)
    if not arguments.damaged:
        print(_("To make a database of it: dutyroom restore --damaged. Nothing was changed."))
        return None
    question = _("Make {path} of what can be read, and set aside what is there? [y/N] ")
    if not (arguments.yes or agreed(question.format(path=where.database))):
        return None
    newer, clock = not arguments.only_backup, clock_from_environment()
    wanted = Wanted(found.backup, where.database, where.backups, newer, user())
    aside = _put_in_place(wanted, locks, clock)
    keep_at_once(where.database, folder, clock, "restore")
    return Restored(found.backup, aside)


def _best(backups: Sequence[Backup], where: Places, arguments: argparse.Namespace) -> Remains:
    """Return the file of which the most can be had.

    Raises:
        PlainError: There is none, or the database needs no backup; nothing was changed.
    """
    itself = None if arguments.only_backup else _itself(where, arguments)
    if itself is not None and holds_all(where.database, backups):
        raise PlainError(
            _(
                "The database {path} is sound and holds all that the backups hold, so it needs "
                "none. Nothing was changed."
            ).format(path=where.database)
        )
    print(_("What can still be read is looked for."), flush=True)
    found = best(itself, backups, lambda path: print(f"  {path}", flush=True))
    if found is None:
        raise PlainError(
            _(
                "Nothing can be read. Nothing was changed. If you have a backup elsewhere: "
                "dutyroom restore --from FILE. If there is none, move {path} into another folder "
                "and keep it, then: dutyroom migrate --empty"
            ).format(path=where.database)
        )
    if found.backup.path == where.database and found.opens and not found.holes:
        raise PlainError(
            _(
                "Every entry of the journal of {path} can be read, so it needs no backup. Nothing "
                "was changed. What else is damaged in it is put right by: dutyroom rebuild"
            ).format(path=where.database)
        )
    return found


def _put_in_place(wanted: Wanted, locks: Sequence[Lock], clock: Clock) -> Path | None:
    """Make the database, say what is lost, and set aside what is there; return where it stands.

    It is said before it is done: whoever is killed over it has read it, and nobody could see it
    afterwards.

    Raises:
        PlainError: It cannot be done; nothing was deleted.
    """

    def make(arriving: Path) -> None:
        first, behind = make_of(arriving, wanted, clock)
        print(*told_of_damaged(first, wanted.backup.path), sep="\n", flush=True)
        if behind is not None:
            print(*told(behind, wanted), sep="\n", flush=True)

    return replace(make, wanted.backup.path, wanted.old, clock.now(), locks)


def _itself(where: Places, arguments: argparse.Namespace) -> Backup | None:
    """Return the database itself, as far as it may be used, with the manifest of an empty one."""
    if arguments.source is not None or not where.database.exists():
        return None
    now = stamp(clock_from_environment().now())
    return Backup(where.database, Manifest(now, "", "", "", 0, "", {}, ""))


def _described(found: Remains) -> Iterator[str]:
    """Yield what can be read of a file, and what not."""
    path = found.backup.path
    if found.whole:
        yield _(
            "{path}: all {count} entries of its journal can be read; what is damaged follows from "
            "them and is computed anew."
        ).format(path=path, count=found.sound)
        return
    lost = sum(hole.last - hole.first + 1 for hole in found.holes)
    yield _("{path}: {sound} of {count} entries can be read.").format(
        path=path, sound=found.sound, count=found.sound + lost
    )
    yield from map(_hole, found.holes[:_MOST])
    if (more := len(found.holes) - _MOST) > 0:
        yield _("Nor can those of {count} other places.").format(count=more)


def _hole(hole: Hole) -> str:
    """Name entries that cannot be read."""
    since = _("none before") if hole.since is None else minute(hole.since)
    if hole.first == hole.last:
        return _("Not entry {number}; the one before it was entered: {time}.").format(
            number=hole.first, time=since
        )
    return _("Not entries {first} to {last}; the one before them was entered: {time}.").format(
        first=hole.first, last=hole.last, time=since
    )
