"""Publishing: checked, numbered, never changed; and what is in force afterwards."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from dutyroom.config import Settings
from dutyroom.config.roster import Roster as Chosen
from dutyroom.registers.ledger import Ledger
from dutyroom.registers.people import facts as people_facts
from dutyroom.registers.people import reading as people
from dutyroom.registers.roster import drafting, on_duty, publishing, reading
from dutyroom.registers.roster.comparing import compared
from dutyroom.registers.roster.drafting import RosterRefused
from dutyroom.registers.roster.judging import faults_of
from dutyroom.registers.roster.planning import planning
from dutyroom.registers.roster.publishing import FaultsRemain, period_of
from dutyroom.standard.clocks import BEIJING
from dutyroom.standard.roster.faults import FaultKind
from dutyroom.store.facts import Fact
from dutyroom.store.session import Session
from tests.registers.roster.roster_kit import FIRST, LAST, PLANNING, Room, explained, put

NIGHT = "2026-12-10/night"


def beijing(day: int, hour: int, minute: int = 0) -> datetime:
    """Return a time in December."""
    return datetime(2026, 12, day, hour, minute, tzinfo=BEIJING)


def test_a_version_is_kept_as_it_was_published(room: Room) -> None:
    roster = room.filled()
    made = room.publish(roster)
    with room.access.store.read() as session:
        found = reading.roster_of(session, made.id)
        waivers = reading.waivers(session, made.id)
    assert found is not None
    assert found.roster.slots == roster.slots
    assert set(found.roster.assignments) == set(roster.assignments)
    assert (made.number, made.first, made.last, made.by) == (1, FIRST, LAST, "覃小梅")
    assert made.since == PLANNING.rules.beginning(FIRST)
    assert found.names["o0"] == "覃小梅"
    assert {row.label for row in found.rows} == {"白班", "夜班", "带班"}
    assert all(each.reason == "演练" for each in waivers if each.kind == FaultKind.REST)


def test_faults_take_a_reason_each(room: Room) -> None:
    roster = put(room.filled(), NIGHT)
    with room.access.store.read() as session:
        faults = [each for each in faults_of(session, roster, PLANNING) if each.blocking]
    assert FaultKind.NO_OFFICER in {each.kind for each in faults}
    with pytest.raises(FaultsRemain) as refused:
        room.publish(roster, reasons={each.key: "借调未归" for each in faults[1:]})
    assert refused.value.faults == (faults[0],)
    with pytest.raises(FaultsRemain):
        room.publish(roster, reasons={each.key: "  " for each in faults})
    with room.access.store.read() as session:
        assert reading.versions(session) == []
    made = room.publish(roster, reasons={each.key: "借调未归" for each in faults})
    with room.access.store.read() as session:
        assert {each.reason for each in reading.waivers(session, made.id) if each.reason} == {
            "借调未归"
        }


def test_a_stranger_is_published_by_no_reason(room: Room) -> None:
    with pytest.raises(FaultsRemain):
        room.publish(put(room.filled(), NIGHT, "nobody"))


def test_a_new_version_needs_a_purpose_and_a_difference(room: Room) -> None:
    roster = room.filled()
    first = room.publish(roster)
    with pytest.raises(RosterRefused):
        room.publish(roster, "又一次")
    changed = put(roster, NIGHT, "o6")
    with pytest.raises(RosterRefused):
        room.publish(changed)
    second = room.publish(changed, "单明出差", source="swap")
    assert (second.number, second.why, second.source) == (2, "单明出差", "swap")
    with room.access.store.read() as session:
        found = compared(session, second.id, first.id)
        assert reading.versions(session, FIRST, FIRST) == [second, first]
        assert reading.versions(session, date(2027, 1, 1)) == []
    assert found is not None
    assert (found.before, found.after) == (first, second)  # in whatever order they are named
    (change,) = found.changes
    assert (change.slot.id, change.come) == (NIGHT, ("o6",))


def test_any_two_versions_are_compared_on_the_days_of_both(room: Room) -> None:
    """Each as it was published, whatever came between them; other periods by their common days."""
    roster = room.filled()
    first = room.publish(roster)
    room.publish(put(roster, NIGHT, "o6"), "单明出差")
    third = room.publish(put(put(roster, NIGHT, "o6"), "2026-12-20/day", "o5"), "换班")
    half = room.publish(room.filled(FIRST, date(2026, 12, 15)), "重排")
    november = room.publish(room.filled(date(2026, 11, 25), date(2026, 11, 30)))
    with room.access.store.read() as session:
        found = compared(session, first.id, third.id)
        partly = compared(session, half.id, third.id)
        apart = compared(session, first.id, november.id)
        assert compared(session, first.id, "no such version") is None
    assert found is not None
    assert partly is not None
    assert apart is not None
    assert [change.slot.id for change in found.changes] == [NIGHT, "2026-12-20/day"]
    assert not found.partial
    assert partly.partial
    assert partly.days == (FIRST, date(2026, 12, 15))
    assert NIGHT in {change.slot.id for change in partly.changes}
    assert "2026-12-20/day" not in {change.slot.id for change in partly.changes}
    assert (apart.days, apart.changes) == (None, ())


def test_the_newest_version_speaks_from_its_time_on(room: Room) -> None:
    roster = room.filled()
    room.publish(roster)
    room.go_to(beijing(10, 9))
    early = "2026-12-05/night"
    with pytest.raises(RosterRefused):
        room.publish(put(roster, early, "o6"), "改过去")
    made = room.publish(put(roster, NIGHT, "o6"), "生病")
    with room.access.store.read() as session:
        found = reading.in_force(session, FIRST, LAST)
        as_it_was = reading.in_force(session, FIRST, LAST, beijing(10, 8))
    rows = {row.slot.id: row for row in found.rows}
    assert rows[early].number == 1
    assert (rows[NIGHT].number, set(rows[NIGHT].people)) == (2, {"o6"})
    assert rows[NIGHT].version == made.id
    assert {row.number for row in as_it_was.rows} == {1}
    assert len(found.rows) == len(roster.slots)


def test_an_override_reaches_the_running_shift(room: Room) -> None:
    roster = room.filled()
    room.publish(roster)
    room.go_to(beijing(10, 18))
    changed = put(roster, NIGHT, "o6")
    with pytest.raises(RosterRefused):
        room.publish(changed, "突发疾病")
    made = room.publish(changed, "突发疾病", since=beijing(10, 17, 30), past=True)
    with room.access.store.read() as session:
        now = on_duty.rostered(session, room.clock.now())
    assert now is not None
    assert (dict(now.officers), now.version, made.number) == ({"o6": "蒙飞"}, 2, 2)


def test_now_and_next_name_officers_and_leader(room: Room) -> None:
    room.publish(room.filled())
    with room.access.store.read() as session:
        assert on_duty.rostered(session, beijing(1, 8)) is None
        now = on_duty.rostered(session, beijing(9, 12))
        following = on_duty.next_rostered(session, beijing(9, 12))
        assert on_duty.next_rostered(session, beijing(31, 20)) is None
    assert now is not None
    assert following is not None
    assert (now.slot, now.start, now.end) == (
        "2026-12-09/day",
        beijing(9, 8, 30),
        beijing(9, 17, 30),
    )
    assert now.leader_name in {"曾国强", "陆建华", "何敏"}
    assert (following.slot, len(following.officers)) == ("2026-12-09/night", 1)


def test_a_version_made_of_an_older_state_is_refused(room: Room) -> None:
    roster = room.filled()
    draft = room.draft()
    room.publish(roster)
    with pytest.raises(RosterRefused):
        room.publish(put(roster, NIGHT, "o6"), "覆盖", base=draft.base)


def test_two_who_publish_the_same_number_make_one_version(room: Room) -> None:
    roster = room.filled()
    room.publish(roster)
    changed = put(roster, NIGHT, "o6")
    reasons = explained(room.access.store, changed)
    with room.access.store.read() as session:
        asked = publishing.Publishing(changed, "单明", "同时", reasons)
        late = publishing._fact(session, room.access, asked, PLANNING, room.clock.now())
    room.publish(put(roster, NIGHT, "o5"), "先到")
    assert room.access.ledger.record(late) == frozenset()


def after(room: Room, meanwhile: Callable[[], object]) -> Room:
    """Return a console of the room that writes after something else, whatever it looked at."""
    ledger = room.access.ledger

    class Late(Ledger):
        """Writes late."""

        def record(
            self, *facts: Fact, provided: Callable[[Session], None] | None = None
        ) -> frozenset[str]:
            meanwhile()
            return ledger.record(*facts, provided=provided)

    return Room(replace(room.access, ledger=Late(room.access.store, room.clock)), room.clock)


def test_a_version_published_at_the_same_moment_is_not_overtaken(room: Room) -> None:
    roster = room.filled()
    room.publish(roster)
    slow = after(room, lambda: room.publish(put(roster, NIGHT, "o5"), "先到"))
    with pytest.raises(RosterRefused, match="version a moment ago"):
        slow.publish(put(roster, NIGHT, "o6"), "同时")
    with room.access.store.read() as session:
        assert [each.why for each in reading.versions(session)] == ["先到", ""]


def test_who_changed_at_the_same_moment_is_not_published_as_they_were(room: Room) -> None:
    """Between the look and the record somebody retires: nobody said that this is accepted."""
    with pytest.raises(RosterRefused, match="look again, then publish"):
        after(room, lambda: room.retire("o5")).publish(room.filled())
    with room.access.store.read() as session:
        assert not reading.versions(session)


def test_somebody_who_left_in_mid_roster_is_a_fault_in_words(room: Room) -> None:
    roster = room.filled()
    room.publish(roster)
    left = beijing(15, 12).astimezone(UTC)
    with room.access.store.read() as session:
        person = people.get(session, "o0")
        assert person is not None
    room.access.ledger.record(
        people_facts.retired(person, left, room.access.place, actor="李建国", why="调离")
    )
    with room.access.store.read() as session:
        faults = faults_of(session, roster, PLANNING)
    gone = [each for each in faults if each.people == ("o0",) and each.kind is FaultKind.INELIGIBLE]
    assert gone
    assert min(each.end for each in gone) > left
    assert "覃小梅" in gone[0].words


def test_a_year_without_holidays_is_said_plainly_and_nothing_is_written(room: Room) -> None:
    with pytest.raises(RosterRefused, match="2031"):
        room.draft(date(2031, 1, 1), date(2031, 1, 31))
    with pytest.raises(RosterRefused):
        room.draft(LAST, FIRST)
    with pytest.raises(RosterRefused):
        room.draft(FIRST, FIRST + timedelta(days=400))
    with room.access.store.read() as session:
        assert drafting.periods(session) == []


def test_half_a_year_fits_into_one_fact(room: Room) -> None:
    made = room.publish(room.filled(date(2026, 1, 1), date(2026, 7, 5)))
    with room.access.store.read() as session:
        assert reading.last_number(session, made.first, made.last) == 1


def test_a_new_draft_takes_over_what_is_in_force(room: Room) -> None:
    roster = room.filled()
    made = room.publish(roster)
    again = room.draft()
    assert set(again.roster.assignments) == set(roster.assignments)
    assert again.base == made.id
    week = room.draft(date(2026, 12, 28), date(2026, 12, 30))
    assert {item.slot[:10] for item in week.roster.assignments} == {
        "2026-12-28", "2026-12-29", "2026-12-30",
    }  # fmt: skip


def test_another_pattern_takes_over_from_the_next_shift_on(room: Room) -> None:
    room.publish(room.filled())
    room.go_to(beijing(10, 18))
    whole = planning(Settings(roster=Chosen(pattern="whole-day")))
    room.publish(room.filled(how=whole), "改为全天班", how=whole)
    with room.access.store.read() as session:
        found = reading.in_force(session, date(2026, 12, 10), date(2026, 12, 11))
        now = on_duty.rostered(session, beijing(10, 20))
        following = on_duty.next_rostered(session, beijing(10, 20))
    assert {row.slot.id: row.number for row in found.rows} == {
        "2026-12-10/day": 1,
        "2026-12-10/night": 1,
        "2026-12-10/leader": 1,
        "2026-12-11/whole-day": 2,
        "2026-12-11/leader": 2,
    }
    assert now is not None
    assert following is not None
    assert (now.slot, following.slot) == ("2026-12-10/night", "2026-12-11/whole-day")


def test_the_month_of_a_day() -> None:
    assert period_of(date(2026, 12, 9)) == (FIRST, LAST)
    assert period_of(date(2028, 2, 1)) == (date(2028, 2, 1), date(2028, 2, 29))
