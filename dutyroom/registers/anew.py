"""A damaged database made anew from its journal; what was damaged is set aside."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Table

from dutyroom.clock import Clock
from dutyroom.i18n import _
from dutyroom.os_reasons import os_reason
from dutyroom.registers.index import ALL
from dutyroom.registers.ledger import Ledger
from dutyroom.store.apart import run_apart
from dutyroom.store.arriving import REBUILDING, drop
from dutyroom.store.backup import require_room
from dutyroom.store.beside import LeftOut
from dutyroom.store.engine import open_store
from dutyroom.store.errors import DatabaseDamaged, RebuildFailed, StoreError
from dutyroom.store.journal import verify
from dutyroom.store.quick_check import quick_check
from dutyroom.store.renewing import beside_journal, carry_over
from dutyroom.store.restoring import put_in_place
from dutyroom.store.rows import table_of
from dutyroom.store.setting_aside import move_back


@dataclass(frozen=True, slots=True)
class Renewed:
    """What was done.

    Attributes:
        set_aside: Where the damaged database stands.
        lost: Rows of tables beside the journal that could not be read, and are left out.
    """

    set_aside: Path | None
    lost: tuple[LeftOut, ...]


def made_anew(database: Path, clock: Clock) -> Renewed:
    """Make a database with the same journal and compute all else from it.

    Args:
        database: The damaged database, whose journal is whole; nobody else has it open.
        clock: Names what is set aside.

    Raises:
        RebuildFailed: The disk refused, or the journal could not be read; nothing was deleted.
    """
    arriving = database.with_name(database.name + REBUILDING)
    drop(arriving)  # what a killed process has left
    try:
        require_room(database, database.parent)
        run_apart(arriving, arriving.parent / "backups")
        lost = carry_over(database, arriving, beside())
        _compute(arriving, clock)
        try:
            return Renewed(put_in_place(arriving, database, clock.now()), lost)
        except OSError as error:
            raise _not_moved(database, error) from error
    except RebuildFailed:
        raise
    except (OSError, StoreError) as error:
        detail = os_reason(error) if isinstance(error, OSError) else str(error)
        raise RebuildFailed(
            _(
                "The registers of {path} could not be computed anew ({detail}). Nothing was "
                "changed, and nothing was deleted. Check the disk and do this again."
            ).format(path=database, detail=detail)
        ) from error
    finally:
        drop(arriving)


def taken_up(database: Path) -> None:
    """Put a database in its place again that a killed process was setting aside.

    Args:
        database: The database; nobody else has it open.

    Raises:
        RebuildFailed: The disk refused; nothing was deleted.
    """
    try:
        move_back(database)
    except OSError as error:
        raise _not_moved(database, error) from error


def _not_moved(database: Path, error: OSError) -> RebuildFailed:
    """Return the error for a disk that refused to give a file another name."""
    return RebuildFailed(
        _(
            "The disk refused to move {path} ({detail}). Nothing was deleted: look for files that "
            "begin with its name. Check the disk and do this again."
        ).format(path=database, detail=os_reason(error))
    )


def beside() -> list[Table]:
    """Return the tables whose rows no fact makes: drafts, notes, passwords."""
    return beside_journal(table_of(table) for register in ALL for table in register.tables)


def _compute(arriving: Path, clock: Clock) -> None:
    """Compute the registers, and check all that was written.

    Raises:
        StoreError: It is not sound.
    """
    with closing(open_store(arriving)) as store:
        with store.read() as session:
            whole = verify(session).sound
        Ledger(store, clock).rebuild()
        if not whole or quick_check(store, lambda: False):
            raise DatabaseDamaged(_("the copy is not sound"))
