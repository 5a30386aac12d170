"""The journal: every fact once, in order, chained by hashes.

`append` and `purge` write it, `entries` and `find` read it, `verify` checks it.
"""

from __future__ import annotations

from dutyroom.store.entry import PURGED, Entry
from dutyroom.store.reading import Head, entries, entries_of, find, first, head
from dutyroom.store.verification import Verification, last_seq, verify
from dutyroom.store.writing import adopt, append, purge

__all__ = [
    "PURGED",
    "Entry",
    "Head",
    "Verification",
    "adopt",
    "append",
    "entries",
    "entries_of",
    "find",
    "first",
    "head",
    "last_seq",
    "purge",
    "verify",
]
