"""Leave that is corrected: by the rules of applying, and what was there stays readable."""

from __future__ import annotations

import pytest

from dutyroom.registers.accounts.errors import AccessRefused
from dutyroom.registers.leave import reading
from dutyroom.registers.leave.correcting import DAYS, Change, correct
from dutyroom.registers.leave.errors import LeaveRefused
from dutyroom.registers.leave.kinds import FIELD_LABELS, LeaveKind
from dutyroom.screens.leave_asking import which_field
from tests.registers.accounts.account_kit import Desk, add_person
from tests.registers.leave.leave_kit import (
    applied,
    approve,
    by_phone,
    day,
    known,
)

BY = "覃小梅"


def test_other_days_of_an_approved_leave_take_another_word(desk: Desk) -> None:
    leave = applied(desk, desk.officer)
    approve(desk, leave)
    new = Change("end", day(5).isoformat(), "会期延长")
    with pytest.raises(AccessRefused):
        correct(desk.access, leave, new, actor=BY)
    correct(desk.access, leave, new, actor=BY, assent=by_phone("曾国强"))
    assert known(desk, leave).end == day(5)
    later = applied(desk, desk.officer, 5, 6)
    with pytest.raises(LeaveRefused, match="already"):
        correct(
            desk.access, leave, Change("end", day(5.5).isoformat(), "x"), actor=BY,
            assent=by_phone("曾国强"),
        )  # fmt: skip
    correct(desk.access, later, Change("place", "柳州市", "改址"), actor=BY)
    with desk.access.store.read() as session:
        (first,) = reading.corrections(session, leave)
        (second,) = reading.corrections(session, later)
    assert (first.field, first.agreed_name, first.agreed_attested_by) == ("end", "曾国强", BY)
    assert (second.old, second.new, second.why, second.agreed_name) == (
        "南宁市", "柳州市", "改址", "",
    )  # fmt: skip


def test_another_deputy_comes_with_register_entry_and_phone(desk: Desk) -> None:
    """Nobody stands behind another's name, and a head of the unit is never left without one."""
    head = add_person(desk.access, "韦振华", "head-of-unit")
    other = add_person(desk.access, "黄丽", "leader")
    deputy = {"deputy": desk.leader.id, "deputy_name": "曾国强", "deputy_phone": "138"}
    leave = applied(desk, head, 1, 3, principal=True, **deputy)
    correct(desk.access, leave, Change("deputy_name", "黄丽", "改派", "139"), actor=BY)
    row = known(desk, leave)
    assert (row.deputy, row.deputy_name, row.deputy_phone) == (other.id, "黄丽", "139")
    with desk.access.store.read() as session:
        changed = [(each.field, each.old, each.new) for each in reading.corrections(session, leave)]
    assert changed == [("deputy_name", "曾国强", "黄丽"), ("deputy_phone", "138", "139")]
    for name, phone in (("", ""), ("外来者", "")):
        with pytest.raises(LeaveRefused, match="acting deputy with a phone"):
            correct(desk.access, leave, Change("deputy_name", name, "x", phone), actor=BY)
    with pytest.raises(LeaveRefused, match="acting deputy with a phone"):
        correct(desk.access, leave, Change("deputy_phone", " ", "x"), actor=BY)
    with pytest.raises(LeaveRefused, match="stands in for themselves"):
        correct(desk.access, leave, Change("deputy_name", "韦振华", "x", "1"), actor=BY)
    applied(desk, desk.leader, 1, 2)
    back = Change("deputy_name", "曾国强", "x", "138")
    with pytest.raises(LeaveRefused, match="The acting deputy 曾国强 is away, too"):
        correct(desk.access, leave, back, actor=BY)
    correct(desk.access, leave, Change("deputy_name", "外来者", "x", "137"), actor=BY)
    row = known(desk, leave)
    assert (row.deputy, row.deputy_name, row.deputy_phone) == ("", "外来者", "137")


def test_days_of_compensatory_leave_are_not_stretched(desk: Desk) -> None:
    leave = applied(desk, desk.officer, 1, 2, kind=LeaveKind.COMPENSATORY)
    with pytest.raises(LeaveRefused, match="stand for its days"):
        correct(desk.access, leave, Change("end", day(20).isoformat(), "x"), actor=BY)
    correct(desk.access, leave, Change("place", "柳州市", "改址"), actor=BY)
    asked = which_field(known(desk, leave))  # it is known before anybody types
    assert "stand for its days" in asked.body.plain
    offered = {code for _word, code in asked.blanks[0].choices}
    assert offered == set(FIELD_LABELS) - DAYS
    other = which_field(known(desk, applied(desk, desk.leader, 1, 2)))
    assert {code for _word, code in other.blanks[0].choices} == set(FIELD_LABELS)


def test_whoever_approved_a_leave_does_not_become_its_deputy_afterwards(desk: Desk) -> None:
    """By register entry and by name alone, for the leave itself and for other days of it."""
    add_person(desk.access, "黄丽", "leader")
    leave = applied(desk, desk.officer, 1, 3)
    approve(desk, leave)
    longer = Change("end", day(4).isoformat(), "延长")
    correct(desk.access, leave, longer, actor=BY, assent=by_phone("上级领导"))
    for name in (desk.leader.name, "上级领导"):
        with pytest.raises(LeaveRefused, match=f"{name} approved this leave"):
            correct(desk.access, leave, Change("deputy_name", name, "改派", "138"), actor=BY)
    assert known(desk, leave).deputy_name == ""
    correct(desk.access, leave, Change("deputy_name", "黄丽", "改派", "139"), actor=BY)
    assert known(desk, leave).deputy_name == "黄丽"
