"""An empty database in the place of one that is gone, for whoever insists on it.

What the old one gave after its last backup is known to nobody, and what it printed lies on
paper: the numbers that it may have given are left out, as after a restore. The spool, whose
facts come next, must not be numbered from one again.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from dutyroom.clock import Clock
from dutyroom.i18n import _
from dutyroom.registers.last_numbers import Last, last_numbers
from dutyroom.registers.ledger import Ledger
from dutyroom.registers.numbers.facts import Series
from dutyroom.registers.passing_over import Jump, leave_gap
from dutyroom.standard.clocks import local, midnight
from dutyroom.store.apart import run_apart
from dutyroom.store.arriving import drop, sync_whole
from dutyroom.store.engine import open_store
from dutyroom.store.errors import DatabaseBack
from dutyroom.store.files import put_new
from dutyroom.store.gate import State, look
from dutyroom.store.known import note_made
from dutyroom.store.manifest import list_backups


@dataclass(frozen=True, slots=True)
class Gone:
    """The database that is gone.

    Attributes:
        database: Where it stood.
        backups: Where its backups stand.
        unit: Code of the unit that counts on.
    """

    database: Path
    backups: Path
    unit: str


def begin_empty(gone: Gone, clock: Clock, actor: str) -> tuple[Jump, ...]:
    """Make an empty database that goes on behind the numbers of the one that is gone.

    It comes into its place when it is whole: a line keeper that waits for one takes it at once.

    Args:
        gone: The database that is gone.
        clock: Gives the time.
        actor: Who wants it.

    Returns:
        The numbers that are left out.

    Raises:
        DatabaseBack: It is not gone any more, and stays as it is.
        StoreError: It could not be made; nothing stands in its place.
        OSError: The disk refuses.
    """
    _require_gone(gone.database)
    now = clock.now()
    since, there = _last_known(gone.backups) or (_new_year(now), {})
    arriving = gone.database.with_name(f"{gone.database.name}.beginning")
    drop(arriving)  # what a killed process has left
    try:
        run_apart(arriving, gone.backups)
        with closing(open_store(arriving)) as store:
            ledger = Ledger(store, clock)
            jumps = leave_gap(ledger, there, gone.unit, since=since, at=now, actor=actor)
        _require_gone(gone.database)  # a log that came back would be taken for that of this one
        sync_whole(arriving)
        put_new(arriving, gone.database)
    except FileExistsError as error:
        raise _back(gone.database) from error
    finally:
        drop(arriving)
    note_made(gone.database)
    return jumps


def _last_known(backups: Path) -> tuple[datetime, dict[Series, Last]] | None:
    """Return the last numbers of the newest backup that can be read, and its time."""
    for backup in list_backups(backups):
        if (there := last_numbers(backup.path)) is not None:
            return backup.created_at, there
    return None


def _require_gone(database: Path) -> None:
    """Make sure that nothing stands in a place, nor anything that belongs to what stood there.

    Raises:
        StoreError: Something does.
    """
    if look(database) is not State.MISSING:
        raise _back(database)


def _back(database: Path) -> DatabaseBack:
    """Return the error for a database that came back while an empty one was wanted or made."""
    return DatabaseBack(
        _(
            "The database {path} is there again. It was not changed, and no empty one took its "
            "place: go on with it."
        ).format(path=database)
    )


def _new_year(now: datetime) -> datetime:
    """Return when the Beijing year began: without a backup any of its numbers may be given."""
    return midnight(date(local(now).year, 1, 1))
