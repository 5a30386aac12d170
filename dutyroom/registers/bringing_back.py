"""What a restored database gets back of what was entered after the backup.

The database that is set aside mostly holds it still. Entries that continue the chain of the
backup are taken over as they are; those behind a damaged place are entered anew. Of a number
that is missing then it may have been printed or written on paper, so none is given twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from dutyroom.clock import Clock
from dutyroom.registers.accounts.tables import SECRETS
from dutyroom.registers.ledger import Ledger
from dutyroom.registers.passing_over import Jump, pass_over, pass_over_versions
from dutyroom.store import journal
from dutyroom.store.beside import LeftOut, add_missing, renew_drafts
from dutyroom.store.engine import Store, open_store
from dutyroom.store.entry import GENESIS
from dutyroom.store.manifest import Backup
from dutyroom.store.parts import in_parts
from dutyroom.store.survivors import Sound, Survivors, survivors


@dataclass(frozen=True, slots=True)
class BroughtBack:
    """What came back, and what did not.

    Attributes:
        whole: How many entries were taken over as they were.
        anew: How many, behind a damaged place, were entered anew.
        lost: How many cannot be read; None: not even how many there were.
        jumps: The running numbers that are not given again.
        versions: Whether versions of rosters may be missing.
        left_out: Drafts and passwords that cannot be read.
        other: Whether the database that is set aside has another journal.
    """

    whole: int
    anew: int
    lost: int | None
    jumps: tuple[Jump, ...]
    versions: bool = False
    left_out: tuple[LeftOut, ...] = ()
    other: bool = False


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be done to the copy of the backup.

    Attributes:
        backup: The backup.
        old: The database that will be set aside; it need not be there, nor sound.
        backups: Where a copy is kept, should the backup be of an older version.
        newer: Whether what was entered after the backup comes back.
        actor: Who wants it.
    """

    backup: Backup
    old: Path
    backups: Path
    newer: bool
    actor: str


def bring_back(arriving: Path, wanted: Wanted, clock: Clock) -> BroughtBack:
    """Complete the copy of a backup from the database in whose place it comes.

    Args:
        arriving: The copy; nobody else has it open.
        wanted: What is to be done.
        clock: Gives the time at which facts are entered.

    Raises:
        StoreError: The copy cannot be written, or not be brought to this version.
    """
    with survivors(wanted.old) as left:
        store = open_store(arriving, migrate=True, backups=wanted.backups)
        with closing(store):
            return _complete(store, left, wanted, clock)


def _complete(store: Store, found: Survivors | None, wanted: Wanted, clock: Clock) -> BroughtBack:
    """Take over, pass over, enter anew: in this order, so that each call gets its number."""
    ledger, backup = Ledger(store, clock), wanted.backup
    continues = found is not None and _same_journal(found, backup)
    left = found if continues and wanted.newer else None
    with store.read() as session:
        tail = _Tail(left, backup, journal.head(session).hash)
    whole = ledger.take_over(tail.chained())
    rest = [*tail.rest()]
    jumps: tuple[Jump, ...] = ()
    versions = False
    if rest or not tail.seen_whole:
        at, actor = clock.now(), wanted.actor
        jumps = pass_over(store, ledger, found, backup, continues=continues, at=at, actor=actor)
        same = found if continues else None
        versions = pass_over_versions(store, ledger, same, at=at, actor=actor)
    anew = [each for each in rest if each is not None]
    for some in in_parts(anew):
        ledger.record(*(each.fact for each in some))
    lost = len(rest) - len(anew) if tail.seen_whole else None
    left_out: list[LeftOut | None] = []
    if left is not None:
        with store.write() as session:  # passwords and what was being written: no facts
            left_out.append(add_missing(session, SECRETS, left))
            left_out.append(renew_drafts(session, left, whole=lost == 0))
    there, other = tuple(filter(None, left_out)), found is not None and not continues
    return BroughtBack(whole, len(anew), lost, jumps, versions, there, other)


def _same_journal(left: Survivors, backup: Backup) -> bool:
    """Tell whether a journal is the one of a backup, gone on with: unless a sound entry differs.

    Args:
        left: What can be read of it.
        backup: The backup, which need not be sound.
    """
    last = backup.manifest.seq
    if (behind := left.row(last + 1)) is not None:
        return behind["previous_hash"] == (backup.manifest.head if last else GENESIS)
    with survivors(backup.path) as kept:
        if kept is None:
            return True
        for seq in range(min(last, left.last_seq), 0, -1):
            ours, theirs = kept.row(seq), left.row(seq)
            if ours is not None and theirs is not None:
                return ours["hash"] == theirs["hash"]
    return True


class _Tail:
    """The entries behind a backup: first those that continue its chain, then the others."""

    def __init__(self, left: Survivors | None, backup: Backup, head: str) -> None:
        """Look at what is left of a database; None: at nothing.

        Args:
            left: What can be read.
            backup: The backup.
            head: The last hash of what takes the place of the database. It is that of the backup,
                unless entries are missing there: then none continues its chain.
        """
        after = backup.manifest.seq
        self.seen_whole = left is not None and left.counted and left.last_seq >= after
        self._entries = (found for _seq, found in (left.entries(after) if left else ()))
        self._head = head
        self._off: list[Sound | None] = []

    def chained(self) -> Iterator[Sound]:
        """Yield the entries that continue the chain, up to the first that does not."""
        for found in self._entries:
            if found is None or found.row["previous_hash"] != self._head:
                self._off.append(found)
                return
            self._head = found.row["hash"]
            yield found

    def rest(self) -> Iterator[Sound | None]:
        """Yield what comes behind; None: it cannot be read."""
        return chain(self._off, self._entries)
