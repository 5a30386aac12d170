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
from dutyroom.registers.last_numbers import Last, last_numbers
from dutyroom.registers.ledger import Ledger
from dutyroom.registers.numbers.facts import Series
from dutyroom.registers.passing_over import Jump, leave_gap
from dutyroom.standard.clocks import local, midnight
from dutyroom.store.apart import run_apart
from dutyroom.store.engine import open_store
from dutyroom.store.known import note_made
from dutyroom.store.manifest import list_backups
from dutyroom.store.restoring import drop, put_in_place


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
        StoreError: It could not be made; nothing stands in its place.
        OSError: The disk refuses.
    """
    now = clock.now()
    since, there = _last_known(gone.backups) or (_new_year(now), {})
    arriving = gone.database.with_name(f"{gone.database.name}.beginning")
    drop(arriving)  # what a killed process has left
    try:
        run_apart(arriving, gone.backups)
        with closing(open_store(arriving)) as store:
            ledger = Ledger(store, clock)
            jumps = leave_gap(ledger, there, gone.unit, since=since, at=now, actor=actor)
        put_in_place(arriving, gone.database, now)
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


def _new_year(now: datetime) -> datetime:
    """Return when the Beijing year began: without a backup any of its numbers may be given."""
    return midnight(date(local(now).year, 1, 1))
