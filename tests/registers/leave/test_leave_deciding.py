"""Who may not decide about a leave, and who is asked first."""

from __future__ import annotations

import pytest

from dutyroom.registers.leave import acts
from dutyroom.registers.leave.errors import LeaveRefused
from dutyroom.screens.leave_asking import deciding
from tests.registers.accounts.account_kit import PASSWORD, Desk, add_person
from tests.registers.leave.leave_kit import applied, by_phone, known, word_of

BY = "覃小梅"


def test_no_deputy_decides_about_the_leave_that_names_them(desk: Desk) -> None:
    """Found in the register or typed, by password or by phone: the superior decides (10)."""
    head = add_person(desk.access, "韦振华", "head-of-unit")
    name = desk.leader.name
    for deputy in (desk.leader.id, ""):
        start = 1 if deputy else 5
        leave = applied(
            desk, head, start, start + 2, principal=True,
            deputy=deputy, deputy_name=name, deputy_phone="138",
        )  # fmt: skip
        for word in (word_of(desk.leader), by_phone(name)):
            with pytest.raises(LeaveRefused, match=f"{name} is the acting deputy"):
                acts.decide(
                    desk.access, leave, approved=True, assent=word, actor=BY, password=PASSWORD
                )
        row = known(desk, leave)
        asked = deciding(row, "Approve", [desk.leader, desk.admin])
        assert (asked.people, asked.outsiders_first) == ([desk.admin], True)
        acts.decide(desk.access, leave, approved=True, assent=by_phone("黄市长"), actor=BY)
        assert known(desk, leave).decided_name == "黄市长"
