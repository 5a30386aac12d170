"""Nothing that came in is lost between two people, whatever they do."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import ClassVar

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from dutyroom.clock import FrozenClock
from dutyroom.registers.accounts.access import Access
from dutyroom.registers.matters import acting, instructing, moving, reading
from dutyroom.registers.matters.errors import MatterRefused
from dutyroom.registers.matters.facts import Note, Opening
from dutyroom.registers.matters.fields import Officer
from dutyroom.registers.matters.instruction_facts import Instruction
from dutyroom.registers.matters.kinds import Channel, TransferState
from dutyroom.registers.matters.reading import MatterFilter
from dutyroom.registers.matters.register import MATTERS_REGISTER
from dutyroom.store.engine import Store, open_store
from tests.registers.matters.matter_kit import HORIZON, NONG, QIN, SHAN, desk, known
from tests.registers.projection_kit import rows_of

PEOPLE = st.sampled_from([QIN, SHAN, NONG])
WORDS = st.sampled_from(["", "  ", "已处理", "[/b]\x1b[2J"])
WHICH = st.integers(0, 3)


class Matters(RuleBasedStateMachine):
    """Three officers open, note, order, transfer, hand over, close and reopen."""

    template: ClassVar[Path]

    def __init__(self) -> None:
        """Set up a desk with one matter."""
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.store: Store = open_store(
            Path(shutil.copyfile(self.template, self.folder / "dutyroom.db"))
        )
        made: tuple[Access, FrozenClock] = desk(self.store)
        self.access, self.clock = made
        self.matters: list[str] = []
        self.receivers: dict[str, str] = {}
        self.handlers: dict[str, str] = {}
        self.open: dict[str, bool] = {}
        self.opened(QIN)

    def teardown(self) -> None:
        """The journal alone gives the same rows; close and delete the database."""
        before = rows_of(self.store, MATTERS_REGISTER)
        moved = [row for row in before["matter_transfers"] if row["state"] == "accepted"]
        assert all(row["answered_by"] == row["offered_to"] for row in moved)
        self.access.ledger.rebuild()
        assert rows_of(self.store, MATTERS_REGISTER) == before
        self.store.close()
        shutil.rmtree(self.folder)

    @precondition(lambda self: len(self.matters) < 4)
    @rule(by=PEOPLE)
    def opened(self, by: Officer) -> None:
        """Something comes in."""
        matter = acting.open_matter(self.access, Opening("来电事项"), by=by)
        self.matters.append(matter)
        self.receivers[matter] = self.handlers[matter] = by.name
        self.open[matter] = True

    def _one(self, which: int) -> str:
        return self.matters[which % len(self.matters)]

    @rule(moved=st.integers(-7200, 7200))
    def time(self, moved: int) -> None:
        """Time passes, or the clock is set back."""
        self.clock.jump(moved)

    @rule(which=WHICH, by=PEOPLE, words=WORDS)
    def noted(self, which: int, by: Officer, words: str) -> None:
        """Something is done about one."""
        with suppress(MatterRefused):
            acting.note(self.access, self._one(which), Note(words), by=by)

    @rule(which=WHICH, by=PEOPLE, words=WORDS)
    def ordered(self, which: int, by: Officer, words: str) -> None:
        """A leader orders something, which is passed on and carried out."""
        matter = self._one(which)
        with suppress(MatterRefused):
            order = instructing.instruct(self.access, matter, Instruction("曾国强", words), by=by)
            told = instructing.convey(self.access, matter, order, "值班室", Channel.FAX, by=by)
            instructing.receipt(self.access, matter, told, words, by=by)
            instructing.settle(self.access, matter, order, words, by=by)

    @rule(which=WHICH, by=PEOPLE, to=PEOPLE, why=WORDS)
    def asked(self, which: int, by: Officer, to: Officer, why: str) -> None:
        """Somebody is asked to take one over."""
        with suppress(MatterRefused):
            moving.ask_transfer(self.access, self._one(which), to, why, by=by)

    @rule(which=WHICH, by=PEOPLE)
    def accepted(self, which: int, by: Officer) -> None:
        """Somebody accepts; only whoever was asked may."""
        matter = self._one(which)
        offer = known(self.store, matter).asked
        with suppress(MatterRefused):
            moving.accept_transfer(self.access, matter, by=by)
            assert offer is not None
            assert by.name == offer.offered_to
            self.handlers[matter] = by.name

    @rule(which=WHICH, by=PEOPLE, why=WORDS, taken_back=st.booleans())
    def refused(self, which: int, by: Officer, why: str, *, taken_back: bool) -> None:
        """Somebody declines, or the offer is taken back."""
        with suppress(MatterRefused):
            if taken_back:
                moving.withdraw_transfer(self.access, self._one(which), by=by)
            else:
                moving.decline_transfer(self.access, self._one(which), why, by=by)

    @rule(which=WHICH, to=PEOPLE, late=st.booleans())
    def handed_over(self, which: int, to: Officer, *, late: bool) -> None:
        """An incoming officer accepts one; another writer may have closed it meanwhile."""
        matter = self._one(which)
        with suppress(MatterRefused):
            now = self.clock.now()
            row = known(self.store, matter).row
            fact = moving.handing_over(row, to, "h", at=now, place=self.access.place)
            if late:
                with suppress(MatterRefused):
                    acting.close(self.access, matter, "另一席位办结", by=QIN)
                    self.open[matter] = False
            self.access.ledger.record(fact)
            # Both follow the same revision: which one came first the times say.
            if not late or self.open[matter]:
                self.handlers[matter] = to.name
            else:
                self.handlers[matter] = known(self.store, matter).row.handler

    @rule(which=WHICH, by=PEOPLE, result=WORDS)
    def closed(self, which: int, by: Officer, result: str) -> None:
        """Somebody closes one, with or without a result."""
        matter = self._one(which)
        with suppress(MatterRefused):
            acting.close(self.access, matter, result, by=by)
            assert result.strip()
            self.open[matter] = False

    @rule(which=WHICH, by=PEOPLE, why=WORDS)
    def reopened(self, which: int, by: Officer, why: str) -> None:
        """Somebody reopens one."""
        matter = self._one(which)
        with suppress(MatterRefused):
            acting.reopen(self.access, matter, why, by=by)
            assert why.strip()
            self.open[matter] = True

    @invariant()
    def nothing_is_lost(self) -> None:
        """Every matter is there, with its handler, its first receiver and its transfers."""
        with self.store.read() as session:
            rows = reading.page(session, MatterFilter.ALL, HORIZON)
            pending = {row.id for row in reading.pending_for_handover(session)}
        assert {row.id for row in rows} == set(self.matters)
        assert pending == {matter for matter, is_open in self.open.items() if is_open}
        for row in rows:
            assert row.handler == self.handlers[row.id]
            assert row.first_receiver == self.receivers[row.id]
            assert row.open or row.result.strip()
            offered = known(self.store, row.id).transfers if row.asked else ()
            assert sum(each.state == TransferState.PENDING for each in offered) == len(offered[:1])


@pytest.mark.timeout(240)
def test_no_matter_is_lost(store_template: Path) -> None:
    Matters.template = store_template
    run_state_machine_as_test(
        Matters, settings=settings(max_examples=8, stateful_step_count=20, deadline=None)
    )
