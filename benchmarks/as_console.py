"""Imported before anything else, has a process read the tables as keeper and console do.

They do without SQLModel (`dutyroom.store.lean`); a benchmark that asks what they ask does, too.
"""

from dutyroom.store import leanly

leanly.choose()
