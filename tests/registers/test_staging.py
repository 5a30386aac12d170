"""Many facts made ready before the write lock: the same rows, the same chain, also when outrun."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings

from dutyroom.clock import FrozenClock
from dutyroom.registers import staging
from dutyroom.registers.ledger import Ledger
from dutyroom.registers.matters import facts
from dutyroom.registers.matters.facts import Opening
from dutyroom.registers.matters.findable import INDEX
from dutyroom.registers.matters.register import MATTERS_REGISTER
from dutyroom.store import journal
from dutyroom.store.engine import Store
from dutyroom.store.facts import Fact
from tests.registers.matters.matter_kit import NOW, PLACE, QIN, life
from tests.registers.matters.test_matter_projection import any_facts
from tests.registers.projection_kit import Rows, rows_of
from tests.thorough import examples

WORDS = ("覃小", "农秀", "路面", "路灯", "oo")


@pytest.fixture(autouse=True)
def _any_number(monkeypatch: pytest.MonkeyPatch) -> None:
    """A single fact is made ready first."""
    monkeypatch.setattr(staging, "MANY", 1)


class Outrun(FrozenClock):
    """A clock that lets somebody else write while facts are being made ready."""

    meanwhile: Callable[[], object] | None = None

    def now(self) -> datetime:
        """Return the time, after what somebody else does."""
        act, self.meanwhile = self.meanwhile, None
        if act is not None:
            act()
        return super().now()


def seen(store: Store) -> tuple[Rows, list[list[int]]]:
    """Return every row of the matters, and what is found by some words."""
    with store.read() as session:
        found = [INDEX.match(session, word) for word in WORDS]
    return rows_of(store, MATTERS_REGISTER), found


def sound(store: Store) -> bool:
    """Return whether the journal verifies."""
    with store.read() as session:
        return journal.verify(session).sound


@settings(
    max_examples=examples(40),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(made=any_facts())
def test_whatever_is_made_ready_a_rebuild_gives_the_same_rows(
    store: Store, made: list[Fact]
) -> None:
    ledger = Ledger(store, FrozenClock(NOW))
    ledger.record(*made)
    before = seen(store)
    ledger.rebuild()
    assert seen(store) == before


@pytest.mark.parametrize("ready_first", [True, False])
def test_a_fact_that_comes_late_may_take_the_last_row_away(
    store: Store, monkeypatch: pytest.MonkeyPatch, *, ready_first: bool
) -> None:
    """An opening from before counts in place of the one that named a call."""
    monkeypatch.setattr(staging, "MANY", 1 if ready_first else 1000)
    ledger, earlier = Ledger(store, FrozenClock(NOW)), NOW - timedelta(minutes=1)
    ledger.record(facts.opened("a", NOW, PLACE, by=QIN, what=Opening("路面塌陷", call="c")))
    assert len(rows_of(store, MATTERS_REGISTER)["matter_links"]) == 1
    ledger.record(facts.opened("a", earlier, PLACE, by=QIN, what=Opening("路面塌陷")))
    assert rows_of(store, MATTERS_REGISTER)["matter_links"] == []
    before = seen(store)
    ledger.rebuild()
    assert seen(store) == before


def test_every_fact_of_a_life_makes_the_same_rows_and_a_sound_chain(store: Store) -> None:
    ledger = Ledger(store, FrozenClock(NOW))
    first, *others = life("a")
    ledger.record(first)
    assert ledger.record(*others) == {"matters"}
    before = seen(store)
    assert ledger.record(*others) == frozenset()
    ledger.rebuild()
    assert seen(store) == before
    assert sound(store)


def test_what_was_made_ready_and_outrun_is_written_in_its_place(store: Store) -> None:
    clock = Outrun(NOW)
    ledger, other = Ledger(store, clock), Ledger(store, FrozenClock(NOW))
    ledger.record(facts.opened("a", NOW, PLACE, by=QIN, what=Opening("路面塌陷")))
    fixed = facts.corrected(
        "a", NOW, PLACE, actor="x", name="content", old="路面塌陷", new="路灯损坏", why="误听"
    )
    clock.meanwhile = lambda: other.record(facts.after(fixed, 0))
    ledger.record(*life("a")[1:])
    before = seen(store)
    assert before[0]["matters"][0]["corrections"] == 3
    ledger.rebuild()
    assert seen(store) == before
    assert sound(store)
