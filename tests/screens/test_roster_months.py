"""Turning the pages of the roster: what was read is used again, and dates are read as typed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import cast

import pytest

from dutyroom.clock import Clock
from dutyroom.desk.desk import Desk
from dutyroom.registers import drafts
from dutyroom.registers.roster import drafting
from dutyroom.screens.roster_months import Months
from dutyroom.screens.roster_moving import day_named
from dutyroom.store.engine import Store
from dutyroom.store.session import Session
from tests.registers.roster.roster_kit import FIRST, LAST, NOW, PLANNING, Room, put, room


class _Desk:
    """Reads at once; something may happen before the answer is back."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self.clock = clock
        self.asked = 0
        self.meanwhile: Callable[[], None] = lambda: None
        self._store = store

    async def read(self, question: Callable[[Session], object]) -> object:
        self.asked += 1
        with self._store.read() as session:
            answer = question(session)
        self.meanwhile()
        return answer


@pytest.fixture
def duty_room(store: Store) -> Room:
    """A room with a roster of December."""
    made = room(store)
    made.publish(made.filled())
    return made


async def test_a_month_is_read_once_until_something_is_written(
    store: Store, duty_room: Room
) -> None:
    desk = _Desk(store, duty_room.clock)
    months = Months(cast("Desk", desk), PLANNING)
    seen = await months.read(FIRST, LAST, 1)
    assert seen.judged.roster is seen.picture.in_force  # what the screen asks for first
    await months.read_beside(FIRST, LAST, 1)
    await months.read_beside(FIRST, LAST, 1)
    assert desk.asked == 3  # the month and its neighbours, each once
    assert months.kept(FIRST, LAST, 1) is seen
    (around,) = await months.read_beside(date(2026, 12, 10), date(2026, 12, 20), 1)
    assert around is seen  # a week's draft lies in one month, which is on both sides of it
    assert [around.has(date(2026, 12, day)) for day in (1, 31)] == [True, True]
    assert not around.has(date(2027, 1, 1))
    assert months.kept(FIRST, LAST, 2) is None
    november = months.kept(date(2026, 11, 1), date(2026, 11, 30), 1)
    assert november is not None
    assert november.judged.roster is november.picture.in_force
    assert len(november.judged.by_slot) == 90  # nobody is in any of its shifts


async def test_a_draft_of_this_console_is_never_seen_as_it_was_before(
    store: Store, duty_room: Room
) -> None:
    """Not even where the month was being read while the draft was written."""
    desk = _Desk(store, duty_room.clock)
    months = Months(cast("Desk", desk), PLANNING)
    desk.meanwhile = months.forget
    await months.read(FIRST, LAST, 1)
    assert months.kept(FIRST, LAST, 1) is None
    draft = put(duty_room.draft().roster, "2026-12-14/night", "o6")
    with store.write() as session:
        kept = drafting.fields(drafting.Draft(draft))
        drafts.save(session, drafting.key(FIRST, LAST), "x", kept, NOW)
    desk.meanwhile = lambda: None
    seen = await months.read(FIRST, LAST, 1)
    assert seen.picture.draft is not None
    assert seen.judged.roster is seen.picture.draft.roster


def test_dates_are_read_as_people_type_them() -> None:
    today = date(2026, 11, 23)
    assert day_named("12-20", today) == date(2026, 12, 20)
    assert day_named("2027-01", today) == date(2027, 1, 1)
    assert day_named("1月", today) == date(2027, 1, 1)
    assert day_named("今天", today) == today
    assert day_named("soon", today) is None
    assert day_named("2027-01-03", today) == date(2027, 1, 3)
