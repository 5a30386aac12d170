"""Whatever somebody earns, asks, takes and errs: a ledger is never below what was granted."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from dutyroom.errors import PlainError
from dutyroom.registers.compensation import acts, packs
from dutyroom.registers.compensation.register import COMPENSATION
from dutyroom.registers.compensation.serving import Proposal
from dutyroom.standard.roster.compensation import Earned
from dutyroom.store.engine import open_store
from tests.registers.compensation.compensation_kit import (
    BY,
    EXAMPLE,
    LEADER,
    asking,
    known,
    saturday,
    waiting,
)
from tests.registers.projection_kit import rows_of


class Ledgers(RuleBasedStateMachine):
    """Somebody who earns, asks, takes and errs."""

    template: Path
    folder: Path

    def __init__(self) -> None:
        """Begin with nothing."""
        super().__init__()
        self._path = Path(shutil.copyfile(self.template, self.folder / "ledger.db"))
        self._store = open_store(self._path)
        self.desk = saturday(self._store)
        self.number = 0

    def teardown(self) -> None:
        """Check that a rebuild makes the same rows, and go."""
        before = rows_of(self._store, COMPENSATION)
        self.desk.access.ledger.rebuild()
        assert rows_of(self._store, COMPENSATION) == before
        self._store.close()
        self._path.unlink()

    def act(self, step: str, *arguments: object, **named: object) -> None:
        """Do something that may be refused."""
        try:
            getattr(acts, step)(self.desk.access, *arguments, actor=BY, **named)
        except PlainError:
            return

    def line(self, number: int) -> str:
        """Return the id of a line."""
        lines = known(self.desk).lines
        return lines[number % len(lines)].id if lines else "none"

    @rule(minutes=st.integers(30, 600))
    def earn(self, minutes: int) -> None:
        """Serve another shift."""
        self.number += 1
        template = waiting(self.desk)
        base = template[0].served if template else None
        if base is None:
            return
        served_ = replace(base, shift=f"x{self.number}", person="o0", name="覃小梅")
        until = self.desk.clock.now().date() + timedelta(days=40)
        self.act("credit", Proposal(served_, Earned(minutes, {}, until, "x")))

    @rule(minutes=st.integers(30, 900), days=st.integers(1, 30))
    def ask(self, minutes: int, days: int) -> None:
        """Apply for leave."""
        asked = asking(self.desk.clock.now() + timedelta(days=days), minutes)
        self.act("apply", asked, packs.pack(EXAMPLE))

    @rule(number=st.integers(0, 20), approved=st.booleans())
    def decide(self, number: int, approved: bool) -> None:
        """Decide about some line."""
        named = {"approved": approved, "assent": LEADER, "remark": "缺员"}
        self.act("decide", "o0", self.line(number), **named)

    @rule(number=st.integers(0, 20), what=st.sampled_from(["take", "expire"]))
    def settle(self, number: int, what: str) -> None:
        """Take leave, or note that a credit has ended."""
        self.act(what, "o0", self.line(number))

    @rule(number=st.integers(0, 20))
    def reverse(self, number: int) -> None:
        """Reverse some line."""
        self.act("reverse", "o0", self.line(number), "误")

    @rule(minutes=st.integers(30, 600))
    def advance(self, minutes: int) -> None:
        """Grant something in advance."""
        self.act("advance", "o0", minutes, "急", LEADER, name="覃小梅")

    @rule(days=st.integers(1, 30))
    def wait(self, days: int) -> None:
        """Let time pass."""
        self.desk.clock.advance(days * 86400)

    @invariant()
    def never_below_what_was_granted(self) -> None:
        """Nobody owes more than was advanced, and no line that was recorded is refused later."""
        now = known(self.desk)
        assert now.ledger.owed <= now.ledger.advanced
        assert now.ledger.available >= -now.ledger.advanced
        assert not any(line.refused for line in now.lines)
        assert all(lot.left >= 0 for lot in now.ledger.lots.values())


def test_a_life_of_a_ledger(store_template: Path, tmp_path: Path) -> None:
    class Here(Ledgers):
        """A ledger in a database of its own."""

        template, folder = store_template, tmp_path

    run_state_machine_as_test(
        Here, settings=settings(max_examples=8, stateful_step_count=15, deadline=None)
    )
