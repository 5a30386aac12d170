"""`dutyroom rebuild`: compute the registers anew from the journal."""

from __future__ import annotations

import argparse
from contextlib import ExitStack
from pathlib import Path

from dutyroom.cli.agreed import agreed
from dutyroom.clock import clock_from_environment
from dutyroom.config import places
from dutyroom.i18n import _
from dutyroom.registers.ledger import Ledger
from dutyroom.registers.retelling import in_words, strayed
from dutyroom.store.backup import make_backup
from dutyroom.store.engine import open_store
from dutyroom.store.errors import DatabaseDamaged
from dutyroom.store.journal import verify
from dutyroom.store.lock import Lock

KIND = "rebuild"
"""Kind of the backup that is made before; the daily ones do not push it out."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("--yes", action="store_true", help=_("do not ask before it is done"))
    parser.epilog = _(
        "For a desk where `dutyroom doctor --thorough` finds registers that are not as the "
        "journal has them. A backup is made before anything is changed."
    )


def run(arguments: argparse.Namespace) -> int:
    """Look which rows are not as the journal has them, and put them right.

    Returns:
        0 where all is right now, 2 when the answer was no.

    Raises:
        PlainError: It cannot be done; nothing was changed.
    """
    where, clock = places(arguments.home), clock_from_environment()
    where.create()
    with ExitStack() as held:
        for lock in (where.keeper_lock, where.console_lock):
            held.enter_context(Lock(lock, "rebuild"))
        _require_sound(where.database)
        found = strayed(where.database, where.backups, clock)
        if not found:
            print(_("Every row of the registers is as the journal has it. Nothing was changed."))
            return 0
        print(in_words(found))
        question = _("Compute the registers of {path} anew? [y/N] ").format(path=where.database)
        if not (arguments.yes or agreed(question)):
            return 2
        kept = make_backup(where.database, where.backups, clock.now(), KIND)
        store = open_store(where.database)
        try:
            Ledger(store, clock).rebuild()
        finally:
            store.close()
    print(
        _("The registers were computed anew. What was there is kept as {path}.").format(
            path=kept.path
        )
    )
    return 0


def _require_sound(database: Path) -> None:
    """Make sure that the registers are not computed from a journal that was changed.

    Raises:
        StoreError: It was, or the database cannot be read.
    """
    store = open_store(database)
    try:
        with store.read() as session:
            found = verify(session)
    finally:
        store.close()
    if not found.sound:
        raise DatabaseDamaged(
            _(
                "The journal was changed at number {seq}: the registers are not computed from "
                "it. Nothing was changed. Go back to a backup: dutyroom restore"
            ).format(seq=found.first_bad)
        )
