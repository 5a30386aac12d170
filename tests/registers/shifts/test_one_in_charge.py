"""Exactly one shift is in charge of a seat at every instant, whatever people do."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import suppress
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import ClassVar

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import select

from dutyroom.registers.accounts.errors import AccessRefused
from dutyroom.registers.people.person import Person
from dutyroom.registers.shifts import serving, signing
from dutyroom.registers.shifts.blockers import Blocked
from dutyroom.registers.shifts.register import ShiftRow, in_charge, on_duty
from dutyroom.registers.shifts.tables import SHIFTS_TABLE
from dutyroom.store import journal
from dutyroom.store.engine import Store, open_store
from tests.registers.accounts import account_kit
from tests.registers.accounts.account_kit import PASSWORD, Desk
from tests.registers.shifts.shift_kit import asking, officer_of
from tests.thorough import examples

PEOPLE = st.integers(0, 2)
MOSTLY = st.sampled_from([True, True, True, True, False])


class OneSeat(RuleBasedStateMachine):
    """People sign on, relieve each other, leave the post and come back, with wrong passwords."""

    template: ClassVar[Path]

    def __init__(self) -> None:
        """Set up a desk with three officers, one of them signed on."""
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.store: Store = open_store(
            Path(shutil.copyfile(self.template, self.folder / "dutyroom.db"))
        )
        self.desk: Desk = account_kit.desk(self.store)
        self.officers: list[Person] = [
            self.desk.officer,
            officer_of(self.desk, "单明"),
            officer_of(self.desk, "农秀"),
        ]
        self.since: datetime = self.desk.clock.now()
        self.expected = self._sign_on(0, PASSWORD, PASSWORD)

    def teardown(self) -> None:
        """Close and delete the database."""
        self.store.close()
        shutil.rmtree(self.folder)

    def _sign_on(self, who: int, password: str, outgoing: str, **changes: object) -> str:
        asked = asking(self.desk, self.officers[who], **changes)
        reasons = {"same-officer": "连班", "outgoing-absent": "突发疾病", "no-leader": "在途"}
        reasons["leader-consent"] = "曾国强，电话同意"
        access = self.desk.access
        return signing.sign_on(
            access, asked, password=password, outgoing_password=outgoing, reasons=reasons
        ).shift

    @rule(who=PEOPLE, right=MOSTLY, signs=MOSTLY, sober=MOSTLY, moved=st.integers(-7200, 7200))
    def relieve(self, who: int, moved: int, *, right: bool, signs: bool, sober: bool) -> None:
        """Time passes or the clock is set back, and somebody tries to relieve whoever is there."""
        self._move(moved)
        password = PASSWORD if right else "wrong-password"
        with suppress(Blocked, AccessRefused):
            self.expected = self._sign_on(
                who, password, password, outgoing_consents=signs, sober=sober
            )

    @rule()
    def leave(self) -> None:
        """Whoever is there tries to leave without a relief."""
        with pytest.raises((Blocked, AccessRefused)):
            signing.sign_off(self.desk.access, self.expected, password=PASSWORD)

    @rule()
    def step_out(self) -> None:
        """The officer leaves the post, or is back."""
        access = self.desk.access
        try:
            serving.leave_post(access, self.expected, reason="就医", substitute="乙")
        except AccessRefused:
            serving.take_post_again(access, self.expected)

    def _move(self, seconds: int) -> None:
        """Let time pass, or set the clock back, but not to before the desk was opened."""
        if seconds >= 0:
            self.desk.clock.advance(seconds)
        else:
            passed = (self.desk.clock.now() - self.since).total_seconds()
            self.desk.clock.jump(max(seconds, -passed))

    @rule()
    def say_it_again(self) -> None:
        """Every fact comes a second time, and the rows are computed anew."""
        with self.store.read() as session:
            known = [entry.fact for entry in journal.entries(session)]
        self.desk.access.ledger.record(*known)
        self.desk.access.ledger.rebuild()

    @invariant()
    def the_one_expected_is_in_charge(self) -> None:
        """Now it is who signed on last."""
        with self.store.read() as session:
            row = in_charge(session, seat="")
        assert row is not None
        assert row.id == self.expected

    @invariant()
    def one_is_in_charge_at_every_instant(self) -> None:
        """At each instant since the first sign-on: no gap, no overlap."""
        shifts = self._shifts()
        assert shifts[0].begun_at == self.since
        for before, behind in pairwise(shifts):
            assert before.ended_at == behind.begun_at
        assert shifts[-1].ended_at is None
        instants = {self.since, *(shift.begun_at for shift in shifts)}
        instants |= {each + timedelta(seconds=1) for each in instants}
        with self.store.read() as session:
            for instant in instants:
                serving_then = on_duty(session, instant, seat="")
                assert serving_then is not None
                assert serving_then.begun_at <= instant
                assert serving_then.ended_at is None or instant < serving_then.ended_at

    def _shifts(self) -> list[ShiftRow]:
        """Return all shifts in the order in which they were begun."""
        columns = SHIFTS_TABLE.c
        chosen = select(*(columns[name] for name in ShiftRow.__dataclass_fields__))
        with self.store.read() as session:
            rows = session.connection().execute(chosen.order_by(columns.begun_at, columns.seq))
            return [ShiftRow(*row) for row in rows]


@pytest.mark.hypothesis
def test_exactly_one_is_in_charge(store_template: Path) -> None:
    """Run the machine."""
    OneSeat.template = store_template
    run_state_machine_as_test(
        OneSeat,
        settings=settings(max_examples=examples(8), stateful_step_count=20, deadline=None),
    )
