"""An address book of the demo unit, in a database of the test's own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from dutyroom import resources
from dutyroom.clock import FrozenClock
from dutyroom.documents.sheet_reading import read_sheet
from dutyroom.registers.contacts.area import AreaCodes
from dutyroom.registers.contacts.importing import carry_out
from dutyroom.registers.contacts.preview import preview
from dutyroom.registers.contacts.reading import everything
from dutyroom.registers.ledger import Ledger
from dutyroom.store.engine import Store
from dutyroom.store.facts import Place

NOW = datetime(2026, 11, 23, 8, 57, tzinfo=UTC)
AREA = "0480"

Load = Callable[[list[list[str]]], int]


@pytest.fixture(scope="session")
def areas() -> AreaCodes:
    """China's area codes."""
    return AreaCodes.load()


@pytest.fixture
def ledger(store: Store) -> Ledger:
    """The ledger of the test's own database."""
    return Ledger(store, FrozenClock(NOW))


@pytest.fixture
def load(store: Store, ledger: Ledger, areas: AreaCodes) -> Load:
    """A function that imports rows and returns how many facts that took."""

    def take(rows: list[list[str]]) -> int:
        with store.read() as session:
            found = preview(rows, everything(session), areas, area_code=AREA)
        facts = found.facts(NOW, Place("yunling"), actor="李建国", source="test")
        list(carry_out(store, ledger, facts, NOW))
        return len(facts)

    return take


@pytest.fixture
def book(store: Store, load: Load) -> Store:
    """A database that holds the demo unit's address book."""
    sheet = read_sheet(resources.data("demo", "contacts.csv"))
    load([list(row) for row in sheet.rows])
    return store
