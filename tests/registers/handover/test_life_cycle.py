"""Whatever people do in whatever order: nothing is lost between two shifts."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import ClassVar

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)

from dutyroom.errors import PlainError
from dutyroom.registers.calls.kinds import Outcome
from dutyroom.registers.handover import acts, reading
from dutyroom.registers.people.person import Person
from dutyroom.registers.shifts.reading import in_charge_everywhere
from dutyroom.standard.handover.values import Decision
from dutyroom.standard.handover.walking import SETTLED, standing
from dutyroom.store.engine import Store, open_store
from tests.registers.accounts import account_kit
from tests.registers.handover.handover_kit import HandoverDesk

NOWHERE = "call:nowhere"
MOSTLY = st.sampled_from([True, True, True, False])


class BetweenTwo(RuleBasedStateMachine):
    """Calls come, are settled, explained, decided on; people sign, in time or not at all."""

    template: ClassVar[Path]

    def __init__(self) -> None:
        """Set up a desk with an officer on duty."""
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.store: Store = open_store(
            Path(shutil.copyfile(self.template, self.folder / "dutyroom.db"))
        )
        self.desk = HandoverDesk(account_kit.desk(self.store))
        self.pending: set[str] = set()
        self.signed: dict[str, list[str]] = {}
        self.calls = 0
        self.turn: list[Person] = [self.desk.desk.officer, self.desk.relief]

    def teardown(self) -> None:
        """Close and delete the database."""
        self.store.close()
        shutil.rmtree(self.folder)

    @rule(written=st.booleans())
    def ring(self, *, written: bool) -> None:
        """A call is missed, or answered and written up."""
        self.calls += 1
        call = f"c{self.calls}"
        if written:
            self.desk.call(call, outcome=Outcome.ANSWERED, content="咨询")
        else:
            self.desk.call(call)
            self.pending.add(f"call:{call}")

    @rule(number=st.integers(0, 9))
    def settle(self, number: int) -> None:
        """Another writer calls somebody back."""
        if self.pending:
            key = sorted(self.pending)[number % len(self.pending)]
            self.desk.call_back(key.removeprefix("call:"))
            self.pending.discard(key)

    @rule()
    def begin(self) -> None:
        """Somebody begins to hand over."""
        self.desk.begin()

    @rule(number=st.integers(0, 9))
    def explain(self, number: int) -> None:
        """Something is explained."""
        with suppress(PlainError):
            self.desk.explain(self._key(number))

    @rule(right=MOSTLY)
    def arrive(self, *, right: bool) -> None:
        """The relief arrives, or somebody who does not know the password."""
        with suppress(PlainError):
            self.desk.arrive(self.turn[1], account_kit.PASSWORD if right else "wrong-password-1")
        self.desk.desk.clock.advance(400)

    @rule(number=st.integers(0, 9), decision=st.sampled_from(Decision), fresh=MOSTLY)
    def decide(self, number: int, decision: Decision, *, fresh: bool) -> None:
        """The relief decides on something, perhaps on what stood there before."""
        key = self._key(number)
        digest = "" if fresh and key != NOWHERE else "what-stood-before"
        with suppress(PlainError):
            self.desk.decide(key, decision, reason="因为", digest=digest)

    @rule()
    def give_up(self) -> None:
        """Somebody gives it up."""
        with suppress(PlainError):
            acts.give_up(self.desk.access, actor="x", reason="重来")

    @rule(right=MOSTLY)
    def sign(self, *, right: bool) -> None:
        """Both try to sign; then the roles change."""
        held = self.desk.held()
        with suppress(PlainError):
            self.desk.tell_leader()
        self.desk.relief = self.turn[1]
        try:
            self.desk.sign(password=account_kit.PASSWORD if right else "wrong-password-1")
        except PlainError:
            self.desk.desk.clock.advance(400)
            return
        assert held.row is not None
        self.signed[held.row.id] = [line.item for line in self.desk.lines(held.row.id)]
        self.turn.reverse()

    @rule()
    def rebuild(self) -> None:
        """Every row is computed anew."""
        self.desk.access.ledger.rebuild()

    def _key(self, number: int) -> str:
        """Return the key of some item, or of one that is not there."""
        items = self.desk.held().walk.items
        return items[number % len(items)].key if items else NOWHERE

    @invariant()
    def nothing_pending_vanishes(self) -> None:
        """What still needs somebody is in the list of whoever is on duty."""
        held = self.desk.held()
        assert {item.key for item in held.walk.items if not item.done} == self.pending

    @invariant()
    def exactly_one_shift_is_in_charge(self) -> None:
        """Whoever signed last."""
        with self.store.read() as session:
            serving = in_charge_everywhere(session)
        assert [shift.officer_id for shift in serving] == [self.turn[0].id]

    @invariant()
    def no_half_handover_exists(self) -> None:
        """A signed one has its whole list and the shift that began by it; another has neither."""
        with self.store.read() as session:
            for handover, items in self.signed.items():
                row = reading.get(session, handover)
                assert row is not None
                assert row.incoming_shift
                lines = reading.lines(session, handover)
                assert [line.item for line in lines] == items
                assert {line.standing for line in lines} <= {each.value for each in SETTLED}

    @invariant()
    def what_is_accepted_was_accepted_as_it_stands(self) -> None:
        """No standing is settled that was decided on otherwise."""
        walk = self.desk.held().walk
        for item in walk.items:
            if not item.done and standing(walk, item) in SETTLED:
                assert walk.decided[item.key].digest == item.digest


def test_nothing_is_lost_between_two_shifts(store_template: Path) -> None:
    """Run the machine."""
    BetweenTwo.template = store_template
    run_state_machine_as_test(
        BetweenTwo, settings=settings(max_examples=6, stateful_step_count=25, deadline=None)
    )
