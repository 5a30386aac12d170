"""Leaders by the day take turns: what comes round too soon has its price, and is never refused."""

from __future__ import annotations

from collections import Counter as Tally
from dataclasses import dataclass

import numpy as np

from dutyroom.standard.roster.solver.grid import Grid
from dutyroom.standard.roster.solver.mip import Bools, Columns, Ints, Rows
from dutyroom.standard.roster.turns import led_by_the_day, round_days


@dataclass(frozen=True, slots=True)
class _Turn:
    """How often one leader should lead within some days, and what each day more costs."""

    days: int
    most: int
    weight: float


def add_turns(grid: Grid, number: Ints, columns: Columns, rows: Rows) -> None:
    """Add what it costs to lead too many days in a row, or again before the others did.

    The windows overlap, so that each day beyond `leader_run` in a row is paid for once. Duties
    around the span count.

    Args:
        grid: The problem.
        number: Columns of the pairs, shape (people, slots); below zero: there is none.
        columns: Gets the days too many.
        rows: Gets the windows.
    """
    problem = grid.problem
    daily = np.array([led_by_the_day(slot) for slot in grid.slots], dtype=bool)
    around = (duty for duty in problem.setting.around if led_by_the_day(duty.slot))
    served = Tally((duty.person, duty.slot.day.toordinal()) for duty in around)
    for turn in _turns(grid, daily):
        first, last = problem.first.toordinal() - turn.days + 1, problem.last.toordinal()
        for day in range(first, last + 1):
            inside = daily & (grid.days >= day) & (grid.days < day + turn.days)
            for someone, own in zip(grid.people, number[:, inside], strict=True):
                found = own[own >= 0]
                led = sum(served[someone.id, day + step] for step in range(turn.days))
                room = max(turn.most - led, 0)
                if len(found) > room:
                    _window(columns, rows, found, room, turn.weight)


def _turns(grid: Grid, daily: Bools) -> list[_Turn]:
    """Return what is asked of leaders; a round has as many runs as leaders are there on average."""
    weights, rules = grid.problem.weights, grid.problem.setting.rules
    most = rules.leader_run
    if not daily.any():
        return []
    present = float(grid.free[:, daily].sum(axis=0).mean())
    run = _Turn(most + 1, most, weights.leader_run)
    whole = _Turn(round_days(rules, present), most, weights.leader_turn)
    return [turn for turn in (run, whole) if turn.weight and turn.days > turn.most]


def _window(columns: Columns, rows: Rows, pairs: Ints, room: int, weight: float) -> None:
    """Add one window: each day beyond its room costs the weight."""
    many = np.array([float(len(pairs))])
    beyond = columns.add(np.array([weight]), np.zeros(1), many, whole=False)
    value = np.append(np.ones(len(pairs)), -1.0)
    rows.add(np.concatenate([pairs, beyond]), -np.inf, room, value)
