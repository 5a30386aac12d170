"""The solver: what it proposes, how it stops, and what it prefers."""

from __future__ import annotations

import importlib
import time
from collections import Counter as Tally
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

import pytest
from hypothesis import given, settings

from dutyroom.standard.calendar import YearWithoutData
from dutyroom.standard.roster.checking import check
from dutyroom.standard.roster.counters import Counter
from dutyroom.standard.roster.fairness import Share, shares, spread
from dutyroom.standard.roster.rotation import rotation
from dutyroom.standard.roster.solver import Limits, Problem, Progress, Proposal, Status
from dutyroom.standard.roster.solver.highs import End, run
from dutyroom.standard.roster.solver.solve import solve
from dutyroom.standard.roster.values import Absence, Assignment, Request, Role
from tests.standard.roster.independent import breaches, possible, with_assignments
from tests.standard.roster.scenes import (
    at,
    large,
    leaders,
    officers,
    problem,
    problems,
    wishing,
)
from tests.thorough import examples

SOLVING: Final = importlib.import_module("dutyroom.standard.roster.solver.solve")
"""The module, not the function of the same name that the room offers."""
QUICK: Final = Limits(seconds=20, explain_seconds=20)
MARCH: Final = date(2026, 3, 2)


def _solved(asked: Problem, limits: Limits = QUICK) -> Proposal:
    return solve(asked, time.monotonic, limits)


@settings(max_examples=examples(120), deadline=None)
@given(problems())
def test_no_proposal_breaks_a_hard_rule_and_every_refusal_is_true(asked: Problem) -> None:
    found = _solved(asked)
    if found.status is Status.OPTIMAL:
        roster = with_assignments(asked, found.assignments)
        assert breaches(roster, asked.setting) == set()
        assert not any(fault.blocking for fault in check(roster, asked.setting))
        assert {(p.slot, p.person) for p in asked.pins} <= {
            (item.slot, item.person) for item in found.assignments if item.pinned
        }
        filled = Tally(item.slot for item in found.assignments)
        assert all(filled[slot.id] == slot.required for slot in asked.slots)
        return
    assert found.status is Status.INFEASIBLE
    keys = [clash.key for clash in found.clashes]
    if keys[0].startswith("hole:") or keys[-1].startswith("role:"):
        return
    assert found.irreducible
    assert not possible(asked, keys)
    for spared in keys:
        assert possible(asked, [key for key in keys if key != spared]), (spared, keys)


@pytest.mark.slow
def test_a_quarter_is_fairer_than_a_rotation() -> None:
    asked = large(14, 4, 92)
    found = _solved(asked)
    assert found.status is Status.OPTIMAL
    assert found.gap == pytest.approx(0, abs=1e-4)
    roster = with_assignments(asked, found.assignments)
    assert breaches(roster, asked.setting) == set()
    turned = with_assignments(asked, rotation(asked.slots, asked.setting))
    plain = shares(turned, asked.setting)
    for counter in Counter:
        largest, mean = spread(found.shares, counter)
        assert mean <= spread(plain, counter)[1] + 1e-9, counter
        assert largest < 2, counter
    assert _unevenness(found.shares) < 0.2 * _unevenness(plain)


def _unevenness(parts: Iterable[Share]) -> float:
    """The squares of all deviations together: a night too many for one weighs more than for two."""
    return sum(part.deviation**2 for part in parts)


def test_the_same_problem_gives_the_same_roster() -> None:
    asked = large(9, 3, 31)
    assert _solved(asked).assignments == _solved(asked).assignments


def test_pins_are_kept_even_where_they_are_unfair() -> None:
    asked = problem(officers(6) + leaders(2), MARCH, 10)
    nights = [slot.id for slot in asked.slots if slot.shift == "night"][::3]
    pins = tuple(Assignment(slot, "o5", pinned=True) for slot in nights)
    found = _solved(replace(asked, pins=pins))
    assert found.status is Status.OPTIMAL
    assert set(pins) <= set(found.assignments)
    assert all(item.pinned for item in found.assignments if item in pins)


