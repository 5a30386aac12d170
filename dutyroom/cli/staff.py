"""The register of people as the command line uses it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from dutyroom.cli.opened import opened
from dutyroom.clock import Clock, clock_from_environment
from dutyroom.config import Settings
from dutyroom.documents.sheet import Sheet
from dutyroom.registers.contacts.area import AreaCodes
from dutyroom.registers.ledger import Ledger
from dutyroom.registers.people import reading
from dutyroom.registers.people.changes import Preview
from dutyroom.registers.people.person import Person
from dutyroom.registers.people.preview import preview
from dutyroom.registers.sheets import staging
from dutyroom.store.engine import Store
from dutyroom.store.facts import Fact, Place


class Staff:
    """An open register of people.

    Attributes:
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
        self.clock = clock
        self.place = Place(settings.unit.code)
        self._store = store
        self._ledger = Ledger(store, clock)

    def finish_earlier(self) -> None:
        """Finish an import that was interrupted."""
        for _done in staging.resume(self._store, self._ledger, self.clock.now()):
            pass

    def everybody(self) -> list[Person]:
        """Return everybody who is not retired."""
        with self._store.read() as session:
            return reading.everybody(session)

    def search(self, query: str) -> list[Person]:
        """Return who is found by a query."""
        with self._store.read() as session:
            return reading.search(session, query)

    def preview(self, sheet: Sheet) -> Preview:
        """Return what a spreadsheet would change.

        Raises:
            HeaderMissing: No row says what the columns are.
        """
        return preview(
            sheet.rows,
            self.everybody(),
            AreaCodes.load(),
            problems=sheet.problems,
            merged=sheet.merged,
        )

    def carry_out(self, facts: Sequence[Fact]) -> None:
        """Bring facts into the register."""
        for _done in staging.carry_out(self._store, self._ledger, facts, self.clock.now()):
            pass


@contextmanager
def open_staff(home: Path | None, *, create: bool = False) -> Iterator[Staff]:
    """Open the register of people of a home.

    Args:
        home: The folder that `--home` names.
        create: Make a database that is missing, and migrate an older one.

    Raises:
        PlainError: The settings or the database cannot be used.
    """
    with opened(home, create=create) as (store, settings):
        yield Staff(store, settings, clock_from_environment())
