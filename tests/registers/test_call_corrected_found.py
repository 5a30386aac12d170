"""Whatever was once in the log is found: by what it says now, and by what was corrected."""

from __future__ import annotations

from importlib import import_module

import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations

from dutyroom.clock import FrozenClock
from dutyroom.registers.calls import facts, reading
from dutyroom.registers.calls.findable import INDEX, findable, replaced_in
from dutyroom.registers.calls.kinds import Outcome
from dutyroom.registers.calls.reading import CallFilter
from dutyroom.registers.calls.tables import Call, WriteUp
from dutyroom.registers.ledger import Ledger
from dutyroom.store.engine import Store
from dutyroom.store.facts import Fact
from dutyroom.store.kept import find
from tests.registers.call_kit import NOON, PLACE, indexed

VERSIONS = "dutyroom.store.migrations.versions"

EVERYTHING = ("堵塞", "道路塌方", "水务局", "0110", "2310110", "04802310110", "13800138000", "8000")
"""What stood in the call below at some time, as somebody would look for it."""


def correction(field: str, old: str, new: str) -> Fact:
    """Return the fact that a value was replaced."""
    return facts.corrected(
        "c", NOON, PLACE, actor="李四", field=field, old=old, new=new, why="核实"
    )


def history() -> list[Fact]:
    """Return a call of which nearly everything was corrected, some of it twice."""
    told = {"content": "排洪沟堵塞", "caller_unit": "水务局"}
    return [
        facts.begun("c", NOON, PLACE, direction="in"),
        facts.numbered("c", NOON, PLACE, number="0480-2310110"),
        facts.written_up("c", NOON, PLACE, actor="李四", fields=told),
        correction("content", "排洪沟堵塞", "桥面积水"),
        correction("content", "桥面积水", "道路塌方"),
        correction("caller_unit", "水务局", "应急局"),
        correction("number", "0480-2310110", "13800138000"),
        facts.outcome_stated("c", NOON, PLACE, actor="李四", outcome=Outcome.ANSWERED),
        correction("outcome", "answered", "missed"),
    ]


def finds(store: Store, typed: str) -> bool:
    """Tell whether the call is found."""
    with store.read() as session:
        return bool(reading.page(session, CallFilter.ALL, query=typed, now=NOON))


@pytest.mark.parametrize("also", ["", " 2026-00001"])  # by the index; by the texts of a few calls
def test_a_corrected_call_is_found_by_its_old_and_its_new_words(store: Store, also: str) -> None:
    Ledger(store, FrozenClock(NOON)).record(*history())
    assert [typed for typed in EVERYTHING if not finds(store, typed + also)] == []
    assert not finds(store, "answered" + also)
    assert not finds(store, "山体滑坡" + also)


def test_a_correction_after_a_rebuild_leaves_no_word_behind(store: Store) -> None:
    ledger = Ledger(store, FrozenClock(NOON))
    ledger.record(*history())
    ledger.rebuild()
    ledger.record(correction("content", "道路塌方", "山体滑坡"))
    kept = indexed(store)
    with store.write() as session:
        INDEX.clear(session)
    ledger.rebuild()
    assert indexed(store) == kept


def test_a_hostile_number_does_not_swell_the_index(store: Store) -> None:
    ledger = Ledger(store, FrozenClock(NOON))
    ledger.record(facts.numbered("c", NOON, PLACE, number="7" * 10_000))
    ledger.record(correction("number", "7" * 10_000, "110"))
    assert len(indexed(store)) < 60


def migrate(store: Store, name: str) -> None:
    """Run one migration on a database that has had it."""
    with store.write() as session:
        context = MigrationContext.configure(session.connection())
        with Operations.context(context):
            import_module(f"{VERSIONS}.{name}").upgrade()


def test_a_database_of_an_earlier_version_is_searched_in_the_same_way(store: Store) -> None:
    Ledger(store, FrozenClock(NOON)).record(*history())
    now = indexed(store)
    with store.write() as session:
        call, write_up = find(session, Call, "id", "c"), find(session, WriteUp, "ordinal", 1)
        assert call is not None
        assert write_up is not None
        INDEX.clear(session)
        INDEX.put(session, 1, findable(call.row, write_up.row))
    assert indexed(store) != now
    migrate(store, "m0020_corrected_calls_found")
    assert indexed(store) == now


def test_the_ends_of_earlier_numbers_are_found_and_forgotten_like_later_ones(store: Store) -> None:
    Ledger(store, FrozenClock(NOON)).record(*history())
    now = indexed(store)
    with store.write() as session:
        call, write_up = find(session, Call, "id", "c"), find(session, WriteUp, "ordinal", 1)
        assert call is not None
        assert write_up is not None
        replaced = replaced_in(session, [1])[1]
        text = findable(call.row, write_up.row, replaced)
        INDEX.clear(session)
        INDEX.put(session, 1, "\n".join(part for part in text.split("\n") if part[0] != "\ufdd1"))
    assert not finds(store, "8000 塌方")
    migrate(store, "m0030_ends_found")
    assert finds(store, "8000 塌方")
    assert indexed(store) == now
    with store.write() as session:
        INDEX.remove(session, 1, text)
    assert indexed(store) == []
