"""Whatever people do in whatever order: nothing is lost between two shifts.

Calls, matters, faults and notes; one officer or two; shifts of twelve hours and of twenty-four.
"""

from __future__ import annotations

import shutil
import tempfile
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import ClassVar

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import select

from dutyroom.errors import PlainError
from dutyroom.registers.calls.kinds import Outcome
from dutyroom.registers.equipment import fault_facts as faults
from dutyroom.registers.handover import acts, reading
from dutyroom.registers.notes import facts as notes
from dutyroom.registers.notes.facts import NoteKind
from dutyroom.registers.people.person import Person
from dutyroom.registers.shifts import serving
from dutyroom.registers.shifts.reading import in_charge_everywhere
from dutyroom.registers.shifts.shift_table import SHIFTS_TABLE
from dutyroom.standard.equipment.items import Group, Item, State
from dutyroom.standard.handover.values import Decision
from dutyroom.standard.handover.walking import SETTLED, standing
from dutyroom.store.engine import Store, open_store
from dutyroom.store.facts import Place
from tests.registers.accounts import account_kit
from tests.registers.handover.handover_kit import HandoverDesk
from tests.registers.shifts.shift_kit import officer_of
from tests.thorough import THOROUGH, examples

NOWHERE = "call:nowhere"
MOSTLY = st.sampled_from([True, True, True, False])
HOURS = st.sampled_from([12, 24])
PLACE = Place("yunling")
HANDSET = Item("handset", Group.LINE, "话机", "Handset")


class BetweenTwo(RuleBasedStateMachine):
    """Things come, are settled, explained, decided on; people sign, in time or not at all."""

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
        self.matters: dict[str, str] = {}
        self.moments: list[datetime] = []
        self.calls = self.faults = 0
        self.turn: list[Person] = [self.desk.desk.officer, self.desk.relief]
        self.second = officer_of(self.desk.desk, "农秀")
        self.take_up()
        self.fail()
        self.leave_note(NoteKind.STATE)

    @initialize(declined=st.integers(0, 9), hours=HOURS)
    def first_handover(self, declined: int, hours: int) -> None:
        """One shift has been handed over: what holds of signed ones is looked at in every run."""
        self.hand_over(declined, hours)
        assert self.signed

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

    @rule()
    def take_up(self) -> None:
        """A matter comes in."""
        matter = self.desk.matter("路面塌陷")
        self.matters[matter] = self.desk.desk.officer.name
        self.pending.add(f"matter:{matter}")

    @rule(kind=st.sampled_from(NoteKind))
    def leave_note(self, kind: NoteKind) -> None:
        """A note is left, or something temporary holds."""
        self.pending.add(f"{kind.value}:{self.desk.note('八点半有会', kind)}")

    @rule()
    def fail(self) -> None:
        """Something is out of order."""
        self.faults += 1
        fault, at = f"f{self.faults}", self.desk.desk.clock.now()
        opened = faults.fault_opened(
            fault, at, PLACE, actor="x", item=HANDSET, state=State.FAULTY, words="无声"
        )
        self.desk.access.ledger.record(opened)
        self.pending.add(f"fault:{fault}")

    @rule()
    def join(self) -> None:
        """A second officer comes to serve beside the one in charge."""
        access, shift = self.desk.access, self.desk.held().shift.id
        with suppress(PlainError):
            serving.join(
                access,
                shift,
                self.second.id,
                password=account_kit.PASSWORD,
                arrived_at=access.clock.now(),
                sober=True,
                fit=True,
            )

    @rule(number=st.integers(0, 9))
    def settle(self, number: int) -> None:
        """Another writer settles something."""
        if not self.pending:
            return
        key = sorted(self.pending)[number % len(self.pending)]
        kind, _colon, subject = key.partition(":")
        at, ledger = self.desk.desk.clock.now(), self.desk.access.ledger
        if kind == "call":
            self.desk.call_back(subject)
        elif kind == "matter":
            self.desk.close(subject)
        elif kind == "fault":
            over = faults.Told("已换新", whom="x")
            ledger.record(
                faults.fault_went_on(
                    faults.Step.CLOSED, subject, at, PLACE, actor="x", revision=1, told=over
                )
            )
        else:
            ledger.record(notes.ended(subject, at, PLACE, actor="x", how="已过"))
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

    @rule(declined=st.integers(0, 9), hours=HOURS)
    def hand_over(self, declined: int, hours: int) -> None:
        """The whole of it in one go; one item stays with the outgoing officer."""
        self.desk.begin()
        self.desk.arrive(self.turn[1])
        items = [item for item in self.desk.held().walk.items if not item.done]
        for place, item in enumerate(items):
            if not item.speaks:
                self.desk.explain(item.key)
            decision = Decision.DECLINED if place == declined else Decision.ACCEPTED
            self.desk.decide(item.key, decision, reason="因为", digest=item.digest)
        self.sign(right=True, hours=hours)

    @rule()
    def give_up(self) -> None:
        """Somebody gives it up."""
        with suppress(PlainError):
            acts.give_up(self.desk.access, actor="x", reason="重来")

    @rule()
    def fall_ill(self) -> None:
        """The relief attests that the outgoing officer cannot go on."""
        with suppress(PlainError):
            self.desk.fall_ill()

    @rule(right=MOSTLY, hours=HOURS)
    def sign(self, *, right: bool, hours: int) -> None:
        """Both try to sign; then the roles change, by day and night or for a whole day."""
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
        lines = self.desk.lines(held.row.id)
        self.signed[held.row.id] = [line.item for line in lines]
        moved = [x.subject for x in lines if (x.kind, x.standing) == ("matter", "accepted")]
        self.matters |= dict.fromkeys(moved, self.turn[1].name)
        self.turn.reverse()
        now = self.desk.desk.clock.now()
        self.moments += [now, now - timedelta(microseconds=1), now + timedelta(hours=hours / 2)]
        self.desk.ends = now + timedelta(hours=hours)
        self.desk.desk.clock.advance(hours * 3600 - 900)

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
    def every_matter_has_its_handler_and_its_first_receiver(self) -> None:
        """Only what was accepted moves, to whoever accepted it; who took it up never changes."""
        rows = [self.desk.matter_row(matter) for matter in self.matters]
        assert [row.handler for row in rows] == list(self.matters.values())
        assert {row.first_receiver for row in rows} <= {self.desk.desk.officer.name}

    @invariant()
    def exactly_one_shift_is_in_charge(self) -> None:
        """Whoever signed last; and so it was at every instant, whoever served beside them."""
        with self.store.read() as session:
            in_charge = in_charge_everywhere(session)
            columns = SHIFTS_TABLE.c
            spans = session.connection().execute(select(columns.begun_at, columns.ended_at)).all()
        assert [shift.officer_id for shift in in_charge] == [self.turn[0].id]
        for moment in self.moments:
            assert sum(begun <= moment and not (end and end <= moment) for begun, end in spans) == 1

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
        BetweenTwo,
        settings=settings(
            max_examples=examples(20),
            stateful_step_count=25 if THOROUGH else 12,
            deadline=None,
        ),
    )
