"""What the store's tests share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dutyroom.store import ddl, journal
from dutyroom.store.engine import Store
from dutyroom.store.facts import Fact, Place
from dutyroom.store.search import SearchIndex
from dutyroom.store.session import Session

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)

Snapshot = dict[str, tuple[bytes, int]]


@pytest.fixture
def search(store: Store) -> Iterator[tuple[SearchIndex, Session]]:
    """An empty full-text index and the transaction to use it in."""
    with store.write() as session:
        ddl.create_search_table(session.connection(), "note_search")
        yield SearchIndex("note_search"), session


@pytest.fixture
def now() -> datetime:
    """The time of every fact of these tests."""
    return NOW


@pytest.fixture
def record() -> Callable[[Store, int], list[Fact]]:
    """A function that journals a number of facts with a text each."""
    return record_facts


def record_facts(store: Store, count: int) -> list[Fact]:
    """Journal a number of facts with a text each, and return them."""
    facts = [
        Fact(
            "call.noted",
            f"call-{number % 3}",
            NOW,
            Place("unit"),
            body={"number": number},
            texts={"note": f"来电登记 {number}"},
        )
        for number in range(count)
    ]
    with store.write() as session:
        for fact in facts:
            assert journal.append(session, fact, NOW) is not None
    return facts


@pytest.fixture
def snapshot() -> Callable[[Path], Snapshot]:
    """A function that remembers a folder: each file with its bytes and its time."""

    def take(folder: Path) -> Snapshot:
        return {
            str(path.relative_to(folder)): (path.read_bytes(), path.stat().st_mtime_ns)
            for path in sorted(folder.rglob("*"))
            if path.is_file()
        }

    return take
