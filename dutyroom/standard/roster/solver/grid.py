"""The problem as arrays: who could be in which slot, and what stands against it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from dutyroom.standard.roster.eligibility import Refusal
from dutyroom.standard.roster.solver.mip import Bools, Floats, Ints
from dutyroom.standard.roster.solver.problem import Problem
from dutyroom.standard.roster.values import Assignment, Person, Role, Slot


@dataclass(frozen=True)
class Grid:
    """People by slots.

    Times are whole seconds since the epoch; `P` people, `S` slots.

    Attributes:
        problem: What is asked.
        people: In the register's order.
        slots: Earliest first.
        starts: When each slot begins, shape (S,).
        rested: When somebody who served it may serve again, shape (S,).
        days: Number of each slot's duty day, shape (S,).
        officer: Whether each slot is an officer's, shape (S,).
        role: Whether a person has the slot's role, shape (P, S).
        refusals: What else forbids a person in a slot, by their numbers.
    """

    problem: Problem
    people: Sequence[Person]
    slots: Sequence[Slot]
    starts: Floats
    rested: Floats
    days: Ints
    officer: Bools
    role: Bools
    refusals: dict[tuple[int, int], list[Refusal]]

    @cached_property
    def conflicts(self) -> Bools:
        """Sets of slots of which one person can serve but one, shape (sets, S).

        Slot and rest make an interval; intervals that share a point are such a
        set, and the sets at the intervals' beginnings are all there are.
        """
        alive = (self.starts[None, :] <= self.starts[:, None]) & (
            self.rested[None, :] > self.starts[:, None]
        )
        covered = np.zeros(len(alive), dtype=bool)
        covered[:-1] = ~(alive[:-1] & ~alive[1:]).any(axis=1)
        return np.asarray(alive[~covered])

    @cached_property
    def near(self) -> Bools:
        """Whether the duties around the span leave no room for a slot, shape (P, S)."""
        barred = np.zeros(self.role.shape, dtype=bool)
        number = {person.id: at for at, person in enumerate(self.people)}
        for duty in self.problem.setting.around:
            at = number.get(duty.person)
            if at is not None:
                barred[at] |= self.barred(duty.slot)
        return barred

    def barred(self, served: Slot) -> Bools:
        """Return which slots a duty around the span leaves no room for, shape (S,)."""
        start, rested = served.start.timestamp(), served.rested.timestamp()
        return np.asarray((self.starts < rested) & (start < self.rested))

    @cached_property
    def free(self) -> Bools:
        """Whether a person may serve in a slot as far as that pair alone says, shape (P, S)."""
        free = self.role & ~self.near
        for person, slot in self.refusals:
            free[person, slot] = False
        return free

    @cached_property
    def pinned(self) -> Bools:
        """Which pairs are pinned, shape (P, S)."""
        return self.marked(self.problem.pins)

    @cached_property
    def published(self) -> Bools:
        """Which pairs the published roster has and this problem still could, shape (P, S)."""
        before = self.problem.published
        if before is None:
            return np.zeros(self.role.shape, dtype=bool)
        same = {slot.id: slot for slot in self.slots}
        kept = [
            item
            for item in before.assignments
            if (slot := same.get(item.slot)) and _alike(before.by_id.get(item.slot), slot)
        ]
        return self.marked(kept)

    def marked(self, assignments: Sequence[Assignment]) -> Bools:
        """Return where assignments stand, shape (P, S); unknown ones are left out."""
        people = {person.id: at for at, person in enumerate(self.people)}
        slots = {slot.id: at for at, slot in enumerate(self.slots)}
        found = np.zeros(self.role.shape, dtype=bool)
        for item in assignments:
            if item.person in people and item.slot in slots:
                found[people[item.person], slots[item.slot]] = True
        return found

    @cached_property
    def windows(self) -> list[tuple[int, Ints]]:
        """Return each window of `max_run` + 1 duty days: its first day's number, and its slots.

        A window that rest alone keeps short enough is left out.
        """
        most = self.problem.setting.rules.max_run
        first, last = self.problem.first.toordinal(), self.problem.last.toordinal()
        found = []
        for day in range(first - most, last + 1):
            inside = self.officer & (self.days >= day) & (self.days <= day + most)
            slots = np.flatnonzero(inside).astype(np.int32)
            if len(slots) and (day < first or day + most > last or self._fits(slots) > most):
                found.append((day, slots))
        return found

    def _fits(self, slots: Ints) -> int:
        """Return how many of some slots one person can serve with the rest between them."""
        fitted = 0
        free_from = -np.inf
        for slot in sorted(slots, key=lambda slot: self.rested[slot]):
            if self.starts[slot] >= free_from:
                fitted += 1
                free_from = self.rested[slot]
        return fitted

    def served_around(self, person: int, day: int) -> list[Slot]:
        """Return the officer duties outside the span that lie in the window from a day on."""
        most = self.problem.setting.rules.max_run
        return [
            duty.slot
            for duty in self.problem.setting.around
            if duty.person == self.people[person].id
            and duty.slot.role is Role.OFFICER
            and day <= duty.slot.day.toordinal() <= day + most
        ]


def grid(problem: Problem) -> Grid:
    """Return a problem as arrays.

    Raises:
        YearWithoutData: What a day is is not known.
    """
    people = problem.setting.people
    slots = sorted(problem.slots, key=lambda slot: (slot.start, slot.role, slot.id))
    role = np.array(
        [[slot.role in person.roles for slot in slots] for person in people], dtype=bool
    ).reshape(len(people), len(slots))
    refusals = {}
    for at, slot in zip(*map(np.ndarray.tolist, np.nonzero(role)), strict=True):
        found = problem.setting.eligibility.refusals(people[at], slots[slot])
        blocking = [refusal for refusal in found if refusal.blocking]
        if blocking:
            refusals[at, slot] = blocking
    return Grid(
        problem,
        people,
        slots,
        np.array([slot.start.timestamp() for slot in slots]),
        np.array([slot.rested.timestamp() for slot in slots]),
        np.array([slot.day.toordinal() for slot in slots], dtype=np.int32),
        np.array([slot.role is Role.OFFICER for slot in slots], dtype=bool),
        role,
        refusals,
    )


def _alike(before: Slot | None, now: Slot) -> bool:
    """Return whether a slot still stands where it stood."""
    return before is not None and (before.start, before.end, before.role) == (
        now.start,
        now.end,
        now.role,
    )
