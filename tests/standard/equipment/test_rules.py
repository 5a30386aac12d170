"""What is due, what has changed, how large the room is, how long repairs take."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutyroom.standard.equipment.comparing import Difference, compared
from dutyroom.standard.equipment.due import due
from dutyroom.standard.equipment.items import Group, Item, Often, SheetKind, State
from dutyroom.standard.equipment.repairs import Repair, record
from dutyroom.standard.equipment.room import Defect, Room, Shared, defects, least_area
from dutyroom.standard.equipment.stock import (
    Batch,
    StockRefused,
    counted,
    disposed,
    expiring,
    taken,
    total,
    usable,
)

TODAY = date(2026, 11, 26)
ITEMS = [Item(often.value, Group.LINE, often.value, often.value, often=often) for often in Often]


def asked(kind: SheetKind, **days: int) -> set[str]:
    """Return what a sheet asks for, where items were looked at so many days ago."""
    checked = {key: TODAY - timedelta(days=ago) for key, ago in days.items()}
    return {item.key for item in due(ITEMS, kind, checked, TODAY)}


def test_what_is_due_at_the_start_and_at_the_end() -> None:
    """What nobody has ever looked at is due; at the end only what belongs to each shift."""
    everything = {often.value for often in Often}
    assert asked(SheetKind.ON_DEMAND) == everything
    assert asked(SheetKind.START) == everything - {"end"}
    assert asked(SheetKind.END) == {"shift", "end"}
    assert asked(SheetKind.START, weekly=6, monthly=29, yearly=364) == {"shift", "start"}
    assert asked(SheetKind.START, weekly=7, monthly=30, yearly=365) == everything - {"end"}
    assert asked(SheetKind.START, weekly=-3, monthly=0, yearly=0) == {"shift", "start"}


def test_two_sheets_differ_only_where_something_is_to_be_said() -> None:
    before = {"a": State.OK, "b": State.FAULTY, "c": State.OK, "e": State.MISSING}
    after = {"a": State.OK, "b": State.OK, "c": State.OUT_OF_USE, "d": State.OK}
    found = compared("aabcde", before, after)
    assert found == (
        Difference("b", State.FAULTY, State.OK),
        Difference("c", State.OK, State.OUT_OF_USE),
        Difference("e", State.MISSING, None),
    )
    assert [each.worse for each in found] == [False, True, False]


@pytest.mark.parametrize(
    ("area", "shared", "ago", "least", "expected"),
    [
        (30.0, Shared.NOBODY, 0, 30.0, set()),
        (29.9, Shared.NOBODY, 0, 30.0, {Defect.SMALL}),
        (12.0, Shared.OTHERS, 0, 0.0, set()),
        (40.0, Shared.GUARDS, 0, 30.0, {Defect.SHARED}),
        (40.0, Shared.DRIVERS, 365, 30.0, {Defect.SHARED, Defect.UNVERIFIED}),
        (40.0, None, 364, 30.0, set()),
    ],
)
def test_a_room_has_its_standing_defects(
    area: float, shared: Shared | None, ago: int, least: float, expected: set[Defect]
) -> None:
    room = Room(area, shared, TODAY - timedelta(days=ago))
    assert defects(room, least, TODAY) == expected


def test_a_district_never_needs_less_than_thirty_square_metres() -> None:
    assert defects(None, 30.0, TODAY) == {Defect.UNVERIFIED}
    assert least_area("district", 10.0) == 30.0
    assert least_area("district", 45.0) == 45.0
    assert least_area("town", 0.0) == 0.0
    assert least_area("town", 15.0) == 15.0


def test_the_mean_time_to_repair_counts_what_was_verified() -> None:
    at = datetime(2026, 11, 1, tzinfo=UTC)
    hours = timedelta(hours=1)
    seen = [Repair(at, at + 2 * hours, verified=True), Repair(at, at + 6 * hours, verified=True)]
    found = record([*seen, Repair(at, None), Repair(at, at + hours)])
    assert (found.faults, found.repaired, found.mean, found.waiting) == (4, 2, 4 * hours, 1)
    unseen = record([Repair(at, at + hours)])
    assert (unseen.repaired, unseen.mean, unseen.waiting) == (0, None, 1)
    assert record([]).mean is None
    assert record([Repair(at, at - hours, verified=True)]).mean == timedelta()


BATCHES = st.lists(
    st.builds(
        Batch,
        st.none() | st.dates(date(2026, 1, 1), date(2028, 1, 1)),
        st.integers(-5, 50),
    ),
    max_size=6,
    unique_by=lambda batch: batch.expires,
)


@given(batches=BATCHES, quantity=st.integers(-3, 200))
def test_what_is_taken_is_there_and_expires_first(batches: list[Batch], quantity: int) -> None:
    """No batch goes below nothing, and nothing that expires later is taken before."""
    there = sum(max(batch.quantity, 0) for batch in batches)
    if not 0 < quantity <= there:
        with pytest.raises(StockRefused):
            taken(batches, quantity)
        return
    changes = taken(batches, quantity)
    assert sum(change.by for change in changes) == -quantity
    held = {batch.expires: batch.quantity for batch in batches}
    for change in changes:
        assert 0 < -change.by <= held[change.expires]
    last = max((change.expires or date.max) for change in changes)
    gone = {change.expires: -change.by for change in changes}
    for batch in batches:
        if batch.quantity > 0 and (batch.expires or date.max) < last:
            assert gone.get(batch.expires, 0) == batch.quantity


@given(batches=BATCHES, found=st.integers(-3, 200))
def test_a_count_makes_the_book_what_was_counted(batches: list[Batch], found: int) -> None:
    held = sum(max(batch.quantity, 0) for batch in batches)
    negative = any(batch.quantity < 0 for batch in batches)
    if found < 0 or (found == held and not negative):
        with pytest.raises(StockRefused):
            counted(batches, found)
        return
    changes = counted(batches, found)
    assert total(batches) + sum(change.by for change in changes) == found


def test_expiry_counts_from_the_day_after() -> None:
    batches = [Batch(TODAY, 2), Batch(TODAY - timedelta(days=1), 3), Batch(None, 4)]
    assert usable(batches, TODAY) == 6
    assert [change.by for change in disposed(batches, TODAY)] == [-3]
    with pytest.raises(StockRefused):
        disposed([Batch(TODAY, 2)], TODAY)
    assert expiring(batches, TODAY, 0) == TODAY - timedelta(days=1)
    assert expiring([Batch(TODAY + timedelta(days=31), 1)], TODAY, 30) is None
    assert expiring([Batch(TODAY + timedelta(days=30), 1)], TODAY, 30) is not None
    assert expiring([Batch(TODAY, 0)], TODAY, 30) is None
