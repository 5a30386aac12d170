"""Solve a problem: the whole way from plain values to a proposal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from dutyroom.standard.roster.fairness import shares
from dutyroom.standard.roster.solver.explain import explain
from dutyroom.standard.roster.solver.grid import Grid, grid
from dutyroom.standard.roster.solver.highs import End, Outcome, run
from dutyroom.standard.roster.solver.holes import holes
from dutyroom.standard.roster.solver.mip import Bools
from dutyroom.standard.roster.solver.model import Model, build, divided
from dutyroom.standard.roster.solver.parts import parts
from dutyroom.standard.roster.solver.pins import misplaced
from dutyroom.standard.roster.solver.problem import Cancelled, Limits, Problem, Progress, Report
from dutyroom.standard.roster.solver.proposal import Proposal, Status
from dutyroom.standard.roster.solver.verified import broken
from dutyroom.standard.roster.values import Assignment, Roster

_STATUS: Final = {
    End.OPTIMAL: Status.OPTIMAL,
    End.STOPPED: Status.CANCELLED,
    End.TIME: Status.FEASIBLE,
}
_WORSE: Final = (Status.OPTIMAL, Status.FEASIBLE, Status.CANCELLED)
"""How a part may end with a roster; the whole ends as its worst part does."""


@dataclass(frozen=True, slots=True)
class _Task:
    """How a search is run.

    Attributes:
        monotonic: The clock's, in seconds.
        began: When the search began.
        limits: How long it may take.
        report: Takes progress.
        cancelled: Tells whether to stop.
    """

    monotonic: Callable[[], float]
    began: float
    limits: Limits
    report: Report | None
    cancelled: Cancelled | None

    @property
    def passed(self) -> float:
        """Seconds since the search began."""
        return self.monotonic() - self.began


def solve(
    problem: Problem,
    monotonic: Callable[[], float],
    limits: Limits | None = None,
    *,
    report: Report | None = None,
    cancelled: Cancelled | None = None,
) -> Proposal:
    """Propose a roster that keeps every hard rule and the soft ones as well as possible.

    It computes for up to the time limits and belongs on a thread of its own.
    The same problem and limits give the same roster, unless time cut it off.

    Args:
        problem: What is to be rostered.
        monotonic: The clock's, in seconds.
        limits: How long it may take.
        report: Takes progress, on the solver's thread.
        cancelled: Asked several times a second; True ends the search.

    Returns:
        The roster, or the smallest set of clashing requirements that was found.

    Raises:
        YearWithoutData: The span reaches into a year of which no holidays are known.
    """
    task = _Task(monotonic, monotonic(), limits or Limits(), report, cancelled)
    return replace(_proposed(problem, task), seconds=task.passed)


def _proposed(problem: Problem, task: _Task) -> Proposal:
    """Return the answer to a problem, part by part; the first without a roster decides."""
    senseless = misplaced(problem) or holes(problem)
    if senseless:
        return Proposal(Status.INFEASIBLE, clashes=senseless, irreducible=True)
    whole = Proposal(Status.OPTIMAL, gap=0.0, cost=0.0, bound=0.0)
    tables = [grid(part) for part in parts(problem)]
    for table in tables[1:]:
        # No part is made as good as can be where the next one has no roster at all.
        if _hopeless(table) or _impossible(table, task):
            return _explained(table, task)
    for table in tables:
        # Only the last and largest part is worth watching; the others take no time.
        piece = _part(table, task, whole if table is tables[-1] else None)
        if piece.cost is None:
            return piece
        whole = _joined(whole, piece)
    if wrong := broken(problem, whole.assignments):
        return Proposal(Status.REFUSED, clashes=wrong)
    roster = Roster(problem.first, problem.last, problem.slots, whole.assignments)
    figures = shares(roster, problem.setting, problem.carried)
    return replace(whole, shares=tuple(figures))


def _part(table: Grid, task: _Task, before: Proposal | None) -> Proposal:
    """Return the answer to one part.

    Args:
        table: The part.
        task: How the search is run.
        before: What the other parts came to, of the last part; progress is told of it alone.
    """
    if task.cancelled and task.cancelled():
        return Proposal(Status.CANCELLED)
    if not _hopeless(table):
        model = build(table)
        outcome = run(
            model.mip,
            task.limits.seconds - task.passed,
            gap=task.limits.gap,
            seed=task.limits.seed,
            report=_above(task.report, before),
            cancelled=task.cancelled,
        )
        if outcome.end is not End.INFEASIBLE:
            return _found(table, model, outcome)
    return _explained(table, task)


def _impossible(table: Grid, task: _Task) -> bool:
    """Return whether it is seen at a glance that a part has no roster."""
    left = task.limits.seconds - task.passed
    return run(divided(table), left, cancelled=task.cancelled).end is End.INFEASIBLE


def _explained(table: Grid, task: _Task) -> Proposal:
    """Return why a part has no roster."""
    if task.cancelled and task.cancelled():
        return Proposal(Status.CANCELLED)
    clashes, irreducible = explain(table, task.monotonic, task.limits, task.cancelled)
    return Proposal(Status.INFEASIBLE, clashes=clashes, irreducible=irreducible)


def _above(report: Report | None, before: Proposal | None) -> Report | None:
    """Return what takes the progress of the last part and tells that of the whole."""
    if report is None or before is None:
        return None
    cost = before.cost or 0.0

    def tell(progress: Progress) -> None:
        best = None if progress.best is None else progress.best + cost
        report(replace(progress, best=best, bound=progress.bound + cost))

    return tell


def _hopeless(table: Grid) -> bool:
    """Return whether a pin is forbidden, or a slot has too few people to choose from."""
    required = np.array([slot.required for slot in table.slots])
    return bool(np.any(table.pinned & ~table.free) or np.any(table.free.sum(axis=0) < required))


def _found(table: Grid, model: Model, outcome: Outcome) -> Proposal:
    """Return what a run found as assignments and figures."""
    if outcome.values is None:
        stopped = outcome.end is End.STOPPED
        return Proposal(Status.CANCELLED if stopped else Status.TIME_OUT)
    chosen = np.zeros(table.role.shape, dtype=bool)
    pairs = outcome.values[: len(model.person)] > 0.5
    chosen[model.person[pairs], model.slot[pairs]] = True
    return Proposal(
        _STATUS[outcome.end],
        _assignments(table, chosen),
        gap=max(outcome.gap, 0.0),
        cost=outcome.cost,
        bound=outcome.bound,
        changes=_assignments(table, table.published & ~chosen),
    )


def _joined(one: Proposal, other: Proposal) -> Proposal:
    """Return two parts that both have a roster as one."""
    cost = (one.cost or 0.0) + (other.cost or 0.0)
    bound = (one.bound or 0.0) + (other.bound or 0.0)
    status = max(one.status, other.status, key=_WORSE.index)
    scale = max(abs(cost), 1e-9)
    return replace(
        one,
        status=status,
        assignments=one.assignments + other.assignments,
        gap=0.0 if status is Status.OPTIMAL else max(cost - bound, 0.0) / scale,
        cost=cost,
        bound=bound,
        changes=one.changes + other.changes,
    )


def _assignments(table: Grid, chosen: Bools) -> tuple[Assignment, ...]:
    """Return marked pairs as assignments, in order of slots and people."""
    return tuple(
        Assignment(slot.id, person.id, bool(table.pinned[row, column]))
        for column, slot in enumerate(table.slots)
        for row, person in enumerate(table.people)
        if chosen[row, column]
    )
