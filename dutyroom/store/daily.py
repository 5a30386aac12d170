"""The backup of each day: made when one is due, and the oldest are dropped.

Dropped are only those of the same history: a database that begins empty, or goes back to an
earlier state, never takes away the backups of what it does not hold.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from sqlalchemy import select

from dutyroom.store.backup import examined, make_backup
from dutyroom.store.manifest import DAILY, Backup, list_backups, manifest_path
from dutyroom.store.tables import JOURNAL

KEPT: Final = 14
"""How many backups are kept, unless the unit chooses otherwise."""


def make_daily(
    source: Path,
    folder: Path,
    at: datetime,
    keep: int = KEPT,
    stop: Callable[[], bool] = lambda: False,
) -> Backup | None:
    """Make the daily backup when the last one is a day old, and drop the oldest of its history.

    Args:
        source: The database file.
        folder: Where backups stand.
        at: The time, aware.
        keep: How many daily backups to keep, at least one.
        stop: Says whether to give up while the journal is verified.

    Returns:
        The backup; None when none was due.

    Raises:
        BackupFailed: It was due and could not be made.
    """
    # One made while the clock was wrong, and dated in the future, neither counts nor hurries.
    past = (backup for backup in _daily(folder) if backup.created_at <= at)
    newest = next(past, None)
    if newest is not None and at - newest.created_at < timedelta(days=1):
        return None
    made = make_backup(source, folder, at, DAILY, stop)
    # The one that was just verified from end to end stays, whatever dates the others bear.
    others = [backup for backup in _held(made, list(_daily(folder))) if backup != made]
    for backup in others[max(keep, 1) - 1 :]:
        manifest_path(backup.path).unlink(missing_ok=True)
        backup.path.unlink(missing_ok=True)
    return made


def _daily(folder: Path) -> Iterator[Backup]:
    """Yield the daily backups, newest first."""
    return (backup for backup in list_backups(folder) if backup.manifest.kind == DAILY)


def _held(made: Backup, backups: Sequence[Backup]) -> list[Backup]:
    """Return the backups whose last fact stands in another one's journal: it holds all of them.

    Raises:
        StoreError: The other one cannot be read.
    """
    ends = [backup.manifest.seq for backup in backups]
    chosen = select(JOURNAL.c.seq, JOURNAL.c.hash).where(JOURNAL.c.seq.in_(ends))
    with examined(made.path) as session:
        hashes = {seq: found for seq, found in session.connection().execute(chosen)}  # noqa: C416
    return [
        backup
        for backup in backups
        if not backup.manifest.seq or hashes.get(backup.manifest.seq) == backup.manifest.head
    ]
