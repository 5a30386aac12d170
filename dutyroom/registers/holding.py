"""Does a sound database hold what its backups hold?

Then going back to a damaged one is of no use: it was done before, by somebody who was killed or
did not read on, or the backups alone went bad.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from dutyroom.registers.anew import beside
from dutyroom.store.beside import unreadable
from dutyroom.store.engine import Store, open_store
from dutyroom.store.errors import StoreError
from dutyroom.store.journal import verify
from dutyroom.store.manifest import Backup
from dutyroom.store.quick_check import quick_check
from dutyroom.store.verification import hash_of


def holds_all(database: Path, backups: Iterable[Backup]) -> bool:
    """Tell whether a database is sound and its journal goes on from each of some backups.

    Takes half a minute for a million entries.

    Args:
        database: The database; damaged, of another version, or sound.
        backups: The backups, which need not be sound.
    """
    try:
        with closing(open_store(database)) as store:
            return _goes_on_from(store, backups) and _sound(store)
    except StoreError:
        return False


def _goes_on_from(store: Store, backups: Iterable[Backup]) -> bool:
    """Tell whether the last entry of each backup stands in the journal."""
    ends = [(each.manifest.seq, each.manifest.head) for each in backups if each.manifest.seq]
    with store.read() as session:
        return all(hash_of(session, seq) == head for seq, head in ends)


def _sound(store: Store) -> bool:
    """Tell whether every page, every hash, and every row beside the journal can be read."""
    if quick_check(store, lambda: False) or unreadable(store.path, beside()):
        return False
    with store.read() as session:
        return verify(session).sound
