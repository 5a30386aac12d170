"""Two consoles act on one leave at once: what the second one read is looked at again."""

from __future__ import annotations

from collections.abc import Callable

from dutyroom.registers.accounts.access import Access
from dutyroom.registers.leave import acts, correcting
from dutyroom.registers.leave.correcting import Change
from dutyroom.registers.leave.errors import LeaveRefused
from dutyroom.registers.leave.facts import Wanted
from dutyroom.registers.leave.reading import of_person
from dutyroom.registers.values import iso
from tests.registers.accounts.account_kit import PASSWORD, Desk
from tests.registers.at_once import at_once
from tests.registers.leave.leave_kit import applied, approve, day, known, wanted, word_of


def applying(asked: Wanted) -> Callable[[Access], object]:
    """Return an application."""
    return lambda access: acts.apply(access, asked, actor="x")


def deciding(desk: Desk, leave: str, *, approved: bool) -> Callable[[Access], object]:
    """Return a decision of the leader's."""
    return lambda access: acts.decide(
        access, leave, approved=approved, assent=word_of(desk.leader), actor="x",
        password=PASSWORD, remark="人手不足",
    )  # fmt: skip


def lengthening(leave: str, end: float) -> Callable[[Access], object]:
    """Return a correction of the last day."""
    change = Change("end", iso(day(end)), "会议延期")
    return lambda access: correcting.correct(access, leave, change, actor="x")


def test_of_two_leaves_that_touch_one_is_applied_for(desk: Desk) -> None:
    first, second = wanted(desk.officer, 1, 3), wanted(desk.officer, 2, 4)
    (refused,) = at_once(desk.access, applying(first), applying(second))
    assert isinstance(refused, LeaveRefused)
    assert "already" in str(refused)
    with desk.access.store.read() as session:
        assert len(of_person(session, desk.officer.id)) == 1


def test_a_longer_leave_runs_into_none_that_was_applied_for_meanwhile(desk: Desk) -> None:
    leave = applied(desk, desk.officer, 1, 3)
    (refused,) = at_once(desk.access, lengthening(leave, 5), applying(wanted(desk.officer, 4, 6)))
    assert "already" in str(refused)


def test_a_leave_is_decided_once(desk: Desk) -> None:
    """Not approved by one console and refused by the other."""
    leave = applied(desk, desk.officer)
    (refused,) = at_once(
        desk.access, deciding(desk, leave, approved=True), deciding(desk, leave, approved=False)
    )
    assert "just been changed" in str(refused)
    assert known(desk, leave).revision == 1


def test_nobody_returns_from_what_is_cancelled_at_once(desk: Desk) -> None:
    leave = applied(desk, desk.officer, -1, 3)
    approve(desk, leave)
    (refused,) = at_once(
        desk.access,
        lambda access: acts.cancel(access, leave, why="取消", actor="x"),
        lambda access: acts.report_return(access, leave, day(0), actor="x"),
    )
    assert "just been changed" in str(refused)
    row = known(desk, leave)
    assert (row.cancelled_at is None) != (row.returned_at is None)


def test_who_leaves_twice_has_left_once(desk: Desk) -> None:
    leave = applied(desk, desk.officer, -1, 3)
    approve(desk, leave)

    def leaving(access: Access) -> None:
        acts.note_left(access, leave, day(0), actor="x")

    (refused,) = at_once(desk.access, leaving, leaving)
    assert "just been changed" in str(refused)
