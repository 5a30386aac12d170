"""Who answers for a shift while a head is on leave (articles 10 and 25)."""

from __future__ import annotations

from dutyroom.documents.handover_words import answering_words
from dutyroom.registers.shifts.kinds import Answering
from tests.registers.accounts.account_kit import Desk, add_person
from tests.registers.leave.leave_kit import applied, approve
from tests.registers.shifts.shift_kit import known, sign_on


def test_of_a_head_on_leave_the_acting_deputy_is_laid_down_too(desk: Desk) -> None:
    """Article 10 with 25: whoever is on leave stays responsible, and is said to be on leave."""
    head = add_person(desk.access, "韦局长", "head-of-unit")
    room = add_person(desk.access, "农主任", "head-of-room")
    for asked in (
        applied(desk, head, 0, principal=True, deputy_name="陆书记", deputy_phone="13700002222"),
        applied(desk, room, 0),
    ):
        approve(desk, asked)
    desk.clock.advance(60)
    signed = sign_on(desk, desk.officer)
    found = known(desk, signed.shift)
    assert [(each.kind, each.name, each.phone) for each in found.responsible] == [
        (Answering.FIRST_ON_LEAVE, "韦局长", ""),
        (Answering.ACTING, "陆书记", "13700002222"),
        (Answering.MAIN, "曾国强", ""),
        (Answering.DIRECT_ON_LEAVE, "农主任", ""),
        (Answering.DIRECT, "覃小梅", ""),
    ]
    assert [kind for kind, _names in answering_words(found)] == [
        "first responsible, on leave",
        "acting deputy",
        "mainly responsible",
        "directly responsible",
        "directly responsible, on leave",
    ]
