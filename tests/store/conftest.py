"""What the store's tests share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlmodel import Session

from dutyroom.store import ddl
from dutyroom.store.engine import Store
from dutyroom.store.search import SearchIndex


@pytest.fixture
def search(store: Store) -> Iterator[tuple[SearchIndex, Session]]:
    """An empty full-text index and the transaction to use it in."""
    with store.write() as session:
        ddl.create_search_table(session.connection(), "note_search")
        yield SearchIndex("note_search"), session
