"""Solve a problem: the whole way from plain values to a proposal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from dutyroom.standard.roster.fairness import shares
from dutyroom.standard.roster.solver.explain import explain
from dutyroom.standard.roster.solver.grid import Grid, grid
from dutyroom.standard.roster.solver.highs import End, Outcome, run
from dutyroom.standard.roster.solver.holes import holes
from dutyroom.standard.roster.solver.mip import Bools
from dutyroom.standard.roster.solver.model import Model, build
from dutyroom.standard.roster.solver.problem import Cancelled, Limits, Problem, Report
from dutyroom.standard.roster.solver.proposal import Proposal, Status
from dutyroom.standard.roster.values import Assignment, Roster


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
    began = monotonic()
    within = limits or Limits()
    missing = holes(problem)
    if missing:
        return Proposal(
            Status.INFEASIBLE, clashes=missing, irreducible=True, seconds=monotonic() - began
        )
    table = grid(problem)
    if cancelled and cancelled():
        return Proposal(Status.CANCELLED, seconds=monotonic() - began)
    if not _hopeless(table):
        model = build(table)
        left = within.seconds - (monotonic() - began)
        outcome = run(
            model.mip,
            left,
            gap=within.gap,
            seed=within.seed,
            report=report,
            cancelled=cancelled,
        )
        if outcome.end is not End.INFEASIBLE:
            found = _proposal(table, model, outcome)
            return replace(found, seconds=monotonic() - began)
    clashes, irreducible = explain(table, monotonic, within, cancelled)
    return Proposal(
        Status.INFEASIBLE, clashes=clashes, irreducible=irreducible, seconds=monotonic() - began
    )


def _hopeless(table: Grid) -> bool:
    """Return whether a pin is forbidden, or a slot has too few people to choose from."""
    required = np.array([slot.required for slot in table.slots])
    return bool(np.any(table.pinned & ~table.free) or np.any(table.free.sum(axis=0) < required))


def _proposal(table: Grid, model: Model, outcome: Outcome) -> Proposal:
    """Return what a run found as assignments and figures."""
    if outcome.values is None:
        stopped = outcome.end is End.STOPPED
        return Proposal(Status.CANCELLED if stopped else Status.TIME_OUT)
    status = {
        End.OPTIMAL: Status.OPTIMAL,
        End.STOPPED: Status.CANCELLED,
    }.get(outcome.end, Status.FEASIBLE)
    problem = table.problem
    chosen = np.zeros(table.role.shape, dtype=bool)
    pairs = outcome.values[: len(model.person)] > 0.5
    chosen[model.person[pairs], model.slot[pairs]] = True
    assignments = _assignments(table, chosen)
    roster = Roster(problem.first, problem.last, problem.slots, assignments)
    return Proposal(
        status,
        assignments,
        gap=max(outcome.gap, 0.0),
        cost=outcome.cost,
        bound=outcome.bound,
        shares=tuple(shares(roster, problem.setting, problem.carried)),
        changes=_assignments(table, table.published & ~chosen),
    )


def _assignments(table: Grid, chosen: Bools) -> tuple[Assignment, ...]:
    """Return marked pairs as assignments, in order of slots and people."""
    return tuple(
        Assignment(slot.id, person.id, bool(table.pinned[row, column]))
        for column, slot in enumerate(table.slots)
        for row, person in enumerate(table.people)
        if chosen[row, column]
    )
