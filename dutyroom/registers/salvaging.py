"""A database made of what can be read of a damaged one, where no backup is as it was made.

A backup whose journal is whole is as good as a sound one: its registers are computed anew, and
what was entered after it comes back as after every restore. Otherwise the most entries count.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from dutyroom.clock import Clock
from dutyroom.registers.bringing_back import BroughtBack, Wanted, bring_back
from dutyroom.store import gate
from dutyroom.store.apart import run_apart
from dutyroom.store.arriving import drop
from dutyroom.store.entry import GENESIS
from dutyroom.store.errors import DatabaseForeign, DatabaseNewer, StoreError
from dutyroom.store.manifest import Backup
from dutyroom.store.survivors import Survivors, survivors


@dataclass(frozen=True, slots=True)
class Hole:
    """Entries in a row that cannot be read.

    Attributes:
        first: The number of the first.
        last: The number of the last.
        since: When the sound entry before them was entered; None: they are the first.
    """

    first: int
    last: int
    since: datetime | None


@dataclass(frozen=True, slots=True)
class Remains:
    """What can be read of a damaged database.

    Attributes:
        backup: The file; of the database itself with the manifest of an empty one.
        sound: How many entries are as they were written.
        holes: Those that are not.
        whole: Whether every entry that it should hold is sound, and in its place.
        opens: Whether it can be opened like a database that is not damaged.
    """

    backup: Backup
    sound: int
    holes: tuple[Hole, ...]
    whole: bool
    opens: bool


def remains(backup: Backup) -> Remains | None:
    """Return what can be read of a file; None: nothing, or it is none that this version reads.

    Takes a minute for a million entries.

    Args:
        backup: The file, and what it should hold.
    """
    opens = True
    try:
        gate.look(backup.path)
    except (DatabaseForeign, DatabaseNewer):
        return None
    except StoreError:
        opens = False
    with survivors(backup.path) as left:
        if left is None or not left.last_seq:
            return None
        seen = _Looked(left)
    if seen.count < backup.manifest.seq:
        seen.miss(seen.count + 1, backup.manifest.seq)
    as_made = (seen.count, seen.head) == (backup.manifest.seq, backup.manifest.head)
    return Remains(backup, seen.sound, tuple(seen.holes), seen.chained and as_made, opens)


def best(
    database: Backup | None, backups: Iterable[Backup], looking: Callable[[Path], None]
) -> Remains | None:
    """Return the file to make a database of; None: nothing can be read of any.

    Args:
        database: The damaged database itself, if it may be used and is there.
        backups: The damaged backups, newest first.
        looking: Told each file before it is read, which may take a minute.
    """
    found: list[Remains] = []
    for backup in backups:
        looking(backup.path)
        if (there := remains(backup)) is not None:
            if there.whole:
                return there
            found.append(there)
    if database is not None:
        looking(database.path)
        if (itself := remains(database)) is not None:
            found.insert(0, itself)
    return max(found, key=lambda each: each.sound, default=None)


def make_of(arriving: Path, wanted: Wanted, clock: Clock) -> tuple[BroughtBack, BroughtBack | None]:
    """Make a database of what can be read of a file, and of what was entered after it.

    Args:
        arriving: The database to be made.
        wanted: What is to be done; its backup is the damaged file.
        clock: Gives the time at which facts are entered.

    Returns:
        What came from the file; and what was brought back behind it, if that is another one
        than the database in whose place it comes.

    Raises:
        StoreError: It cannot be made.
        OSError: The disk refuses.
    """
    drop(arriving)
    run_apart(arriving, wanted.backups)
    path, manifest = wanted.backup.path, wanted.backup.manifest
    empty = Backup(path, replace(manifest, seq=0, head=GENESIS))
    first = bring_back(arriving, replace(wanted, backup=empty, old=path, newer=True), clock)
    if path == wanted.old:
        return first, None
    return first, bring_back(arriving, wanted, clock)


class _Looked:
    """What was seen of the journal of a damaged database, entry by entry."""

    def __init__(self, left: Survivors) -> None:
        """Read every entry.

        Args:
            left: What can be read of it.
        """
        self.count = self.sound = 0
        self.head = GENESIS
        self.chained = True
        self.holes: list[Hole] = []
        self._since: datetime | None = None
        for seq, entry in left.entries(0):
            self.count = seq
            if entry is None:
                self.miss(seq, seq)
                continue
            self.sound += 1
            self.chained &= entry.row["previous_hash"] == self.head
            self.head = entry.row["hash"]
            self._since = datetime.fromisoformat(entry.row["entered_at"])

    def miss(self, first: int, last: int) -> None:
        """Note entries that cannot be read; behind others of them they are one hole."""
        if self.holes and self.holes[-1].last == first - 1:
            first, before = self.holes[-1].first, self.holes.pop().since
        else:
            before = self._since
        self.holes.append(Hole(first, last, before))
