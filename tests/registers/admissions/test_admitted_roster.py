"""What special admissions make of the roster, of sign-on, and of what was submitted."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from dutyroom.config.roster import Roster as Chosen
from dutyroom.registers.admissions import reading
from dutyroom.registers.admissions.kinds import AdmissionState
from dutyroom.registers.admissions.leaving import still_rostered
from dutyroom.registers.roster import reading as roster_reading
from dutyroom.registers.roster.balance import balances
from dutyroom.registers.roster.judging import faults_of
from dutyroom.registers.roster.picture import judged, picture
from dutyroom.registers.roster.publishing import FaultsRemain
from dutyroom.registers.roster.setting import setting
from dutyroom.registers.shifts import signing
from dutyroom.registers.shifts.blockers import Blocked, Rostered, SigningOn, set_aside
from dutyroom.registers.shifts.checklist import JOINING
from dutyroom.registers.submissions.staffing import staffing
from dutyroom.standard.roster.faults import FaultKind
from dutyroom.store.engine import Store
from tests.registers.accounts import account_kit
from tests.registers.admissions.admission_kit import (
    POST,
    TODAY,
    TRAINING,
    admit,
    hire,
    of,
    take_back,
)
from tests.registers.roster import roster_kit
from tests.registers.roster.roster_kit import FIRST, LAST, NOW, PLANNING, Room, put
from tests.registers.shifts.shift_kit import asking, known, sign_on


def test_a_desk_of_contract_staff_is_rostered_published_and_marked_anew(room: Room) -> None:
    """With admissions no reason is asked for; taken back, what is to come is a fault again."""
    made = {who: admit(room, of(who)) for who in (f"o{n}" for n in range(7))}
    roster = room.filled()
    assert {item.person for item in roster.assignments} >= set(made)
    version = room.publish(roster, reasons={})
    with room.access.store.read() as session:
        told = [
            each for each in roster_reading.waivers(session, version.id) if each.kind == "admitted"
        ]
        full = staffing(session, FIRST, LAST, PLANNING)
    assert len(told) == 7
    assert all("编制不足" in each.words and "曾国强" in each.words for each in told)
    assert not any(day.short or day.unfit for day in full)
    room.go_to(datetime(2026, 12, 10, 4, tzinfo=UTC))  # at noon
    take_back(room, made["o1"])
    with room.access.store.read() as session:
        before = roster_reading.waivers(session, version.id)
        seen = picture(session, FIRST, LAST, PLANNING, room.clock.now())
        after = faults_of(session, roster, PLANNING)
    assert [each for each in before if each.kind == "admitted"] == told
    refused = {slot for each in after if each.kind is FaultKind.INELIGIBLE for slot in each.slots}
    theirs = [duty.slot for duty in roster.duties if duty.person == "o1"]
    with room.access.store.read() as session:
        row = reading.get(session, made["o1"])
        assert row is not None
        left = still_rostered(session, row, room.clock.now())
    assert {slot.id for slot in left} == refused
    assert refused == {slot.id for slot in theirs if slot.start > room.clock.now()} != set()
    (still,) = [each for each in after if each.kind is FaultKind.ADMITTED and "o1" in each.people]
    assert {*still.slots} == {slot.id for slot in theirs} - refused != set()
    assert {slot for each in judged(seen, seen.in_force).unexplained for slot in each.slots} == (
        refused
    )
    free = next(
        slot for slot in roster.slots if slot.start > room.clock.now() and slot.role == "officer"
    )
    with pytest.raises(FaultsRemain):
        room.publish(put(roster, free.id, "o1"), "换班", reasons={})


def test_whoever_is_admitted_signs_on_without_a_reason(room: Room) -> None:
    """On the duty day they come for: also ten minutes before it begins, and not the day after."""
    hire(room, "o1", trained_until="2026-11-25")
    tenth = date(2026, 12, 10)
    asked = SigningOn("o1", NOW, sober=True, fit=True, planning=Chosen())

    def codes(at: datetime, rostered: Rostered | None = None) -> set[str]:
        with room.access.store.read() as session:
            found = JOINING.on
            named = replace(asked, arrived_at=at, rostered=rostered)
            against = [each for ask in found for each in ask(session, named, at)]
            assert all("编制不足" in each.decided for each in against if each.decided)
            kept = set_aside(
                (each for each in against if each.decided), {}
            )  # no reason is asked for, and the decision is kept as one
            assert all(words.startswith("specially admitted: ") for words in kept.values())
            return {each.code for each in against if not each.decided}

    early, night = datetime(2026, 12, 10, 0, 20, tzinfo=UTC), datetime(2026, 12, 10, 12, tzinfo=UTC)
    assert codes(early) == {"post", "training"}
    made = admit(room, of(first=tenth, last=tenth, rules=frozenset({POST, TRAINING})))
    assert codes(early) == codes(night) == set()
    assert codes(early - timedelta(hours=1)) == {"post", "training"}  # still of the day before
    coming = Rostered(
        "2026-12-10/day", datetime(2026, 12, 10, 0, 30, tzinfo=UTC), night, {"o1": "单明"}
    )
    assert codes(early - timedelta(hours=1), coming) == set()
    assert codes(night + timedelta(days=1)) == {"post", "training"}
    room.go_to(early)
    take_back(room, made)
    assert codes(early + timedelta(minutes=20)) == {"post", "training"}


def test_an_admission_that_comes_late_says_why(room: Room) -> None:
    """What was served yesterday is explained afterwards, with both reasons."""
    yesterday = TODAY - timedelta(days=1)
    made = admit(room, of(first=yesterday, last=yesterday, late="夜间突发，次日补报"))
    with room.access.store.read() as session:
        row = reading.get(session, made)
        judging = setting(session, yesterday, TODAY, PLANNING)
    assert row is not None
    assert (row.late, row.state(TODAY)) == ("夜间突发，次日补报", AdmissionState.OVER)
    assert [each.first for each in judging.overrides] == [yesterday]


def test_what_was_served_by_admission_is_weighed_as_any_other_duty(store: Store) -> None:
    """Somebody who may serve has a share of it, or they would seem to have served too much."""
    room = roster_kit.room(store)
    room.publish(room.filled())
    year = date(2027, 1, 1)
    room.go_to(datetime(2026, 12, 1, 0, 10, tzinfo=UTC))
    with store.read() as session:
        usual = balances(session, year, PLANNING, room.clock.now())
    hire(room, "o1")
    admit(room, of())
    with store.read() as session:
        assert balances(session, year, PLANNING, room.clock.now()) == usual
    assert any(each for (person, _counter), each in usual.items() if person == "o1")


def test_the_shift_of_whoever_is_admitted_keeps_the_decision(store: Store) -> None:
    room = roster_kit.room(store)
    staff = account_kit.desk(store, room.clock, "unit")
    hire(room, staff.officer.id)
    asked = asking(staff, staff.officer)
    with pytest.raises(Blocked, match="neither civil servant"):
        sign_on(staff, staff.officer)
    admit(room, of(staff.officer.id, TODAY, TODAY, name=staff.officer.name))
    signed = signing.sign_on(staff.access, asked, password=account_kit.PASSWORD)
    assert known(staff, signed.shift).overrides == {
        "post": "specially admitted: kind of post, 2026-11-20, by 曾国强: 编制不足"
    }