def test_a_published_roster_is_changed_as_little_as_can_be() -> None:
    asked = problem(officers(7) + leaders(2), MARCH, 14)
    first = _solved(asked)
    published = replace(with_assignments(asked, first.assignments), version=1)
    again = _solved(replace(asked, published=published))
    assert again.changes == ()
    lost = first.assignments[0]
    slot = published.by_id[lost.slot]
    gone = Absence(lost.person, slot.start, slot.end)
    setting = replace(asked.setting, absences=(gone,))
    patched = _solved(replace(asked, setting=setting, published=published))
    assert lost in patched.changes
    assert len(patched.changes) <= 2


def test_wishes_are_granted_where_nothing_stands_against_them() -> None:
    asked = problem(officers(7) + leaders(2), MARCH, 7)
    day = MARCH + timedelta(days=2)
    wishes = (
        Request("o1", day, day),
        Request("o2", day, day, wanted=True, shifts=frozenset({"night"}), weight=5),
    )
    found = _solved(wishing(asked, *wishes))
    on_day = {(item.slot, item.person) for item in found.assignments}
    assert (f"{day}/night", "o2") in on_day
    assert not {(f"{day}/day", "o1"), (f"{day}/night", "o1")} & on_day


def test_the_fixed_pool_serves_before_others_do() -> None:
    people = (*officers(8), *leaders(2))
    asked = problem((*people[:6], replace(people[6], pool=False), *people[7:]), MARCH, 7)
    found = _solved(asked)
    assert "o6" not in {item.person for item in found.assignments}


def test_what_was_served_in_earlier_years_is_set_off() -> None:
    asked = problem(officers(6) + leaders(2), MARCH, 28)
    carried = {("o0", Counter.WEEKEND): 3.0, ("o1", Counter.WEEKEND): -3.0}
    found = _solved(replace(asked, carried=carried))
    weekends = {s.person: s.count for s in found.shares if s.counter is Counter.WEEKEND}
    assert weekends["o1"] - weekends["o0"] >= 5


def test_half_time_serves_half() -> None:
    people = (replace(officers(1)[0], part=0.5), *officers(7)[1:], *leaders(2))
    found = _solved(problem(people, MARCH, 26))
    every = {s.person: s.count for s in found.shares if s.counter is Counter.ALL}
    assert every["o0"] == 4
    assert min(count for person, count in every.items() if person != "o0") == 8


def test_leaders_take_turns_by_the_same_engine() -> None:
    asked = problem(officers(8) + leaders(3), MARCH, 42, "whole-day-week")
    found = _solved(asked)
    weeks = Tally(item.person for item in found.assignments if item.slot.endswith("leader-week"))
    assert weeks == {"l0": 2, "l1": 2, "l2": 2}


def test_somebody_may_lead_and_serve_but_not_at_once() -> None:
    both = tuple(replace(person, roles=frozenset(Role)) for person in officers(6))
    asked = problem(both, MARCH, 7)
    found = _solved(asked)
    assert found.status is Status.OPTIMAL
    assert breaches(with_assignments(asked, found.assignments), asked.setting) == set()


def test_the_cancel_key_stops_it_at_once() -> None:
    asked = large(40, 8, 92)
    calls = 0

    def cancelled() -> bool:
        nonlocal calls
        calls += 1
        return calls > 1

    found = solve(asked, time.monotonic, QUICK, cancelled=cancelled)
    assert found.status is Status.CANCELLED
    assert solve(asked, time.monotonic, QUICK, cancelled=lambda: True).assignments == ()
    if found.assignments:
        assert breaches(with_assignments(asked, found.assignments), asked.setting) == set()


def test_progress_is_told_while_it_works() -> None:
    seen: list[Progress] = []
    found = solve(large(14, 4, 92), time.monotonic, QUICK, report=seen.append)
    assert seen
    assert found.cost is not None
    assert all(found.cost <= step.best + 1e-6 for step in seen if step.best is not None)


def test_a_time_limit_is_kept_and_says_how_good_the_roster_is() -> None:
    asked = large(40, 8, 92)
    found = _solved(asked, Limits(seconds=0.01))
    assert found.status in {Status.TIME_OUT, Status.FEASIBLE}
    assert found.seconds < 10
    assert (found.gap is None) == (not found.assignments)


