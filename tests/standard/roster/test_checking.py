"""The checker against rules written a second time, and each fault by itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from hypothesis import given, settings

from dutyroom.standard.calendar import CalendarRow, DayKind
from dutyroom.standard.calendar.year_days import calendar_of
from dutyroom.standard.roster.checking import check
from dutyroom.standard.roster.eligibility import Override, RefusalKind
from dutyroom.standard.roster.faults import Fault, FaultKind
from dutyroom.standard.roster.patterns import PATTERNS
from dutyroom.standard.roster.setting import Setting
from dutyroom.standard.roster.values import Absence, Assignment, Duty, PostKind, Roster
from tests.standard.roster.independent import HALF_HOUR, Breach, breaches
from tests.standard.roster.scenes import (
    CALENDAR,
    at,
    leaders,
    officers,
    problem,
    rosters,
)
from tests.thorough import examples

MARCH: Final = date(2026, 3, 2)
_INSTANTS: Final = {
    FaultKind.NO_OFFICER: "officers",
    FaultKind.HEAD_COUNT: "officers",
    FaultKind.NO_LEADER: "leader",
    FaultKind.SEVERAL_LEADERS: "leaders",
}
_PEOPLE: Final = {FaultKind.OVERLAP: "overlap", FaultKind.REST: "rest", FaultKind.RUN: "run"}


def _as_breaches(faults: list[Fault]) -> Iterator[Breach]:
    for fault in faults:
        if not fault.blocking or fault.kind is FaultKind.PATTERN:
            continue
        if fault.kind in _INSTANTS:
            now = fault.start
            while now < fault.end:
                yield _INSTANTS[fault.kind], now.isoformat()
                now += HALF_HOUR
        elif fault.kind in _PEOPLE:
            yield _PEOPLE[fault.kind], fault.people[0]
        else:
            yield str(fault.refusal), fault.people[0], fault.slots[0]


@settings(max_examples=examples(150), deadline=None)
@given(rosters())
def test_the_checker_agrees_with_the_rules_written_twice(
    scene: tuple[Roster, Setting],
) -> None:
    roster, setting = scene
    assert set(_as_breaches(check(roster, setting))) == breaches(roster, setting)


WEDNESDAY: Final = date(2026, 3, 4)


def _two_days() -> tuple[Roster, Setting]:
    """Four officers and a leader on two ordinary days, without a fault."""
    asked = problem(officers(4) + leaders(1), WEDNESDAY, 2)
    who = {"2026-03-04/day": "o0", "2026-03-04/night": "o1",
           "2026-03-05/day": "o2", "2026-03-05/night": "o3"}  # fmt: skip
    assignments = tuple(Assignment(slot.id, who.get(slot.id, "l0")) for slot in asked.slots)
    return Roster(asked.first, asked.last, asked.slots, assignments), asked.setting


def _with(roster: Roster, slot: str, *people: str) -> Roster:
    others = [item for item in roster.assignments if item.slot != slot]
    return replace(roster, assignments=(*others, *(Assignment(slot, person) for person in people)))


def _kinds(roster: Roster, setting: Setting) -> list[FaultKind]:
    return [fault.kind for fault in check(roster, setting)]


def test_a_good_roster_only_warns_of_trainings_that_nobody_noted() -> None:
    faults = check(*_two_days())
    assert {(fault.kind, fault.blocking) for fault in faults} == {(FaultKind.INELIGIBLE, False)}


def _blocking(roster: Roster, setting: Setting) -> list[FaultKind]:
    return [fault.kind for fault in check(roster, setting) if fault.blocking]


def test_an_empty_slot_is_a_time_without_officer() -> None:
    roster, setting = _two_days()
    faults = [f for f in check(_with(roster, "2026-03-05/day"), setting) if f.blocking]
    assert [(f.kind, f.start, f.end) for f in faults] == [
        (FaultKind.NO_OFFICER, at(date(2026, 3, 5), 8.5), at(date(2026, 3, 5), 17.5))
    ]
    assert "2026-03-05 08:30" in faults[0].words


def test_no_leader_and_several() -> None:
    roster, setting = _two_days()
    setting = replace(setting, people=officers(4) + leaders(2))
    assert _blocking(_with(roster, "2026-03-04/leader"), setting) == [FaultKind.NO_LEADER]
    several = _with(roster, "2026-03-04/leader", "l0", "l1")
    assert _blocking(several, setting) == [FaultKind.SEVERAL_LEADERS]


def test_double_booking_overlap_and_short_rest() -> None:
    roster, setting = _two_days()
    twice = _with(roster, "2026-03-04/day", "o0", "o0")
    assert _blocking(twice, setting) == [FaultKind.DOUBLE_BOOKING]
    tired = _with(roster, "2026-03-05/day", "o1")
    assert _blocking(tired, setting) == [FaultKind.REST]
    both = replace(setting, people=(*officers(3), *leaders(1)))
    stranger = _blocking(roster, both)
    assert stranger == [FaultKind.UNKNOWN_PERSON]
    merged = _with(roster, "2026-03-04/leader", "o0")
    assert sorted(_blocking(merged, setting)) == [FaultKind.INELIGIBLE, FaultKind.OVERLAP]


def test_somebody_away_is_named_with_the_times() -> None:
    roster, setting = _two_days()
    gone = Absence("o2", at(date(2026, 3, 5), 9), at(date(2026, 3, 5), 10))
    faults = check(roster, replace(setting, absences=(gone,)))
    (away,) = [fault for fault in faults if fault.kind is FaultKind.AWAY]
    assert "官2" in away.words
    assert "2026-03-05 09:00" in away.words


def test_one_leave_over_several_shifts_is_told_shift_by_shift() -> None:
    roster, setting = _two_days()
    week = Absence("o2", at(date(2026, 3, 1)), at(date(2026, 3, 9)))
    twice = _with(roster, "2026-03-04/day", "o2")
    faults = check(twice, replace(setting, absences=(week,)))
    away = [fault for fault in faults if fault.kind is FaultKind.AWAY]
    assert len(away) > 1
    assert len({fault.words for fault in away}) == len(away)


def test_an_absence_that_only_touches_a_shift_is_none() -> None:
    roster, setting = _two_days()
    exact = Absence("o2", at(date(2026, 3, 5), 17.5), at(date(2026, 3, 5), 20))
    assert FaultKind.AWAY not in _kinds(roster, replace(setting, absences=(exact,)))


def test_slots_beside_the_pattern_are_told() -> None:
    roster, setting = _two_days()
    late = replace(roster.by_id["2026-03-04/day"], start=at(WEDNESDAY, 9), end=at(WEDNESDAY, 17.5))
    slots = tuple(late if slot.id == late.id else slot for slot in roster.slots)
    assert _blocking(replace(roster, slots=slots), setting) == [
        FaultKind.NO_OFFICER, FaultKind.PATTERN, FaultKind.PATTERN,
    ]  # fmt: skip


def test_what_has_begun_is_asked_for_no_other_pattern() -> None:
    """A unit that changes its shifts is shown its past without faults, and what is to come with."""
    roster, setting = _two_days()
    other = replace(setting, pattern=PATTERNS["whole-day"])
    begun = replace(other, history=at(date(2026, 3, 5), 8.5))
    assert _blocking(roster, other).count(FaultKind.PATTERN) == 6
    told = [fault for fault in check(roster, begun) if fault.kind is FaultKind.PATTERN]
    assert [fault.slots for fault in told] == [("2026-03-05/night",)]
    assert FaultKind.PATTERN not in _kinds(roster, replace(begun, history=at(date(2026, 3, 6))))


def test_an_assignment_to_nowhere_is_told() -> None:
    roster, setting = _two_days()
    lost = replace(roster, assignments=(*roster.assignments, Assignment("nowhere", "o0")))
    assert _blocking(lost, setting) == [FaultKind.UNKNOWN_SLOT]


def test_a_holiday_takes_its_head_count() -> None:
    first = date(2026, 2, 17)
    asked = problem(officers(2) + leaders(1), first, 1, "whole-day")
    alone = Roster(
        first,
        first,
        asked.slots,
        tuple(Assignment(s.id, "o0" if s.role == "officer" else "l0") for s in asked.slots),
    )
    assert _blocking(alone, asked.setting) == [FaultKind.HEAD_COUNT]


def test_an_event_takes_more_people_too() -> None:
    roster, setting = _two_days()
    event = CalendarRow(WEDNESDAY, DayKind.EVENT, "两会", "文")
    busy = replace(setting, calendar=calendar_of([*CALENDAR.rows, event]), pattern=None)
    assert FaultKind.HEAD_COUNT in _blocking(roster, busy)


def test_a_year_without_data_is_loud_and_an_assumed_one_marked() -> None:
    asked = problem(officers(4) + leaders(1), date(2026, 12, 30), 2)
    roster = Roster(asked.first, date(2027, 1, 2), asked.slots)
    faults = check(roster, asked.setting)
    assert [fault.kind for fault in faults] == [FaultKind.NO_CALENDAR]
    assert "2027" in faults[0].words
    assumed = replace(asked.setting, calendar=replace(CALENDAR, assumed=frozenset({2027})))
    kinds = _kinds(roster, assumed)
    assert FaultKind.ASSUMED_CALENDAR in kinds
    assert FaultKind.NO_CALENDAR not in kinds


def test_duties_before_the_span_count_for_rest() -> None:
    roster, setting = _two_days()
    before = problem(officers(4) + leaders(1), WEDNESDAY - timedelta(days=1), 1)
    night = next(slot for slot in before.slots if slot.shift == "night")
    near = replace(setting, around=(Duty("o0", night),))
    assert _blocking(roster, near) == [FaultKind.REST]


def test_who_serves_by_a_decision_only_is_told_once_and_marked_at_each_shift() -> None:
    """It stands against nothing; without the decision each shift is a fault of its own."""
    hired = replace(officers(1)[0], post=PostKind.OTHER)
    found = problem((hired, *leaders(1)), MARCH, 3)
    days = tuple(slot for slot in found.slots if slot.shift == "day")
    roster = Roster(
        found.first, found.last, found.slots, tuple(Assignment(slot.id, "o0") for slot in days)
    )
    given = tuple(
        Override("o0", RefusalKind.POST, day, day, "缺员", name)
        for day, name in ((MARCH, "李局长"), (MARCH + timedelta(days=1), "王主任"))
    )
    faults = check(roster, replace(found.setting, overrides=given))
    (told,) = [fault for fault in faults if fault.kind is FaultKind.ADMITTED]
    assert (told.blocking, told.people, told.refusal) == (False, ("o0",), RefusalKind.POST)
    assert told.slots == tuple(slot.id for slot in days[:2])
    assert told.words == (
        "官0 serves 2 shifts by special admission: kind of post, 2026-03-02, by 李局长: 缺员; "
        "kind of post, 2026-03-03, by 王主任: 缺员"
    )
    left = [fault.slots for fault in faults if fault.blocking and fault.people == ("o0",)]
    assert (days[2].id,) in left
    assert not {slot.id for slot in days[:2]}.intersection(*left)
