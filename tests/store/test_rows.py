"""Upserts, pages by key, beginnings by index, and notes."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Column, MetaData, Select, Table, Text, select

from dutyroom.store import notes
from dutyroom.store.engine import Store
from dutyroom.store.rows import begins_with, page_before, reversed_number, upsert
from dutyroom.store.tables import DRAFT, META
from tests.thorough import examples


def test_an_upsert_inserts_or_changes(store: Store) -> None:
    """Columns that are not named keep what they have."""
    with store.write() as session:
        row = {"key": "a", "author": "b", "body": "{}", "saved_at": "1"}
        upsert(session, DRAFT, row, ("key", "author"))
        upsert(session, DRAFT, {**row, "body": "[]", "saved_at": "2"}, ("key", "author"))
        upsert(session, DRAFT, {**row, "author": "c"}, ("key", "author"))
        only_keys = DRAFT.select().order_by(DRAFT.c.author)
        assert session.connection().execute(only_keys).all() == [
            ("a", "b", "[]", "2"),
            ("a", "c", "{}", "1"),
        ]


def test_a_row_that_is_all_key_is_there_once(store: Store) -> None:
    """There is nothing to change then."""
    link = Table("link", MetaData(), Column("a", Text, primary_key=True))
    with store.write() as session:
        link.create(session.connection())
        upsert(session, link, {"a": "1"}, ("a",))
        upsert(session, link, {"a": "1"}, ("a",))
        assert session.connection().execute(select(link)).all() == [("1",)]


def test_pages_by_key_give_every_row_once(store: Store) -> None:
    """Newest first, also where the first column is the same for many."""
    chosen: Select[tuple[Any, ...]] = select(DRAFT.c.saved_at, DRAFT.c.key)
    order = (DRAFT.c.saved_at, DRAFT.c.key)
    with store.write() as session:
        for number in range(10):
            row = {"key": f"{number}", "author": "", "body": "", "saved_at": f"{number // 4}"}
            upsert(session, DRAFT, row, ("key", "author"))
        last: tuple[object, ...] | None = None
        seen: list[str] = []
        while page := session.connection().execute(page_before(chosen, order, last, 3)).all():
            seen += [row.key for row in page]
            last = tuple(page[-1])
    assert seen == [str(number) for number in reversed(range(10))]


@settings(
    max_examples=examples(60),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    texts=st.sets(st.text("01a\ud7ff\U0010ffff号", max_size=4), max_size=12),
    wanted=st.text("01a\ud7ff\U0010ffff号", max_size=3),
)
def test_a_beginning_is_found_as_python_finds_it(
    store: Store, texts: set[str], wanted: str
) -> None:
    """By comparison, so that a plain index answers."""
    with store.write() as session:
        session.connection().execute(META.delete())
        for each in texts:
            upsert(session, META, {"key": each, "value": ""}, ("key",))
        found = select(META.c.key).where(begins_with(META.c.key, wanted))
        keys = set(session.connection().execute(found).scalars())
        plan = session.connection().exec_driver_sql(
            "EXPLAIN QUERY PLAN SELECT key FROM meta WHERE key >= ? AND key < ?", ("a", "b")
        )
        assert "SEARCH" in str(plan.all())
    assert keys == {each for each in texts if each.startswith(wanted)}


def test_a_number_is_found_by_its_end() -> None:
    """As the beginning of its mirror image."""
    assert reversed_number("057187654321").startswith(reversed_number("4321"))


def test_a_note_is_overwritten(store: Store) -> None:
    """Missing ones are None."""
    with store.write() as session:
        assert notes.read_note(session, "a") is None
        notes.write_note(session, "a", "1")
        notes.write_note(session, "a", "2")
        assert notes.read_note(session, "a") == "2"
