"""What is counted, whose share is how much, and what is carried over."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutyroom.standard.roster.counters import Counter, amounts, counts
from dutyroom.standard.roster.fairness import Past, carried_over, shares
from dutyroom.standard.roster.patterns import PATTERNS, slots
from dutyroom.standard.roster.rules import Rules
from dutyroom.standard.roster.values import Absence, Assignment, Duty, Roster
from tests.standard.roster.scenes import CALENDAR, at, leaders, officers, problem

NIGHT: Final = Counter.WEEKDAY_NIGHT


@pytest.mark.parametrize(
    ("day", "shift", "counter"),
    [
        ("2026-03-04", "day", None),
        ("2026-03-04", "night", Counter.WEEKDAY_NIGHT),
        ("2026-03-07", "day", Counter.WEEKEND),
        ("2026-05-04", "night", Counter.WEEKEND),
        ("2026-05-09", "night", Counter.WEEKDAY_NIGHT),
        ("2026-05-01", "night", Counter.STATUTORY),
        ("2026-02-16", "day", Counter.SPRING_FESTIVAL),
        ("2026-02-12", "day", Counter.SPRING_FESTIVAL),
        ("2026-02-11", "day", None),
    ],
)
def test_a_shift_counts_under_one_burden_beside_all(
    day: str, shift: str, counter: Counter | None
) -> None:
    at_day = date.fromisoformat(day)
    found = slots(PATTERNS["day-night"], at_day, at_day, CALENDAR, Rules())
    slot = next(each for each in found if each.shift == shift)
    expected = {Counter.ALL: 1} | ({counter: 1} if counter else {})
    assert amounts(slot, CALENDAR, Rules()) == expected


def test_a_leaders_week_counts_its_days() -> None:
    monday = date(2026, 3, 2)
    (week,) = [
        slot
        for slot in slots(PATTERNS["whole-day-week"], monday, date(2026, 3, 8), CALENDAR, Rules())
        if slot.role == "leader"
    ]
    assert counts([Duty("l0", week)], CALENDAR, Rules()) == {
        ("l0", Counter.LEADER): 7, ("l0", Counter.LEADER_REST): 2,
    }  # fmt: skip


def test_shares_follow_part_time_and_leave() -> None:
    first = date(2026, 3, 2)
    people = (replace(officers(1)[0], part=0.5), *officers(3)[1:], *leaders(1))
    gone = Absence("o2", at(first), at(date(2026, 3, 4), 8.5))
    asked = problem(people, first, 4, "whole-day", absences=(gone,))
    roster = Roster(asked.first, asked.last, asked.slots)
    found = {
        share.person: share.expected
        for share in shares(roster, asked.setting)
        if share.counter is Counter.ALL
    }
    # Parts 0.5, 1 and, for two of four days, 0.5: together 2, for 4 shifts.
    assert found == pytest.approx({"o0": 1, "o1": 2, "o2": 1})


def test_shares_add_up_to_what_the_span_takes() -> None:
    asked = problem(officers(5) + leaders(2), date(2026, 2, 10), 14)
    roster = Roster(
        asked.first,
        asked.last,
        asked.slots,
        tuple(Assignment(s.id, "o0" if s.role == "officer" else "l0") for s in asked.slots),
    )
    carried = {("o0", NIGHT): 2.0, ("o1", NIGHT): -2.0}
    for counter in Counter:
        found = [s for s in shares(roster, asked.setting, carried) if s.counter is counter]
        taken = sum(amounts(s, CALENDAR, Rules()).get(counter, 0) * s.required for s in asked.slots)
        assert sum(share.expected for share in found) == pytest.approx(taken)


def test_a_year_is_carried_over_and_a_newcomer_owes_nothing() -> None:
    even = {("a", NIGHT): 1.0, ("b", NIGHT): 1.0}
    first = Past(2024, {("a", NIGHT): 30, ("b", NIGHT): 20}, even)
    assert carried_over([first]) == pytest.approx({("a", NIGHT): 5, ("b", NIGHT): -5})
    second = Past(2025, {("a", NIGHT): 15, ("b", NIGHT): 25, ("c", NIGHT): 20},
                  {**even, ("c", NIGHT): 1.0})  # fmt: skip
    assert carried_over([second, first]) == pytest.approx(
        {("a", NIGHT): 0, ("b", NIGHT): 0, ("c", NIGHT): 0}
    )


@given(
    st.lists(st.dictionaries(st.sampled_from("abcd"), st.integers(0, 50), min_size=1), max_size=4)
)
def test_what_is_carried_over_adds_up_to_nothing_among_the_same_people(
    years: list[dict[str, int]],
) -> None:
    even = {(person, NIGHT): 1.0 for person in "abcd"}
    past = [
        Past(2020 + n, {(person, NIGHT): count for person, count in served.items()}, even)
        for n, served in enumerate(years)
    ]
    assert sum(carried_over(past).values()) == pytest.approx(0, abs=1e-6)
