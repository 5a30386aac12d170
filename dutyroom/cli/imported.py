"""A register that spreadsheets are imported into, as the command line uses it."""

from __future__ import annotations

from collections.abc import Sequence

from dutyroom.clock import Clock
from dutyroom.config import Settings
from dutyroom.registers.ledger import Ledger
from dutyroom.registers.sheets import staging
from dutyroom.store.engine import Store
from dutyroom.store.facts import Fact, Place


class ImportedRegister:
    """An open register.

    Attributes:
        store: The database.
        clock: The one clock.
        place: Where its facts come from.
    """

    def __init__(self, store: Store, settings: Settings, clock: Clock) -> None:
        """Take an open database.

        Args:
            store: The database.
            settings: What the unit has chosen.
            clock: The one clock.
        """
        self.store = store
        self.clock = clock
        self.place = Place(settings.unit.code)
        self._ledger = Ledger(store, clock)

    def finish_earlier(self) -> None:
        """Finish an import that was interrupted."""
        for _done in staging.resume(self.store, self._ledger, self.clock.now()):
            pass

    def carry_out(self, facts: Sequence[Fact]) -> None:
        """Bring facts into the register."""
        for _done in staging.carry_out(self.store, self._ledger, facts, self.clock.now()):
            pass
