"""What the database needs now and then, done by the keeper when nothing else is due.

Left to SQLite, both would be done within the commit of some fact: what was put into the
search index is merged in one commit of 64, and the log is brought into the file after
about 300. In a log of a million calls the call of that commit waits 30 to 500 ms.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from dutyroom.registers.register import Register
from dutyroom.store.engine import Store

BATCHES: Final = 32
"""Batches of facts after which something is to be done."""

BUSY_BATCHES: Final = 40
"""The same while a call is on a line: what can wait does, but never until SQLite does it itself."""

QUIET: Final = 0.3
"""Seconds of nothing to do before that; the facts of a call that begins come closer together."""


class Upkeep:
    """Knows whether something is to be done, and does it step by step.

    Attributes:
        busy: Whether a call is on a line; anybody may say so.
    """

    def __init__(self, registers: Iterable[Register]) -> None:
        """Begin with nothing to do.

        Args:
            registers: Those whose search indexes are merged.
        """
        self._indexes = tuple(index for register in registers for index in register.indexes)
        self._batches = 0
        self.busy = False

    @property
    def due(self) -> bool:
        """Whether something is to be done once nobody waits."""
        return self._batches >= (BUSY_BATCHES if self.busy else BATCHES)

    def written(self) -> None:
        """Note that another batch of facts stands in the registers."""
        self._batches += 1

    def step(self, store: Store) -> None:
        """Do a little; whoever begins to write meanwhile waits some milliseconds at most.

        What fails is tried again after as many batches more, and not at once: nobody waits for it.

        Args:
            store: The database.

        Raises:
            StoreError: The database cannot be used.
        """
        self._batches = 0
        with store.write() as session:
            merged = all(index.tidy(session) for index in self._indexes)
        if merged:
            store.shorten_log()
        else:
            self._batches = BATCHES