@pytest.mark.parametrize("end", [End.TIME, End.STOPPED])
def test_a_roster_that_time_or_a_key_cut_off_is_put_before_the_checker(
    end: End, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It keeps every rule of the independent checker; one that does not is never offered."""
    asked = problem(officers(6) + leaders(3), MARCH, 10)
    monkeypatch.setattr(SOLVING, "run", lambda *args, **more: replace(run(*args, **more), end=end))
    found = _solved(asked)
    assert found.status in {Status.FEASIBLE, Status.CANCELLED}
    assert breaches(with_assignments(asked, found.assignments), asked.setting) == set()
    everybody = {item.slot: item for item in found.assignments}
    one = next(item.person for slot, item in everybody.items() if slot.endswith("/night"))
    tired = tuple(replace(item, person=one) for item in found.assignments)
    monkeypatch.setattr(SOLVING, "_assignments", lambda _table, _chosen: tired)
    refused = _solved(asked)
    assert refused.status is Status.REFUSED
    assert not refused.assignments
    assert any(clash.key == "fault:rest" for clash in refused.clashes)


def test_a_cancelled_explanation_still_says_that_it_is_impossible() -> None:
    asked = problem(officers(1) + leaders(1), MARCH, 5)
    found = solve(asked, time.monotonic, Limits(explain_seconds=0.0))
    assert found.status is Status.INFEASIBLE
    assert not found.irreducible
    assert found.clashes


def test_a_year_without_data_is_loud() -> None:
    asked = problem(officers(6) + leaders(2), date(2026, 12, 28), 3)
    with pytest.raises(YearWithoutData, match="2027"):
        _solved(replace(asked, last=date(2027, 1, 2)))


def test_a_time_that_no_shift_covers_is_told_as_such() -> None:
    asked = problem(officers(6) + leaders(2), MARCH, 2)
    without = tuple(slot for slot in asked.slots if slot.id != f"{MARCH}/night")
    found = _solved(replace(asked, slots=without))
    assert found.status is Status.INFEASIBLE
    assert [clash.key for clash in found.clashes] == [
        f"hole:no-officer:{at(MARCH, 17.5).isoformat()}"
    ]


def test_the_explanation_of_a_large_problem_is_small_and_in_words() -> None:
    asked = large(14, 4, 92)
    day = date(2026, 2, 16)
    gone = tuple(Absence(f"o{n}", at(day), at(day + timedelta(days=3)), "年假") for n in range(13))
    setting = replace(asked.setting, absences=gone)
    found = _solved(replace(asked, setting=setting))
    assert found.status is Status.INFEASIBLE
    assert found.irreducible
    kinds = Tally(clash.key.split(":")[0] for clash in found.clashes)
    assert kinds == {"away": 13, "need": 1}
    words = "\n".join(clash.words for clash in found.clashes)
    assert "官7" in words
    assert "2026-02-1" in words
    away, need = sorted(found.told, key=lambda line: not line.startswith("away: 官0, 官1"))
    assert away.endswith("官12 02-16 00:00 - 02-19 00:00")
    assert need.startswith("2 × duty officer")


@pytest.mark.parametrize(
    ("pin", "word"),
    [
        (Assignment(f"{MARCH}/night", "l0"), "officer"),
        (Assignment(f"{MARCH}/night", "gone"), "register"),
        (Assignment("2020-01-01/night", "o0"), "2020"),
    ],
)
def test_a_pin_that_makes_no_sense_is_named(pin: Assignment, word: str) -> None:
    found = _solved(replace(problem(officers(6) + leaders(2), MARCH, 3), pins=(pin,)))
    assert found.status is Status.INFEASIBLE
    assert [clash.key.partition(":")[0] for clash in found.clashes] == ["pin", "role"]
    assert word in found.clashes[1].words


def test_nobody_at_all_is_a_plain_answer() -> None:
    found = _solved(problem((), MARCH, 1))
    assert found.status is Status.INFEASIBLE
    assert len(found.clashes) == 1
    assert "0" in found.clashes[0].words


def test_pins_that_clash_come_with_what_to_do() -> None:
    pins = (Assignment(f"{MARCH}/day", "o0"), Assignment(f"{MARCH}/night", "o0"))
    found = _solved(replace(problem(officers(6) + leaders(2), MARCH, 3), pins=pins))
    assert {clash.key for clash in found.clashes} >= {f"pin:o0:{pin.slot}" for pin in pins}
    assert "unpin" in found.advice
    assert not _solved(problem(officers(1) + leaders(1), MARCH, 3)).advice
