"""`dutyroom rebuild`: compute the registers anew from the journal."""

from __future__ import annotations

import argparse
from contextlib import closing
from pathlib import Path

from dutyroom.cli import left_out
from dutyroom.cli.agreed import agreed
from dutyroom.cli.alone import alone
from dutyroom.clock import Clock, clock_from_environment
from dutyroom.config import places
from dutyroom.i18n import _
from dutyroom.registers.anew import beside, made_anew, taken_up
from dutyroom.registers.ledger import Ledger
from dutyroom.registers.retelling import in_words, strayed
from dutyroom.store.backup import make_backup
from dutyroom.store.beside import unreadable
from dutyroom.store.engine import open_store
from dutyroom.store.errors import DatabaseDamaged
from dutyroom.store.journal import verify
from dutyroom.store.quick_check import quick_check
from dutyroom.store.sqlite_reasons import fault_reasons

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
    with alone(where, "rebuild"):
        taken_up(where.database)
        if faults := _looked_at(where.database):
            return _anew(where.database, faults, clock, agreed_to=arguments.yes)
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


def _anew(database: Path, faults: list[str], clock: Clock, *, agreed_to: bool) -> int:
    """Make a damaged database anew from its journal.

    Returns:
        0 when it was done, 2 when the answer was no.

    Raises:
        RebuildFailed: It cannot be done; nothing was changed.
    """
    print(
        _("The database is damaged ({detail}), its journal is whole: no fact is lost.").format(
            detail="; ".join(faults)
        )
    )
    question = _("Make {path} anew from the journal, and set the damaged one aside? [y/N] ").format(
        path=database
    )
    if not (agreed_to or agreed(question)):
        return 2
    done = made_anew(database, clock)
    print(
        _("The database was made anew. The damaged one is kept as {path}.").format(
            path=done.set_aside
        )
    )
    if done.lost:
        print(left_out.sentence(done.lost))
    return 0


def _looked_at(database: Path) -> list[str]:
    """Make sure that nothing is computed from a journal that was changed, and look at the rest.

    Returns:
        What is damaged otherwise.

    Raises:
        StoreError: The journal was changed, or the database cannot be read.
    """
    with closing(open_store(database)) as store:
        try:
            with store.read() as session:
                found = verify(session)
        except DatabaseDamaged as error:
            raise DatabaseDamaged(
                _(
                    "A page of the journal cannot be read: the registers are not computed from it. "
                    "Nothing was changed. Go back to a backup: dutyroom restore"
                )
            ) from error
        pages = quick_check(store, lambda: False)
        faults = [fault_reasons(pages)] if pages else []
        if not faults and (out := unreadable(database, beside())):
            faults = [left_out.fault(out)]
    if not found.sound:
        raise DatabaseDamaged(
            _(
                "The journal was changed at number {seq}: the registers are not computed from "
                "it. Nothing was changed. Go back to a backup: dutyroom restore"
            ).format(seq=found.first_bad)
        )
    return faults
