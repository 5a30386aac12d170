"""By what a matter is found: as calls are, and by what it once said."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module

import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations

from dutyroom.clock import FrozenClock
from dutyroom.registers.ledger import Ledger
from dutyroom.registers.matters import facts, findable, reading
from dutyroom.registers.matters.facts import Opening
from dutyroom.registers.matters.line import MatterRow
from dutyroom.registers.matters.reading import MatterFilter
from dutyroom.store.engine import Store
from tests.registers.call_kit import indexed
from tests.registers.matters.matter_kit import HORIZON, NOW, PLACE, QIN

MIGRATION = "dutyroom.store.migrations.versions.m0021_matters_found"


@pytest.fixture
def matters(store: Store) -> Store:
    """Two matters; of the first, text and telephone were corrected."""
    noted: Mapping[str, str] = {"contact_phone": "0480-2216119"}
    correct = {
        "content": ("路面塌陷", "路灯损坏"),
        "contact_phone": ("0480-2216119", "13805719876"),
    }
    told = [
        facts.opened("a", NOW, PLACE, by=QIN, what=Opening("路面塌陷", texts=noted)),
        facts.opened("b", NOW, PLACE, by=QIN, what=Opening("1 号楼停电")),
    ]
    for turn, (field, (old, new)) in enumerate(correct.items()):
        fixed = facts.corrected(
            "a", NOW, PLACE, actor="x", name=field, old=old, new=new, why="误听"
        )
        told.append(facts.after(fixed, turn))
    Ledger(store, FrozenClock(NOW)).record(*told)
    return store


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("路灯", ["a"]),
        ("塌陷", ["a"]),  # what it said before it was corrected
        ("误听 路灯", ["a"]),
        ("9876", ["a"]),
        ("138 路灯", ["a"]),
        ("2216119", ["a"]),  # the number before, by its end
        ("6119", ["a"]),
        ("2026-11-23", ["b", "a"]),
        ("今天", ["b", "a"]),
        ("今天 停电", ["b"]),
        ("昨天", []),
        ("2026-0002", ["b"]),
        ("2", ["b", "a"]),  # the matter with the number first; then whose text begins a word so
        ("1", ["a", "b"]),
        ("没有", []),
    ],
)
def test_a_matter_is_found(matters: Store, typed: str, ids: list[str]) -> None:
    with matters.read() as session:
        rows = reading.page(session, MatterFilter.ALL, HORIZON, query=typed)
    assert [row.id for row in rows] == ids


def test_pages_of_a_search_follow_one_another(matters: Store) -> None:
    with matters.read() as session:

        def page(before: int | None) -> list[MatterRow]:
            return reading.page(
                session, MatterFilter.ALL, HORIZON, query="今天", before=before, limit=1
            )

        first = page(None)
        second = page(first[-1].ordinal)
        assert [row.id for row in (*first, *second, *page(second[-1].ordinal))] == ["b", "a"]


def test_a_desk_of_an_older_version_finds_the_same(
    matters: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = indexed(matters, findable.INDEX)
    with matters.write() as session, monkeypatch.context() as older:
        older.setattr(findable, "endings", lambda _number: ())
        older.setattr(findable, "TEXTS", ())  # nothing of what was corrected
        findable.INDEX.clear(session)
        for matter in "ab":
            stood = findable.stored(session, matter)
            assert stood is not None
            findable.INDEX.put(session, stood[0]["ordinal"], stood[1])
    assert indexed(matters, findable.INDEX) != now
    with matters.write() as session:
        context = MigrationContext.configure(session.connection())
        with Operations.context(context):
            import_module(MIGRATION).upgrade()
    assert indexed(matters, findable.INDEX) == now
