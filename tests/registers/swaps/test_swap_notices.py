"""The change notice of a swap: owed once, noted once, told to every receiver."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from dutyroom.config import Calendar as Chosen
from dutyroom.config import Settings
from dutyroom.registers.alarms.codes import AlarmCode
from dutyroom.registers.deadlines import overdue
from dutyroom.registers.submissions import facts as submissions
from dutyroom.registers.submissions.deadlines import due as of_submissions
from dutyroom.registers.submissions.facts import OccasionKind, Sending, Way
from dutyroom.registers.submissions.reading import NoticeRow, Sent, SubmissionRow
from dutyroom.registers.swaps import reading
from dutyroom.registers.swaps.deadlines import due
from dutyroom.registers.swaps.telling import Issued, owing, told
from dutyroom.standard.roster.swapping import SwapState
from dutyroom.store.engine import Store
from tests.registers.swaps.swap_kit import (
    BY,
    Swapping,
    submitted,
    swapped,
    swapping,
)

NOON = datetime(2026, 12, 20, 4, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def desk(store: Store) -> Swapping:
    """A room whose December is published."""
    return swapping(store)


def owed(desk: Swapping, now: datetime) -> list[AlarmCode]:
    """Return the alarms about change notices."""
    with desk.store.read() as session:
        found = overdue(session, now, Settings(), (of_submissions, due))
    wanted = {AlarmCode.SWAP_NOTICE_OWED, AlarmCode.CHANGE_NOTICE_OWED}
    return [each.code for each in found if each.code in wanted]


def left(desk: Swapping) -> list[str]:
    """Return the swaps with something left to do."""
    with desk.store.read() as session:
        return [each.id for each in reading.open_swaps(session)]


def noted_with(desk: Swapping, swap: str, now: datetime) -> list[str]:
    """Return the submissions with which the notice of a swap is noted."""
    with desk.store.read() as session:
        days = desk.known(swap).days
        return [each.label for each in owing(session, days, now, Chosen())]


def test_one_notice_that_is_owed_is_one_alarm(desk: Swapping) -> None:
    first, *_later = (row.slot.day for row in desk.slots("o0"))
    access, now = desk.room.access, desk.room.clock.now()
    submitted(desk, first)
    desk.room.go_to(now + timedelta(hours=1))
    swap = swapped(desk, first)
    assert (left(desk), desk.known(swap).move) == ([swap], "send the change notice")
    later = now + timedelta(hours=2)
    assert owed(desk, later) == [AlarmCode.CHANGE_NOTICE_OWED]
    assert noted_with(desk, swap, later) == ["进博会"]
    notice = Sending(later, Way.FAX, "市委值班室")
    access.ledger.record(
        submissions.noticed(
            "s", later, access.place, actor=BY, sending=notice, versions=[], changes=1
        )
    )
    assert owed(desk, later + timedelta(hours=1)) == []
    assert noted_with(desk, swap, later) == []
    row = desk.known(swap)  # noted once, with the submission
    assert (left(desk), row.move, row.swap.state) == ([], "", SwapState.NOTIFIED)
    assert (row.swap.noticed_at, row.noticed_how) == (later, f"{Way.FAX.label} 市委值班室")
    with desk.store.read() as session:
        assert [each.id for each in reading.settled_swaps(session, 1)] == [swap]


def test_a_swap_over_two_occasions_is_told_of_once_both_receivers_are() -> None:
    """A submission after the swap tells of it as a notice does, also one of an older occasion."""
    day, at = date(2026, 12, 31), datetime(2026, 12, 20, tzinfo=UTC)
    hour = HOUR

    def submitted(first: date, sent: datetime, *notices: datetime) -> SubmissionRow:
        said = [_sent(each, each, int((each - at) / hour)) for each in (sent, *notices)]
        rows = tuple(NoticeRow(str(n), 1, one) for n, one in enumerate(said[1:]))
        return SubmissionRow("s", OccasionKind.EVENT, "x", first, first, first, said[0], rows)

    issued = Issued(at, 0)
    years = [day, day + timedelta(days=1)]
    before, old = submitted(day, at - hour), submitted(years[1], at - hour)
    assert told([before, old], years, issued) is None
    noticed = submitted(day, at - hour, at + hour, at + 5 * hour)
    assert told([noticed, old], years, issued) is None
    again = submitted(years[1], at + 2 * hour)
    found = told([noticed, again, old], years, issued)
    assert found is not None
    assert found.at == at + 2 * hour
    assert told([], years, issued) is None


@pytest.mark.parametrize(
    ("at", "noted", "place", "told_of_it"),
    [
        (NOON, NOON, 1, False),  # submitted in the instant before
        (NOON, NOON, 3, True),
        (NOON - HOUR, NOON - HOUR, 3, True),  # the clock was set back since
        (NOON + HOUR, NOON + HOUR, 1, False),  # and before
        (NOON - HOUR, NOON + HOUR, 3, False),  # noted afterwards, but sent before
        (NOON + HOUR, NOON + 2 * HOUR, 3, True),
    ],
)
def test_the_order_of_the_journal_says_what_the_receiver_was_told(
    at: datetime, noted: datetime, place: int, told_of_it: bool
) -> None:
    day = date(2026, 12, 31)
    known = SubmissionRow("s", OccasionKind.EVENT, "x", day, day, day, _sent(at, noted, place))
    assert (told([known], [day], Issued(NOON, 2)) is not None) is told_of_it


def _sent(at: datetime, noted: datetime, place: int) -> Sent:
    """Return that something was sent."""
    return Sent(at, Way.FAX, "市委", "", "", None, (), noted, BY, place)


def test_a_notice_of_which_only_the_swap_knows_is_alarmed_about(desk: Swapping) -> None:
    swapped(desk, desk.slots("o0")[0].slot.day)
    assert owed(desk, desk.room.clock.now()) == [AlarmCode.SWAP_NOTICE_OWED]
