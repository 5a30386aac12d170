"""What is carried over: who was at post counts, and not who was rostered."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from dutyroom.registers.roster import balance, reading
from dutyroom.registers.shifts import course
from dutyroom.registers.shifts import facts as shifts
from dutyroom.registers.shifts.facts import SignedOn
from dutyroom.registers.shifts.kinds import LeaderMode
from dutyroom.standard.clocks import BEIJING
from dutyroom.standard.roster.counters import Counter
from dutyroom.store.facts import Place
from tests.registers.roster.roster_kit import FIRST, PLANNING, Room, put

PLACE = Place("yunling")
NEXT = date(2027, 1, 1)


def beijing(day: int, hour: int, minute: int = 0) -> datetime:
    """Return a time in December."""
    return datetime(2026, 12, day, hour, minute, tzinfo=BEIJING)


def serve(room: Room, start: datetime, end: datetime, officer: str, leader: str) -> str:
    """Let somebody have been signed on for a while; return the id of the shift."""
    shift = shifts.new_id()
    signed = SignedOn(officer=officer, arrived_at=start, leader=leader, mode=LeaderMode.AT_POST)
    room.access.ledger.record(
        shifts.begun(shift, start, PLACE, officer=officer, leader=leader, signed=signed),
        shifts.ended(shift, end, PLACE, actor=officer),
    )
    return shift


def test_who_was_at_post_is_credited(room: Room) -> None:
    roster = put(room.filled(), "2026-12-10/night", "o0")
    room.publish(roster)
    room.go_to(beijing(11, 9))
    serve(room, beijing(10, 17, 20), beijing(11, 8, 30), "o6", "l2")
    with room.access.store.read() as session:
        found = reading.in_force(session, FIRST, date(2026, 12, 10))
        duties = balance.served(session, found, room.clock.now())
    assert [(duty.person, duty.slot.id) for duty in duties] == [
        ("l2", "2026-12-10/leader"),
        ("o6", "2026-12-10/night"),
    ]


def test_who_stood_in_for_most_of_it_is_credited(room: Room) -> None:
    room.publish(put(room.filled(), "2026-12-10/night", "o0"))
    room.go_to(beijing(11, 9))
    shift = serve(room, beijing(10, 17, 20), beijing(11, 8, 30), "o0", "l2")
    room.access.ledger.record(
        course.post_left(
            shift, beijing(10, 19), PLACE, actor="o0", absence="a", reason="就医",
            substitute="蒙飞", substitute_id="o6",
        )
    )  # fmt: skip
    with room.access.store.read() as session:
        found = reading.in_force(session, FIRST, date(2026, 12, 10))
        duties = balance.served(session, found, room.clock.now())
    assert ("o6", "2026-12-10/night") in {(duty.person, duty.slot.id) for duty in duties}
    assert "o0" not in {duty.person for duty in duties}


def test_slots_to_come_count_for_whoever_is_rostered(room: Room) -> None:
    roster = room.filled()
    room.publish(roster)
    with room.access.store.read() as session:
        found = balance.balances(session, NEXT, PLANNING, room.clock.now())
        early = balance.balances(session, FIRST, PLANNING, room.clock.now())
    assert early == {}
    officers = [value for (person, counter), value in found.items() if counter is Counter.ALL]
    assert len(officers) == 7
    assert sum(officers) == pytest.approx(0, abs=1e-6)
    assert max(officers) > 0


def test_a_night_that_somebody_else_served_moves_the_balance(room: Room) -> None:
    room.publish(room.filled())
    room.go_to(datetime(2027, 1, 2, 9, tzinfo=BEIJING))
    for day in (1, 3, 7):
        serve(room, beijing(day, 17, 30), beijing(day + 1, 8, 30), "o5", "l0")
    with room.access.store.read() as session:
        found = balance.balances(session, NEXT, PLANNING, room.clock.now())
    assert found["o5", Counter.WEEKDAY_NIGHT] == pytest.approx(3 - 3 / 7, abs=0.2)
    assert found["o0", Counter.WEEKDAY_NIGHT] == pytest.approx(-3 / 7, abs=0.2)
