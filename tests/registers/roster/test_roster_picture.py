"""What the screen shows of a roster: where a fault is marked, and which ones are accepted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from dutyroom.registers import drafts
from dutyroom.registers.roster import drafting
from dutyroom.registers.roster.departures import left_open, opened
from dutyroom.registers.roster.drafting import Draft
from dutyroom.registers.roster.judging import faults_of
from dutyroom.registers.roster.picture import Judged, RosterPicture, judged, picture
from dutyroom.standard.clocks import BEIJING
from dutyroom.standard.roster.faults import Fault, FaultKind
from dutyroom.standard.roster.patterns import PATTERNS
from dutyroom.standard.roster.values import Roster
from dutyroom.widgets.roster_head import heading
from dutyroom.widgets.roster_words import sign
from tests.registers.roster.roster_kit import FIRST, LAST, PLANNING, Room, put

NIGHT = "2026-12-05/night"


def head(found: RosterPicture, seen: Judged) -> str:
    """Return what stands above the roster."""
    return heading(found, seen, draft=False, stale=False, wide=True).plain


def seen(room: Room) -> RosterPicture:
    """Return the period as it stands."""
    with room.access.store.read() as session:
        return picture(session, FIRST, LAST, PLANNING, room.clock.now())


def test_too_few_officers_are_no_fault_of_the_leaders(room: Room) -> None:
    roster = room.filled()
    night = roster.by_id[NIGHT]
    fault = Fault(FaultKind.HEAD_COUNT, "1 of 2", night.start, night.end)
    assert list(Judged(roster, (fault,)).by_slot) == [NIGHT]


def test_what_was_accepted_is_counted_apart_and_marked_as_a_warning(room: Room) -> None:
    roster = put(room.filled(), NIGHT)
    room.publish(roster)
    found = seen(room)
    in_force = judged(found, found.in_force)
    accepted = len(in_force.blocking)
    assert in_force.unexplained == ()
    assert f"{accepted} fault" in head(found, in_force)
    assert "accepted" in head(found, in_force)
    assert sign(in_force, roster.by_id[NIGHT], ascii_only=True).plain == "!"
    draft = judged(found, put(roster, "2026-12-06/night"))  # nothing is said of a draft yet
    assert draft.unexplained == draft.blocking
    first = draft.blocking[0]
    said = judged(found, draft.roster, {first.key: "借调", "other": " "})
    assert said.unexplained == draft.blocking[1:]
    assert "1 fault accepted" in head(found, said)


def test_another_pattern_is_asked_of_what_is_to_come_alone(room: Room) -> None:
    room.publish(room.filled())
    other = replace(PLANNING, pattern=PATTERNS["whole-day"])
    room.go_to(datetime(2026, 12, 31, 9, tzinfo=BEIJING))
    now = room.clock.now()
    with room.access.store.read() as session:
        found = picture(session, FIRST, LAST, other, now)
        stands = faults_of(session, found.in_force, other, now=now)
    for faults in (judged(found, found.in_force).faults, stands):
        patterns = [fault for fault in faults if fault.kind is FaultKind.PATTERN]
        assert [fault.slots for fault in patterns] == [("2026-12-31/night",)]


def test_who_left_or_is_on_leave_is_marked_above_the_roster_and_the_open_shifts_are_named(
    room: Room,
) -> None:
    room.publish(put(put(room.filled(), "2026-12-05/day", "o1"), NIGHT, "o2"))
    room.go_to(datetime(2026, 12, 5, 9, tzinfo=BEIJING))
    assert "(not there)" not in head(seen(room), Judged(seen(room).in_force))
    room.last_day("o1", "2026-12-02")
    room.retire("o2")
    said = head(seen(room), Judged(seen(room).in_force))
    assert [name in said for name in ("单明 (not there)", "韦东 (not there)")] == [True, True]
    with room.access.store.read() as session:
        now = room.clock.now()
        slots = {one: opened(session, one, now, PLANNING.rules) for one in ("o1", "o2", "o3")}
    assert slots["o2"][0].id == NIGHT
    assert left_open("韦东", slots["o2"]).startswith("韦东 is still rostered on 2026-12-05 17:30")
    assert slots["o3"] == []


def test_a_draft_of_other_days_is_named_above_the_roster(room: Room) -> None:
    """As `roster solve --save` keeps one of a week, or a proposal over two months."""
    week, later = (date(2026, 12, 7), date(2026, 12, 13)), (date(2027, 1, 1), date(2027, 1, 31))
    with room.access.store.write() as session:
        for first, last in (week, (FIRST, LAST), later):
            kept = drafting.fields(Draft(Roster(first, last, ())))
            drafts.save(session, drafting.key(first, last), "单明", kept, room.clock.now())
    found = seen(room)
    assert set(found.drafts) == {week, later}  # both are opened; what shares days is named
    assert found.beside == [week]
    said = head(found, Judged(Roster(*week, ())))
    assert "There is a draft of 2026-12-07 - 12-13: d opens it." in said
