"""The address book as the command line uses it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dutyroom.cli.imported import ImportedRegister
from dutyroom.cli.opened import opened
from dutyroom.clock import Clock, clock_from_environment
from dutyroom.config import Settings
from dutyroom.documents.sheet import Sheet
from dutyroom.registers.contacts import reading
from dutyroom.registers.contacts.area import AreaCodes
from dutyroom.registers.contacts.book import Contact
from dutyroom.registers.contacts.changes import Preview
from dutyroom.registers.contacts.preview import preview
from dutyroom.registers.contacts.who import who
from dutyroom.store.engine import Store


class Book(ImportedRegister):
    """An open address book."""

    def __init__(self, store: Store, settings: Settings, clock: Clock) -> None:
        """Take an open database.

        Args:
            store: The database.
            settings: What the unit has chosen.
            clock: The one clock.
        """
        super().__init__(store, settings, clock)
        self._area_code = settings.unit.area_code
        self._areas = AreaCodes.load()

    def everything(self) -> list[Contact]:
        """Return the whole book."""
        with self.store.read() as session:
            return reading.everything(session)

    def preview(self, sheet: Sheet) -> Preview:
        """Return what a spreadsheet would change.

        Raises:
            HeaderMissing: No row says what the columns are.
        """
        return preview(
            sheet.rows,
            self.everything(),
            self._areas,
            area_code=self._area_code,
            problems=sheet.problems,
            merged=sheet.merged,
        )

    def search(self, query: str) -> list[Contact]:
        """Return who is found by a query; the one behind a whole number comes first."""
        with self.store.read() as session:
            found = reading.search(session, query)
            behind = who(session, query, self._area_code) if any(map(str.isdigit, query)) else None
        if behind is None:
            return found
        return [behind, *(contact for contact in found if contact.id != behind.id)]

    def origin(self, number: str) -> str:
        """Return where a number comes from; empty where it does not say."""
        origin = self._areas.origin(number)
        return origin.label() if origin is not None else ""


@contextmanager
def open_book(home: Path | None, *, create: bool = False) -> Iterator[Book]:
    """Open the address book of a home.

    Args:
        home: The folder that `--home` names.
        create: Make a database that is missing, and migrate an older one.

    Raises:
        PlainError: The settings or the database cannot be used.
    """
    with opened(home, create=create) as (store, settings):
        yield Book(store, settings, clock_from_environment())
