"""Rostered and signed on are compared by pure rules."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutyroom.registers.shifts.blockers import Rostered
from dutyroom.registers.shifts.register import ShiftRow
from dutyroom.registers.shifts.rows import AbsenceRow, PresenceRow
from dutyroom.registers.shifts.watch import (
    Discrepancy,
    Limits,
    SeatSeen,
    discrepancies,
    missed_officers,
    presence_due,
    presence_missed,
)

START = datetime(2026, 11, 24, 0, 30, tzinfo=UTC)
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
PLAN = Rostered("day", START, START + 9 * HOUR, {"a": "甲"}, "l", "曾")
NEXT = Rostered("night", START + 9 * HOUR, START + 24 * HOUR, {"b": "乙"}, "l", "曾")
SHIFT = ShiftRow("s", "", "甲", "曾", "", START, None, "a", "l", "at-post", START)
LIMITS = Limits(presence=HOUR)
NONE: frozenset[Discrepancy] = frozenset()


def seen(minutes: float, **changes: object) -> SeatSeen:
    """Return a seat where all is well, but for some changes."""
    usual = SeatSeen(START + minutes * MINUTE, SHIFT, PLAN, NEXT)
    return replace(usual, **changes)  # type: ignore[arg-type] # the fields of any type


@pytest.mark.parametrize(
    ("what", "found"),
    [
        (seen(5), NONE),
        (seen(5, rostered=None), NONE),
        (seen(-5, shift=None), NONE),
        (seen(0, shift=None), {Discrepancy.NOBODY_SIGNED_ON}),
        (seen(5, shift=None, rostered=None), {Discrepancy.NOBODY_SIGNED_ON}),
        (seen(5, shift=replace(SHIFT, officer_id="b")), {Discrepancy.OTHER_OFFICER}),
        (seen(5, shift=replace(SHIFT, officer_id="")), NONE),
        (
            seen(5, shift=replace(SHIFT, officer_id="", officer="乙")),
            {Discrepancy.OTHER_OFFICER},
        ),
        (seen(-1, shift=replace(SHIFT, officer_id="z")), NONE),
        (seen(5, shift=replace(SHIFT, leader="", leader_id="")), {Discrepancy.NO_LEADER}),
        (seen(5, shift=replace(SHIFT, leader_id="m")), {Discrepancy.OTHER_LEADER}),
        (seen(5, leader_away=True), {Discrepancy.LEADER_AWAY}),
        (seen(29, shift=replace(SHIFT, leader_acknowledged_at=None)), NONE),
        (
            seen(30, shift=replace(SHIFT, leader_acknowledged_at=None)),
            {Discrepancy.LEADER_SILENT},
        ),
        (seen(9 * 60 - 11, presence=[PresenceRow(START + 9 * HOUR, START, "甲", False)]), NONE),
        (
            seen(9 * 60 - 10, presence=[PresenceRow(START + 9 * HOUR, START, "甲", False)]),
            {Discrepancy.RELIEF_LATE},
        ),
        (seen(69), NONE),
        (seen(70), {Discrepancy.PRESENCE_MISSED}),
        (
            seen(71, presence=[PresenceRow(START + HOUR, None, "", True)]),
            {Discrepancy.PRESENCE_MISSED},
        ),
        (seen(71, presence=[PresenceRow(START + HOUR, START + HOUR, "甲", True)]), NONE),
        (seen(29, away=AbsenceRow("x", "就医", "乙", "", START, None)), NONE),
        (
            seen(30, away=AbsenceRow("x", "就医", "乙", "", START, None)),
            {Discrepancy.AWAY_TOO_LONG},
        ),
    ],
)
def test_what_is_not_as_it_should_be(what: SeatSeen, found: frozenset[Discrepancy]) -> None:
    assert discrepancies(what, LIMITS) == found


TWO = replace(PLAN, officers={"a": "甲", "b": "乙"})


@pytest.mark.parametrize(
    ("what", "names"),
    [
        (seen(-1, rostered=TWO), []),
        (seen(0, rostered=TWO), ["乙"]),
        (seen(0, rostered=TWO, beside={"b": "乙"}), []),
        (seen(0, rostered=TWO, beside={"z": "丙"}), ["乙"]),
        (seen(0, rostered=TWO, shift=replace(SHIFT, officer_id="z")), ["甲", "乙"]),
        (seen(0, shift=replace(SHIFT, officer_id="z")), []),  # the other officer's alarm says it
        (seen(0, shift=replace(SHIFT, officer_id="z"), beside={"a": "甲"}), []),
        (seen(0, rostered=TWO, shift=None), []),  # nobody is here: that alarm says it
        (seen(0, rostered=TWO, shift=replace(SHIFT, officer_id="")), ["乙"]),
        (seen(9 * 60, rostered=TWO), []),
    ],
)
def test_each_rostered_officer_who_is_not_here_is_missed(what: SeatSeen, names: list[str]) -> None:
    assert list(missed_officers(what, LIMITS).values()) == names
    late = replace(LIMITS, sign_on=10 * HOUR)
    assert not missed_officers(what, late)


def test_the_relief_who_is_here_or_serves_already_is_not_late() -> None:
    late = seen(9 * 60 - 10, relief_here=True)
    limits = replace(LIMITS, presence=timedelta())
    assert discrepancies(late, limits) == NONE
    same = replace(NEXT, officers={"a": "甲"})
    assert discrepancies(replace(late, relief_here=False, relief=same), limits) == NONE


@given(
    st.integers(1, 300),
    st.lists(st.tuples(st.integers(1, 40), st.booleans(), st.booleans()), max_size=8),
    st.integers(0, 10**5),
)
def test_each_confirmation_is_asked_for_once_and_missed_once(
    minutes: int, said: list[tuple[int, bool, bool]], passed: int
) -> None:
    interval = minutes * MINUTE
    limits = Limits(presence=interval, presence_grace=MINUTE)
    presence = [
        PresenceRow(START + step * interval, START if given else None, "甲", missed)
        for step, given, missed in said
    ]
    now = START + passed * MINUTE
    due = presence_due(SHIFT, presence, interval)
    assert due is not None
    assert (due - START) % interval == timedelta()
    settled = {each.due_at for each in presence if each.confirmed_at or each.missed}
    assert due not in settled
    missed = presence_missed(SHIFT, presence, limits, now)
    assert len(set(missed)) == len(missed)
    assert not set(missed) & settled
    assert all(each + MINUTE <= now for each in missed)


def test_no_confirmation_is_asked_for_where_the_unit_wants_none() -> None:
    assert presence_due(SHIFT, [], timedelta()) is None
    assert presence_due(replace(SHIFT, ended_at=START), [], HOUR) is None
