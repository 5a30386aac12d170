"""Presence: asked for at an interval, confirmed, or missed for good."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dutyroom.registers.accounts.errors import AccessRefused
from dutyroom.registers.shifts import attendance, facts
from dutyroom.registers.shifts.facts import SignedOn
from dutyroom.registers.shifts.watch import Limits
from tests.registers.accounts.account_kit import Desk
from tests.registers.shifts.shift_kit import known, sign_on

HOUR = timedelta(hours=1)
LIMITS = Limits(presence=HOUR, presence_grace=timedelta(minutes=10))


def _states(desk: Desk, shift: str) -> list[tuple[float, bool, bool]]:
    """Return hours after the beginning, whether missed, and whether confirmed at all."""
    more = known(desk, shift)
    return [
        ((p.due_at - more.shift.begun_at) / HOUR, p.missed, p.confirmed_at is not None)
        for p in more.presence
    ]


def test_a_confirmation_in_time_answers_what_is_due(desk: Desk) -> None:
    shift = sign_on(desk, desk.officer).shift
    with pytest.raises(AccessRefused, match="No confirmation is due"):
        attendance.confirm(desk.access, shift, LIMITS, actor="覃小梅")
    desk.clock.advance(3600 + 300)
    attendance.confirm(desk.access, shift, LIMITS, actor="覃小梅")
    assert _states(desk, shift) == [(1.0, False, True)]
    with pytest.raises(AccessRefused, match="No confirmation is due"):
        attendance.confirm(desk.access, shift, LIMITS, actor="覃小梅")


def test_what_was_missed_stays_missed_and_one_confirmation_makes_up_for_it(desk: Desk) -> None:
    shift = sign_on(desk, desk.officer).shift
    desk.clock.advance(3 * 3600 + 1200)
    attendance.confirm(desk.access, shift, LIMITS, actor="单明")
    assert _states(desk, shift) == [(1.0, True, False), (2.0, True, False), (3.0, True, True)]
    assert known(desk, shift).presence[-1].confirmed_by == "单明"


def test_what_was_missed_is_recorded_without_anybody(desk: Desk) -> None:
    shift = sign_on(desk, desk.officer).shift
    desk.clock.advance(3600 + 599)
    assert attendance.note_missed(desk.access, shift, LIMITS) == 0
    desk.clock.advance(1)
    assert attendance.note_missed(desk.access, shift, LIMITS) == 1
    assert attendance.note_missed(desk.access, shift, LIMITS) == 0
    assert _states(desk, shift) == [(1.0, True, False)]


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=st.lists(st.integers(60, 4 * 3600), min_size=1, max_size=5))
def test_every_interval_is_answered_for_once(desk: Desk, steps: list[int]) -> None:
    """However confirmations fall, none is left out and none stands twice."""
    shift, now = facts.new_id(), desk.clock.now()
    signed = SignedOn(desk.officer.id, now)
    desk.access.ledger.record(
        facts.begun(shift, now, desk.access.place, officer="覃小梅", signed=signed)
    )
    passed = 0
    for step in steps:
        desk.clock.advance(step)
        passed += step
        try:
            attendance.confirm(desk.access, shift, LIMITS, actor="覃小梅")
        except AccessRefused:
            continue
    hours = [hour for hour, _missed, _confirmed in _states(desk, shift)]
    assert hours == [float(n) for n in range(1, len(hours) + 1)]
    assert len(hours) == passed // 3600
