"""Tickets and stock in any order of acts: a machine beside a model."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from typing import ClassVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)

from dutyroom.errors import PlainError
from dutyroom.registers.equipment import stocking, ticketing
from dutyroom.registers.equipment.fault_facts import Step, Told
from dutyroom.registers.equipment.faults import every_fault, get, histories, open_faults, steps
from dutyroom.registers.equipment.register import EQUIPMENT
from dutyroom.registers.equipment.stocks import batches, movements
from dutyroom.standard.clocks import local_date
from dutyroom.standard.equipment.items import State
from dutyroom.standard.equipment.stock import total
from dutyroom.store.engine import open_store
from dutyroom.store.facts import Fact
from dutyroom.store.session import Session
from tests.registers.equipment.equipment_kit import EquippedDesk
from tests.registers.projection_kit import rows_of

ITEMS = st.sampled_from(["fax", "copier", "nothing_such"])
STOCKED = st.sampled_from(["batteries", "torches", "fax"])
WORDS = st.sampled_from(["", " ", "维修站"])


class EquipmentLife(RuleBasedStateMachine):
    """Whatever is done, rules hold and the model agrees."""

    template: ClassVar[Path]
    faults = Bundle("faults")

    def __init__(self) -> None:
        """Stand on a database of its own."""
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="equipment-"))
        path = Path(shutil.copyfile(self.template, self.folder / "dutyroom.db"))
        self.desk = EquippedDesk(open_store(path))
        self.desk.adopt()
        self.states: dict[str, str] = {}
        self.items: dict[str, str] = {}
        self.held: dict[tuple[str, date | None], int] = {}
        self.moved = 0

    def attempt(self, act: Callable[[Session], list[Fact]], *, allowed: bool) -> list[Fact]:
        """Carry an act out where the model allows it; else see it refused."""
        self.desk.later(minutes=1)
        if allowed:
            return self.desk.do(act)
        before = rows_of(self.desk.store, EQUIPMENT)
        with pytest.raises(PlainError):
            self.desk.do(act)
        assert rows_of(self.desk.store, EQUIPMENT) == before
        return []

    @initialize(target=faults)
    def nothing(self) -> str:
        """A ticket that nobody has opened."""
        return "unheard-of"

    @rule(target=faults, item=ITEMS, words=WORDS)
    def open_ticket(self, item: str, words: str) -> object:
        """One open ticket an item, and none without words."""
        known = {self.items[f] for f, state in self.states.items() if state != "closed"}
        allowed = item != "nothing_such" and bool(words.strip()) and item not in known
        made = self.attempt(
            lambda s: ticketing.open_by_hand(s, self.desk.act, item, State.FAULTY, words),
            allowed=allowed,
        )
        if not made:
            return multiple()
        self.states[made[0].subject] = "open"
        self.items[made[0].subject] = item
        return made[0].subject

    @rule(fault=faults, whom=WORDS)
    def report(self, fault: str, whom: str) -> None:
        """Only what is not repaired, and to somebody."""
        allowed = self.states.get(fault) in {"open", "reported"} and bool(whom.strip())
        told = Told(whom=whom)
        if self.attempt(lambda s: ticketing.report(s, self.desk.act, fault, told), allowed=allowed):
            self.states[fault] = "reported"

    @rule(fault=faults)
    def remind(self, fault: str) -> None:
        """Only of what was reported."""
        allowed = self.states.get(fault) == "reported"
        self.attempt(
            lambda s: ticketing.remind(s, self.desk.act, fault, Told(words="催")), allowed=allowed
        )

    @rule(fault=faults, whom=WORDS)
    def repair(self, fault: str, whom: str) -> None:
        """Once, by somebody."""
        allowed = self.states.get(fault) in {"open", "reported"} and bool(whom.strip())
        told = Told(whom=whom)
        if self.attempt(lambda s: ticketing.repair(s, self.desk.act, fault, told), allowed=allowed):
            self.states[fault] = "repaired" if self.states[fault] == "open" else "repaired+"

    @rule(fault=faults, works=st.booleans())
    def verify(self, fault: str, *, works: bool) -> None:
        """Only what is repaired; what does not hold goes on where it was."""
        state = self.states.get(fault, "")
        allowed = state.startswith("repaired")
        if self.attempt(
            lambda s: ticketing.verify(s, self.desk.act, fault, works=works), allowed=allowed
        ):
            self.states[fault] = "closed" if works else "reported" if state[-1] == "+" else "open"

    @rule(fault=faults, why=WORDS, around=WORDS)
    def close(self, fault: str, why: str, around: str) -> None:
        """With a reason, at any time, once; of what is critical also how the desk goes on."""
        allowed = self.states.get(fault, "closed") != "closed" and bool(why.strip())
        if allowed and self.desk.checklist().by_key[self.items[fault]].critical:
            allowed = bool(around.strip())
        if self.attempt(
            lambda s: ticketing.close(s, self.desk.act, fault, why=why, workaround=around),
            allowed=allowed,
        ):
            self.states[fault] = "closed"

    @rule(item=STOCKED, quantity=st.integers(-1, 30), days=st.none() | st.integers(-5, 40))
    def receive(self, item: str, quantity: int, days: int | None) -> None:
        """A quantity above 0 of what is counted, with its day where it is kept by that."""
        today = local_date(self.desk.clock.now())
        expires = None if days is None else today + timedelta(days=days)
        allowed = item != "fax" and quantity > 0 and (item != "batteries" or days is not None)
        if self.attempt(
            lambda s: stocking.receive(
                s, self.desk.act, item, quantity, expires=expires, expired=True
            ),
            allowed=allowed,
        ):
            self.held[item, expires] = self.held.get((item, expires), 0) + quantity

    @rule(item=STOCKED, quantity=st.integers(0, 40))
    def issue(self, item: str, quantity: int) -> None:
        """Never more than there is; what expires first goes first, what has expired last."""
        there = self.there(item)
        allowed = item != "fax" and 0 < quantity <= sum(there.values())
        self.attempt(
            lambda s: stocking.issue(s, self.desk.act, item, quantity, whom="王五", expired=True),
            allowed=allowed,
        )
        today = local_date(self.desk.clock.now())
        order = sorted(there, key=lambda d: (d is not None and d < today, d or date.max))
        for expires in order if allowed else ():
            part = min(quantity, there[expires])
            self.held[item, expires] -= part
            quantity -= part

    @rule(item=STOCKED)
    def dispose(self, item: str) -> None:
        """All that has expired, and nothing else."""
        today = local_date(self.desk.clock.now())
        gone = [e for e, n in self.there(item).items() if n and e is not None and e < today]
        self.attempt(lambda s: stocking.dispose(s, self.desk.act, item), allowed=bool(gone))
        for expires in gone:
            self.held[item, expires] = 0

    @rule(item=STOCKED, found=st.integers(-1, 30))
    def count(self, item: str, found: int) -> None:
        """The book becomes what was counted."""
        before = sum(self.there(item).values())
        allowed = item != "fax" and found >= 0 and found != before
        self.attempt(
            lambda s: stocking.count(s, self.desk.act, item, found, unknown=True), allowed=allowed
        )
        if allowed:
            rows = self.desk.read(lambda s: batches(s, "unit", item))
            assert total(rows) == found
            self.held = {key: n for key, n in self.held.items() if key[0] != item}
            self.held |= {(item, batch.expires): batch.quantity for batch in rows}

    def there(self, item: str) -> dict[date | None, int]:
        """Return what the model has of an item."""
        return {expires: n for (each, expires), n in self.held.items() if each == item}

    @invariant()
    def tickets_are_as_the_model_has_them(self) -> None:
        """Open ones are listed, closed ones stay, and every step is there."""
        rows = self.desk.read(open_faults)
        assert {row.id for row in rows} == {f for f, s in self.states.items() if s != "closed"}
        for row in self.desk.read(every_fault):
            state = self.states[row.id]
            assert row.open == (state != "closed")
            assert (row.repaired_at is not None) or not state.startswith("repaired")
            taken = self.desk.read(lambda s, fault=row.id: steps(s, fault))  # type: ignore[misc]
            assert taken[0].step is Step.OPENED
            assert len(taken) == row.revision + 1
            with suppress(KeyError):
                found = self.desk.read(lambda s, fault=row.id: get(s, fault))  # type: ignore[misc]
                assert found == row
        counted = {one.item: one.record.faults for one in self.desk.read(histories)}
        assert sum(counted.values()) == len(self.states)

    @invariant()
    def stock_is_the_sum_of_its_movements(self) -> None:
        """And never below nothing."""
        for item in ("batteries", "torches"):
            rows = self.desk.read(lambda s, item=item: batches(s, "unit", item))  # type: ignore[misc]
            held = {batch.expires: batch.quantity for batch in rows}
            assert held == {day: n for day, n in self.there(item).items() if n}
            assert all(quantity > 0 for quantity in held.values())
            moves = self.desk.read(lambda s, item=item: movements(s, "unit", item, 1000))  # type: ignore[misc]
            assert sum(move.by_quantity for move in moves) == sum(held.values())

    def teardown(self) -> None:
        """Rebuild everything, and find it as it was."""
        before = rows_of(self.desk.store, EQUIPMENT)
        self.desk.ledger.rebuild()
        assert rows_of(self.desk.store, EQUIPMENT) == before
        self.desk.store.close()
        shutil.rmtree(self.folder)


def test_the_life_of_tickets_and_stock(store_template: Path) -> None:
    EquipmentLife.template = store_template
    run_state_machine_as_test(
        EquipmentLife,
        settings=settings(
            max_examples=12,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
