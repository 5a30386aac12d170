"""`dutyroom migrate`: make the database, or bring an older one to this version."""

from __future__ import annotations

import argparse
from contextlib import ExitStack
from pathlib import Path

from dutyroom.cli.agreed import agreed
from dutyroom.cli.folder import make_folder
from dutyroom.cli.kept_at_once import keep_at_once
from dutyroom.cli.opened import user
from dutyroom.clock import clock_from_environment
from dutyroom.config import Places, Settings, load_settings, places
from dutyroom.errors import PlainError
from dutyroom.i18n import _
from dutyroom.os_reasons import os_reason
from dutyroom.store.apart import run_apart
from dutyroom.store.gate import State, look
from dutyroom.store.known import note_made, refuse_new, was_made
from dutyroom.store.lock import Lock

EMPTY = "empty"
"""Kind of the backup that is made of an empty database; the daily ones do not push it out."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "--empty",
        action="store_true",
        help=_("begin with an empty database where the old one is gone for good"),
    )
    parser.add_argument("--yes", action="store_true", help=_("do not ask before it is done"))
    parser.epilog = _("A backup is made before anything is changed.")


def run(arguments: argparse.Namespace) -> int:
    """Migrate the database.

    Returns:
        0; nothing is done where the database is of this version. 2 when the answer was no.

    Raises:
        DatabaseMissing: There was one here, and nobody wants an empty one.
        MigrationFailed: It is as it was.
    """
    where = places(arguments.home)
    settings = load_settings(where.config) or Settings()
    kept = where.backups_at(settings.backup.folder)
    gone = look(where.database) is State.MISSING and was_made(where.database, kept)
    if gone and arguments.empty:
        return _begin_empty(where, kept, settings, arguments.yes)
    refuse_new(where.database, kept)
    make_folder(where)
    run_apart(where.database, where.backups)
    note_made(where.database)
    print(_("The database {path} is of this version.").format(path=where.database))
    return 0


def _begin_empty(where: Places, backups: Path, settings: Settings, asked_already: bool) -> int:
    """Make an empty database in the place of the one that is gone, and say what that means.

    Raises:
        PlainError: It could not be made.
    """
    from dutyroom.registers.beginning_empty import Gone, begin_empty  # noqa: PLC0415 - seldom

    question = _(
        "The database {path} was here and is gone. An empty one in its place knows none of its "
        "calls, matters, people and rosters; with a backup they come back: dutyroom restore. "
        "Begin with an empty one all the same? [y/N] "
    )
    database, clock = where.database, clock_from_environment()
    if not (asked_already or agreed(question.format(path=database))):
        return 2
    try:
        # The line keeper is not asked to end: it takes the new one as it would the old one.
        # A console that only shows would go on showing the one that is gone.
        with ExitStack() as held:
            for path in (where.consoles_lock, where.console_lock, where.commands_lock):
                held.enter_context(Lock(path, "migrate"))
            gone = Gone(database, backups, settings.unit.code)
            jumps = begin_empty(gone, clock, user())
    except OSError as error:
        raise PlainError(
            _("{path} could not be made: {reason}. Nothing was changed.").format(
                path=database, reason=os_reason(error)
            )
        ) from error
    print(_("The database {path} is new and empty.").format(path=database))
    sentence = _(
        "Running numbers of {series}, {year}: {first} to {last} may have been given by the one "
        "that is gone, and are left out; the next is {next}."
    )
    for jump in jumps:
        words = {"series": jump.series.label, "year": jump.year, "next": jump.last + 1}
        print(sentence.format(first=jump.first, last=jump.last, **words))
    keep_at_once(database, backups, clock, EMPTY)
    return 0
