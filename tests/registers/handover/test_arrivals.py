"""When the relief came, and when their shift ends, as the new shift knows it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dutyroom.registers.handover import acts, by_name
from dutyroom.registers.shifts import rostering
from dutyroom.registers.shifts.blockers import Rostered
from dutyroom.registers.shifts.on_duty import ShiftRow, in_charge
from tests.registers.handover.handover_kit import HandoverDesk


def test_a_desk_by_names_has_the_hours_of_the_roster(
    desk: HandoverDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    slot = Rostered("b", desk.ends, desk.ends + timedelta(hours=8), {"x": "王五"})
    monkeypatch.setattr(rostering, "next_rostered", lambda _session, _at: slot)
    desk.begin()
    acts.arrive(desk.access, name="王五", arrived_at=desk.desk.clock.now(), planned_end=desk.ends)
    by_name.sign(desk.access, leader_name="曾国强", phone="", leader="nothing")
    shift = _shift(desk)
    assert (shift.officer, shift.slot, shift.planned_end, shift.margin) == (
        "王五", "b", slot.end, 900,
    )  # fmt: skip


def test_the_arrival_that_was_noted_stays(desk: HandoverDesk) -> None:
    desk.settled()
    came = desk.held().walk.arrival
    desk.desk.clock.advance(300)
    desk.sign()
    assert came is not None
    assert _shift(desk).arrived_at == came.at


def _shift(desk: HandoverDesk) -> ShiftRow:
    """Return the shift in charge."""
    with desk.access.store.read() as session:
        shift = in_charge(session)
    assert shift is not None
    return shift
