"""An address book of the demo unit, in a database of the test's own."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from dutyroom import resources
from dutyroom.clock import FrozenClock
from dutyroom.documents.sheet_reading import read_sheet
from dutyroom.registers.ledger import Ledger
from dutyroom.store.engine import Store, open_store
from tests.registers.contacts.demo_book import NOW, load


@pytest.fixture(scope="session")
def book_template(store_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the demo unit's address book; never open it, copy it."""
    path = tmp_path_factory.mktemp("book") / "dutyroom.db"
    shutil.copyfile(store_template, path)
    store = open_store(path)
    load(store, read_sheet(resources.data("demo", "contacts.csv")).rows)
    store.close()
    return path


@pytest.fixture
def book(book_template: Path, tmp_path: Path) -> Iterator[Store]:
    """The demo unit's address book, in a database of this test's own."""
    opened = open_store(Path(shutil.copyfile(book_template, tmp_path / "book.db")))
    yield opened
    opened.close()


@pytest.fixture
def ledger(store: Store) -> Ledger:
    """The ledger of this test's own database."""
    return Ledger(store, FrozenClock(NOW))
