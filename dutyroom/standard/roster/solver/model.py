"""The programme of a roster: hard rules as rows, soft ones as costs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dutyroom.standard.roster.counters import Counter, amounts
from dutyroom.standard.roster.fairness import expected_shares, taken
from dutyroom.standard.roster.solver.balance import Target, add_balance
from dutyroom.standard.roster.solver.grid import Grid
from dutyroom.standard.roster.solver.mip import Columns, Floats, Ints, Mip, Rows
from dutyroom.standard.roster.solver.turns import add_turns


@dataclass(frozen=True, slots=True)
class Model:
    """A programme, and which column is who in which slot.

    Attributes:
        mip: The programme; its first columns are the pairs.
        person: Number of the person of each pair, shape (pairs,).
        slot: Number of the slot of each pair, shape (pairs,).
    """

    mip: Mip
    person: Ints
    slot: Ints


def build(grid: Grid) -> Model:
    """Return the programme of a problem; pins that are not free must have been refused before.

    Raises:
        YearWithoutData: What a day is is not known.
    """
    person, slot, number = _pairs(grid)
    columns, rows = Columns(), _hard(grid, number)
    lower = grid.pinned[person, slot].astype(np.float64)
    columns.add(_costs(grid, person, slot), lower, np.ones(len(person)), whole=True)
    add_turns(grid, number, columns, rows)
    offset = grid.problem.weights.change * float(grid.published.sum())
    offset += _fairness(grid, number, columns, rows)
    return Model(rows.programme(columns, offset), person, slot)


def divided(grid: Grid) -> Mip:
    """Return the hard rules alone, as if people could be divided: quickly seen to be impossible."""
    person, slot, number = _pairs(grid)
    columns, lower = Columns(), grid.pinned[person, slot].astype(np.float64)
    columns.add(np.zeros(len(person)), lower, np.ones(len(person)), whole=False)
    return _hard(grid, number).programme(columns)


def _pairs(grid: Grid) -> tuple[Ints, Ints, Ints]:
    """Return person and slot of each pair, and the number of each pair, shape (people, slots)."""
    person, slot = (found.astype(np.int32) for found in np.nonzero(grid.free))
    number = np.full(grid.free.shape, -1, dtype=np.int32)
    number[person, slot] = np.arange(len(person), dtype=np.int32)
    return person, slot, number


def _hard(grid: Grid, number: Ints) -> Rows:
    """Return the hard rules as rows over the pairs."""
    rows = Rows()
    _demand(grid, number, rows)
    _conflicts(grid, number, rows)
    _runs(grid, number, rows)
    return rows


def _costs(grid: Grid, person: Ints, slot: Ints) -> Floats:
    """Return what each pair costs by itself: changes, wishes, the pool."""
    problem = grid.problem
    cost = np.zeros(grid.role.shape)
    cost[grid.published] -= problem.weights.change
    outside = np.array([not someone.pool for someone in grid.people], dtype=bool)
    cost[outside, :] += problem.weights.outside_pool
    cost += problem.weights.request * _wishes(grid)
    return np.asarray(cost[person, slot])


def _wishes(grid: Grid) -> Floats:
    """Return how much each pair goes against wishes, and below zero how much it meets them.

    Of several wishes that speak of one duty the strongest counts: nobody gains by saying it twice.
    """
    numbers = {someone.id: at for at, someone in enumerate(grid.people)}
    against, wanted = np.zeros(grid.role.shape), np.zeros(grid.role.shape)
    for request in grid.problem.setting.requests:
        at = numbers.get(request.person)
        if at is not None:
            meant = np.array([request.meets(slot) for slot in grid.slots], dtype=bool)
            own = (wanted if request.wanted else against)[at]
            own[meant] = np.maximum(own[meant], request.weight)
    return against - wanted


def _demand(grid: Grid, number: Ints, rows: Rows) -> None:
    """Every slot takes exactly its head-count."""
    for at, slot in enumerate(grid.slots):
        found = number[:, at]
        rows.add(found[found >= 0], slot.required, slot.required)


def _conflicts(grid: Grid, number: Ints, rows: Rows) -> None:
    """Nobody is in two places, or back before the rest is over."""
    sets = [np.flatnonzero(members) for members in grid.conflicts]
    for own in number:
        before: tuple[int, ...] = ()
        for members in sets:
            found = own[members]
            found = found[found >= 0]
            now = tuple(found.tolist())
            if len(found) > 1 and now != before:
                rows.add(found, -np.inf, 1.0)
                before = now


def _runs(grid: Grid, number: Ints, rows: Rows) -> None:
    """Nobody serves too often in a row."""
    most = grid.problem.setting.rules.max_run
    for day, slots in grid.windows:
        for at, own in enumerate(number):
            found = own[slots]
            found = found[found >= 0]
            room = most - len(grid.served_around(at, day))
            if len(found) > max(room, 0):
                rows.add(found, -np.inf, max(room, 0))


def _fairness(grid: Grid, number: Ints, columns: Columns, rows: Rows) -> float:
    """Everybody has their share of every burden; return the constant part of the cost."""
    problem = grid.problem
    setting = problem.setting
    counted = [amounts(slot, setting.calendar, setting.rules) for slot in grid.slots]
    total = taken(grid.slots, setting)
    table = {counter: np.array([found.get(counter, 0) for found in counted]) for counter in Counter}
    needed = np.array([slot.required for slot in grid.slots])
    available = {
        (someone.id, counter): float(someone.part * (each * needed)[grid.free[at]].sum())
        for counter, each in table.items()
        for at, someone in enumerate(grid.people)
        if each[grid.free[at]].any()
    }
    expected = expected_shares(total, available, problem.carried)
    offset = 0.0
    for counter, each in table.items():
        weight = problem.weights.fairness.get(counter, 0.0)
        if not weight or not each.any():
            continue
        unit = int(np.gcd.reduce(each[each > 0]))
        for at, someone in enumerate(grid.people):
            if (someone.id, counter) in expected:
                inside = (number[at] >= 0) & (each > 0)
                target = Target(expected[someone.id, counter] / unit, weight * unit**2)
                found = number[at][inside]
                offset += add_balance(columns, rows, found, each[inside] / unit, target)
    return offset
