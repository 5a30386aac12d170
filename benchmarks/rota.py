"""How fast the rota solver is, and how fair: against a plain rotation, in numbers.

    python -m benchmarks.rota [--json] [--rounds N]

A quarter of a year with two shifts a day, Spring Festival in it, leave, wishes
and earlier years' balances, all the same at every run. Time is wall time, in
this process, with the building of the model and of the figures. Ends with 1
where a target was missed.
"""

from __future__ import annotations

import argparse
import math
import random
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Final

from benchmarks.figures import Figure, Spread, Verdict
from benchmarks.machine import load, machine
from benchmarks.report import Report
from dutyroom.standard.calendar.seed import seed
from dutyroom.standard.calendar.year_days import calendar_of
from dutyroom.standard.clocks import BEIJING
from dutyroom.standard.roster.checking import check
from dutyroom.standard.roster.counters import Counter
from dutyroom.standard.roster.fairness import Share, shares, spread
from dutyroom.standard.roster.patterns import PATTERNS, slots
from dutyroom.standard.roster.rotation import rotation
from dutyroom.standard.roster.rules import Rules
from dutyroom.standard.roster.setting import Setting
from dutyroom.standard.roster.solver import Limits, Problem, Proposal, Status
from dutyroom.standard.roster.solver.solve import solve
from dutyroom.standard.roster.values import Absence, Person, Request, Role, Roster

FIRST: Final = date(2026, 1, 1)
DAYS: Final = 92
SMALL_SECONDS: Final = 3.0
LARGE_SECONDS: Final = 5.0


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="lines of JSON")
    parser.add_argument("--rounds", type=int, default=5, help="how often each is solved")
    arguments = parser.parse_args()
    report = Report({"ran": "rota"}, machine(Path.cwd()))
    report.loads["before"] = load()
    report.figures += figures(arguments.rounds)
    report.loads["after"] = load()
    print(report.json_lines() if arguments.json else report.table())
    return int(any(figure.verdict is Verdict.MISSED for figure in report.figures))


def figures(rounds: int = 5) -> Iterator[Figure]:
    """Yield the figures, times in seconds.

    Args:
        rounds: How often each problem is solved.
    """
    small = problem(14, 4)
    yield _proven("14 officers × 92 days, proven optimal", small, rounds)
    weekly = problem(14, 6, "day-night-week")
    yield _proven("14 × 92 with weekly leaders, proven optimal", weekly, rounds)
    yield from _large(rounds)
    yield _explained(rounds)
    yield _checked(small, rounds)
    yield from _fairness(small)


def _solved(asked: Problem, rounds: int, seconds: float) -> tuple[Proposal, list[float], str]:
    """Return the last proposal, how long each round took, and what the processor had to do."""
    times, worked = [], []
    for _round in range(rounds):
        began, busy = time.perf_counter(), time.process_time()
        found = solve(asked, time.monotonic, Limits(seconds=seconds))
        times.append(time.perf_counter() - began)
        worked.append(time.process_time() - busy)
    return found, times, f"{max(worked):.2f} s of processor time at most"


def _proven(name: str, asked: Problem, rounds: int) -> Figure:
    found, times, busy = _solved(asked, rounds, 60)
    value = max(times) if found.status is Status.OPTIMAL else math.inf
    return Figure(name, "s", value, SMALL_SECONDS, judged="max", spread=Spread.of(times), note=busy)


def _large(rounds: int) -> Iterator[Figure]:
    found, times, busy = _solved(problem(40, 8), rounds, LARGE_SECONDS - 1)
    value = max(times) if found.assignments else math.inf
    yield Figure(
        "40 officers × 92 days, a roster", "s", value, LARGE_SECONDS, judged="max",
        spread=Spread.of(times), note=f"ended as: {found.status.label}; {busy}",
    )  # fmt: skip
    yield Figure("40 × 92, distance to the best possible", "%", 100 * (found.gap or 0.0))


def _explained(rounds: int) -> Figure:
    asked = problem(14, 4)
    eve = datetime(2026, 2, 16, tzinfo=BEIJING)
    gone = tuple(Absence(f"o{n}", eve, eve + timedelta(days=3)) for n in range(10))
    found, times, busy = _solved(
        replace(asked, setting=replace(asked.setting, absences=gone)), rounds, 60
    )
    return Figure(
        "why ten leaves at Spring Festival clash", "s", max(times), judged="max",
        spread=Spread.of(times),
        note=f"{len(found.clashes)} requirements, none can be spared: {found.irreducible}; {busy}",
    )  # fmt: skip


def _checked(asked: Problem, rounds: int) -> Figure:
    found = solve(asked, time.monotonic)
    roster = Roster(asked.first, asked.last, asked.slots, found.assignments)
    times = []
    for _round in range(rounds):
        began = time.perf_counter()
        check(roster, replace(asked.setting))
        times.append(1000 * (time.perf_counter() - began))
    return Figure("checking 14 × 92", "ms", max(times), judged="max", spread=Spread.of(times))


def _fairness(asked: Problem) -> Iterator[Figure]:
    """Yield how far people are from their shares, and how far in a rotation."""
    found = solve(asked, time.monotonic).shares
    turns = rotation(asked.slots, asked.setting)
    turned = Roster(asked.first, asked.last, asked.slots, turns)
    plain = shares(turned, asked.setting, asked.carried)
    for counter in Counter:
        ours, theirs = spread(found, counter), spread(plain, counter)
        yield Figure(
            f"unevenness, {counter.label}", "duties", ours[1], theirs[1], judged="mean",
            note="mean distance from one's share; the target is what a plain rotation has",
        )  # fmt: skip
    yield Figure("squares of all distances, of those of a rotation", "×", _ratio(found, plain), 1.0)


def _ratio(ours: tuple[Share, ...], theirs: list[Share]) -> float:
    """Return how uneven a proposal is as a part of how uneven a rotation is."""
    return sum(each.deviation**2 for each in ours) / sum(each.deviation**2 for each in theirs)


def problem(officers: int, leaders: int, pattern: str = "day-night") -> Problem:
    """Return the problem of a quarter; every seventh officer works half time."""
    chance = random.Random(officers)  # noqa: S311 - a repeatable problem, no secret
    calendar = calendar_of(row for year in (2025, 2026) for row in seed(year))
    people = [
        Person(f"o{n}", f"官{n}", frozenset({Role.OFFICER}), part=0.5 if n % 7 == 6 else 1.0)
        for n in range(officers)
    ]
    people += [Person(f"l{n}", f"领{n}", frozenset({Role.LEADER})) for n in range(leaders)]
    absences, requests = [], []
    for person in people:
        for _twice in range(2):
            start = datetime(2026, 1, 1, tzinfo=BEIJING) + timedelta(days=chance.randrange(DAYS))
            length = timedelta(days=chance.randrange(2, 10))
            absences.append(Absence(person.id, start, start + length))
            day = FIRST + timedelta(days=chance.randrange(DAYS))
            requests.append(Request(person.id, day, day + timedelta(days=1)))
    carried = {
        (person.id, counter): chance.uniform(-2, 2)
        for person in people
        for counter in Counter
        if counter.role in person.roles
    }
    rules = Rules()
    last = FIRST + timedelta(days=DAYS - 1)
    setting = Setting(
        tuple(people),
        calendar,
        rules,
        tuple(absences),
        pattern=PATTERNS[pattern],
        requests=tuple(requests),
    )
    planned = slots(PATTERNS[pattern], FIRST, last, calendar, rules)
    return Problem(FIRST, last, planned, setting, carried=carried)


if __name__ == "__main__":
    sys.exit(main())
