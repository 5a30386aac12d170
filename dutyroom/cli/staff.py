"""The register of people as the command line uses it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dutyroom.cli.imported import ImportedRegister
from dutyroom.cli.opened import opened
from dutyroom.clock import clock_from_environment
from dutyroom.documents.sheet import Sheet
from dutyroom.registers.contacts.area import AreaCodes
from dutyroom.registers.people import reading
from dutyroom.registers.people.changes import Preview
from dutyroom.registers.people.person import Person
from dutyroom.registers.people.preview import preview
from dutyroom.registers.shifts.needed import sparing
from dutyroom.standard.clocks import local_date


class Staff(ImportedRegister):
    """An open register of people."""

    def everybody(self) -> list[Person]:
        """Return everybody who is not retired."""
        with self.store.read() as session:
            return reading.everybody(session)

    def search(self, query: str) -> list[Person]:
        """Return who is found by a query."""
        with self.store.read() as session:
            return reading.search(session, query)

    def preview(self, sheet: Sheet) -> Preview:
        """Return what a spreadsheet would change.

        Raises:
            HeaderMissing: No row says what the columns are.
        """
        seen = preview(
            sheet.rows,
            self.everybody(),
            AreaCodes.load(),
            problems=sheet.problems,
            merged=sheet.merged,
        )
        with self.store.read() as session:
            return sparing(session, seen, local_date(self.clock.now()))


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
