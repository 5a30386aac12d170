"""Why there is no roster: found quickly, proven, and told in words that explain it."""

from __future__ import annotations

import importlib
import time
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

import numpy as np
import pytest

from dutyroom.standard.roster.solver import Limits, Problem, Proposal, Status
from dutyroom.standard.roster.solver.elastic import clashing
from dutyroom.standard.roster.solver.grid import grid
from dutyroom.standard.roster.solver.mip import Columns, Rows
from dutyroom.standard.roster.solver.requirements import requirements
from dutyroom.standard.roster.solver.solve import solve
from dutyroom.standard.roster.values import Absence, Assignment, Duty, Role
from tests.standard.roster.scenes import at, leaders, officers, problem

SOLVING: Final = importlib.import_module("dutyroom.standard.roster.solver.solve")
ELASTIC: Final = importlib.import_module("dutyroom.standard.roster.solver.elastic")
MARCH: Final = date(2026, 3, 2)
DAY: Final = timedelta(days=1)
OFF: Final = Role.OFFICER


def _solved(asked: Problem) -> Proposal:
    return solve(asked, time.monotonic, Limits(seconds=20, explain_seconds=20))


def _too_many_gone() -> Problem:
    """Nothing keeps the leaders away; of eight officers two are left for three days."""
    gone = tuple(Absence(f"o{n}", at(MARCH + 9 * DAY), at(MARCH + 12 * DAY)) for n in range(6))
    return problem(officers(8) + leaders(3), MARCH, 31, absences=gone)


def test_no_part_is_made_good_before_it_is_seen_that_the_other_has_no_roster(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def never(_table: object) -> None:
        raise AssertionError("the leaders were rostered first")

    monkeypatch.setattr(SOLVING, "build", never)
    found = _solved(_too_many_gone())
    assert (found.status, found.irreducible) == (Status.INFEASIBLE, True)


def test_a_ray_leaves_few_requirements_and_they_clash_by_themselves(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = _too_many_gone()
    every = requirements(grid(replace(asked, slots=tuple(s for s in asked.slots if s.role is OFF))))
    guilty = clashing(every, 20, None)
    assert guilty
    assert len(guilty) < len(every) / 4
    chosen = [every[at] for at in guilty]
    monkeypatch.setattr(ELASTIC, "_proven", lambda _mip, _ray: None)
    assert clashing(chosen, 20, None) == tuple(range(len(chosen)))


def test_a_ray_that_proves_nothing_is_not_believed() -> None:
    columns, rows = Columns(), Rows()
    pairs = columns.add(np.zeros(2), np.zeros(2), np.ones(2), whole=False)
    rows.add(pairs, 2.0, 2.0)
    rows.add(pairs, -np.inf, 1.0)
    mip = rows.programme(columns)
    proven = ELASTIC._proven
    assert proven(mip, np.array([1.0, -1.0])).tolist() == [0, 1]
    assert proven(mip, np.array([1.0, 0.0])) is None
    assert proven(mip, np.array([-1.0, 1.0])) is None


def test_a_duty_before_the_span_that_has_to_do_with_it_is_named() -> None:
    """Two pins alone would not clash with two in a row: the third one stands before the span."""
    asked = problem(officers(4) + leaders(1), MARCH, 3, "whole-day")
    eve = problem(officers(4), MARCH - DAY, 1, "whole-day").slots
    served = next(slot for slot in eve if slot.role is OFF)
    pins = tuple(Assignment(slot.id, "o0") for slot in asked.slots if slot.role is OFF)[:1]
    rested = replace(served, rest=timedelta(hours=48))
    setting = replace(asked.setting, around=(Duty("o0", rested),))
    found = _solved(replace(asked, setting=setting, pins=pins))
    words = " ".join(clash.words for clash in found.clashes)
    assert len(found.clashes) == 2
    assert "2026-03-01" in words


def test_who_serves_no_longer_is_one_reason_for_the_night_over_the_last_day_and_all_later() -> None:
    people = [replace(each, active_until=MARCH + DAY) for each in officers(2)]
    asked = problem((*people, *leaders(3)), MARCH, 5)
    named = [
        each.clash
        for each in requirements(grid(asked))
        if each.clash.key.startswith("no-longer:o0")
    ]
    assert [clash.words for clash in named] == [f"{people[0].name} serves only until {MARCH + DAY}"]
