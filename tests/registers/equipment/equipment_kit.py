"""A desk with a checklist, and what is done at it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from dutyroom.clock import FrozenClock
from dutyroom.registers.equipment import checking, editing, lists, sheets
from dutyroom.registers.equipment.acting import Act
from dutyroom.registers.equipment.facts import Check, Proof, Signature, new_id
from dutyroom.registers.equipment.lists import Checklist
from dutyroom.registers.equipment.sheets import Sheet
from dutyroom.registers.ledger import Ledger
from dutyroom.registers.shifts import facts as shift_facts
from dutyroom.standard.equipment.items import SheetKind, State
from dutyroom.store.engine import Store
from dutyroom.store.facts import Fact, Place
from dutyroom.store.session import Session

NOW = datetime(2026, 11, 26, 0, 30, tzinfo=UTC)
PLACE = Place("unit")

Answered = TypeVar("Answered")


class EquippedDesk:
    """One desk, whose clock stands still."""

    def __init__(self, store: Store) -> None:
        """Stand on an open database."""
        self.store = store
        self.clock = FrozenClock(NOW)
        self.ledger = Ledger(store, self.clock)
        self.actor = "覃小梅"

    @property
    def act(self) -> Act:
        """Who acts now."""
        return Act(self.clock.now(), PLACE, self.actor)

    def read(self, question: Callable[[Session], Answered]) -> Answered:
        """Ask something."""
        with self.store.read() as session:
            return question(session)

    def do(self, act: Callable[[Session], list[Fact]]) -> list[Fact]:
        """Carry an act out."""
        with self.store.read() as session:
            facts = act(session)
        self.ledger.record(*facts)
        return facts

    def adopt(self, profile: str = "department") -> Checklist:
        """Take a shipped list over."""
        self.do(lambda session: editing.adopt(session, self.act, profile))
        return self.checklist()

    def checklist(self) -> Checklist:
        """Return the list in force."""
        found = self.read(lists.in_force)
        assert found is not None
        return found

    def shift(self, officer: str = "覃小梅", hours: float = 0) -> str:
        """Have somebody on duty from now on; for some hours, where the roster says so."""
        shift = shift_facts.new_id()
        at = self.clock.now()
        ends = at + timedelta(hours=hours) if hours else None
        planned = shift_facts.Planned(start=at if hours else None, end=ends)
        self.ledger.record(
            shift_facts.begun(shift, at, PLACE, officer=officer, leader="曾国强", planned=planned)
        )
        return shift

    def begin(self, kind: SheetKind = SheetKind.START) -> str:
        """Begin a sheet."""
        sheet = new_id()
        self.do(lambda session: checking.begin(session, self.act, kind, sheet))
        return sheet

    def sheet(self, sheet: str) -> Sheet:
        """Return a sheet."""
        found = self.read(lambda session: sheets.get(session, sheet))
        assert found is not None
        return found

    def look(self, sheet: str, check: Check) -> None:
        """Enter an item."""
        self.clock.advance(2)
        self.do(lambda session: checking.look(session, self.act, sheet, check))

    def complete(
        self,
        kind: SheetKind = SheetKind.START,
        bad: Mapping[str, State] | None = None,
        workaround: str = "",
    ) -> str:
        """Fill in and sign a whole sheet; return its id."""
        sheet = self.begin(kind)
        for item in self.sheet(sheet).left:
            state = (bad or {}).get(item.key, State.OK)
            note = "" if state is State.OK else "坏了"
            self.look(sheet, Check(item.key, state, note, workaround if note else ""))
        signature = Signature(Proof.PASSWORD)  # at a desk with accounts, too
        self.do(lambda session: checking.sign(session, self.act, sheet, signature=signature))
        return sheet

    def later(self, **length: float) -> None:
        """Let time pass."""
        self.clock.advance(timedelta(**length).total_seconds())
