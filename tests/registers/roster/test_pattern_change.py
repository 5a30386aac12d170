"""Two shifts a day until the 15th, whole days from the 16th on: planned, judged, published."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date
from typing import Final

from dutyroom.config import Settings
from dutyroom.config.roster import Roster as Chosen
from dutyroom.registers import drafts
from dutyroom.registers.roster import drafting
from dutyroom.registers.roster.picture import judged, picture
from dutyroom.registers.roster.planning import planning
from dutyroom.registers.roster.setting import setting
from dutyroom.standard.roster.checking import check
from dutyroom.standard.roster.faults import FaultKind
from dutyroom.standard.roster.solver.problem import Problem
from dutyroom.standard.roster.solver.solve import solve
from dutyroom.store.engine import Store
from dutyroom.widgets.roster_month import day_rows, shifts
from tests.registers.roster.roster_kit import FIRST, LAST, NOW, room

CHANGE: Final = date(2026, 12, 16)
CHANGED: Final = planning(Settings(roster=Chosen(pattern="whole-day", pattern_from="2026-12-16")))


def test_a_month_whose_pattern_changes_is_planned_and_published_whole(store: Store) -> None:
    made = room(store)
    draft = made.draft(how=CHANGED).roster
    with store.read() as session:
        around = setting(session, FIRST, LAST, CHANGED)
    found = solve(Problem(FIRST, LAST, draft.slots, around), time.monotonic)
    roster = replace(draft, assignments=found.assignments)
    assert not [fault for fault in check(roster, around) if fault.blocking]
    made.publish(roster, how=CHANGED)
    with store.read() as session:
        seen = picture(session, FIRST, LAST, CHANGED, NOW)
    assert judged(seen, seen.in_force).blocking == ()
    kinds = shifts(seen.in_force.slots)
    assert set(kinds) == {"day", "night", "whole-day", "leader"}
    assert set(seen.labels) >= set(kinds)
    rows = {row.day: row for row in day_rows(FIRST, LAST, seen.in_force.slots, kinds)}
    filled = {
        day: [k for k, slot in zip(kinds, row.slots, strict=True) if slot]
        for day, row in rows.items()
    }
    assert set(filled[date(2026, 12, 15)]) == {"day", "night", "leader"}
    assert set(filled[CHANGE]) == {"whole-day", "leader"}


def test_what_was_published_before_the_change_was_decided_follows_it(store: Store) -> None:
    """The days before are in order; the draft has them, and the days after in the new shifts."""
    made = room(store)
    made.publish(made.filled())
    with store.read() as session:
        seen = picture(session, FIRST, LAST, CHANGED, NOW)
    faults = judged(seen, seen.in_force).blocking
    assert faults
    assert all(fault.kind is FaultKind.PATTERN for fault in faults)
    assert {fault.start.date() for fault in faults} == {
        date(2026, 12, day) for day in range(16, 32)
    }
    draft = made.draft(how=CHANGED).roster
    kept = {item.slot for item in draft.assignments}
    assert kept == {slot.id for slot in draft.slots if slot.day < CHANGE or slot.shift == "leader"}


def test_a_draft_that_was_begun_before_the_change_was_decided_can_be_published(
    store: Store,
) -> None:
    """Nobody stands in a shift that there is no more; what is left to do are the new shifts."""
    made = room(store)
    kept = drafting.fields(drafting.Draft(made.filled()))
    key = drafting.key(FIRST, LAST)
    with store.write() as session:
        drafts.save(session, key, "单明", kept, NOW)
    with store.read() as session:
        draft = drafting.load(session, FIRST, LAST, CHANGED)
        around = setting(session, FIRST, LAST, CHANGED)
    assert draft is not None
    faults = [fault for fault in check(draft.roster, around) if fault.blocking]
    assert {fault.kind for fault in faults} == {FaultKind.NO_OFFICER}
    assert min(fault.start for fault in faults).date() == CHANGE
