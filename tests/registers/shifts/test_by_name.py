"""Duty begun by name alone: what leave, roster and register say, and who answers for it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dutyroom.config.roster import Roster
from dutyroom.registers.leave import acts as leave_acts
from dutyroom.registers.people import facts as people
from dutyroom.registers.shifts import by_name, rostering
from dutyroom.registers.shifts.blockers import Blocked, Rostered
from dutyroom.registers.shifts.by_name import ByName
from dutyroom.registers.shifts.kinds import Answering
from tests.registers.accounts.account_kit import Desk, add_person
from tests.registers.leave.leave_kit import applied
from tests.registers.shifts.shift_kit import known


def _codes(desk: Desk, officer: str, leader: str = "") -> set[str]:
    """Return what stands against those who are named."""
    with desk.access.store.read() as session:
        found = by_name.against_names(session, ByName(officer, leader, desk.clock.now()), Roster())
    assert all(each.overridable for each in found)
    return {each.code for each in found}


def test_who_answers_is_laid_down_by_name_as_the_register_has_them(desk: Desk) -> None:
    """Article 25: of the register with post and phone, of others the name, nobody left out."""
    named = ByName("覃小梅", "韦局长", desk.clock.now(), phone="13900002222")
    more = known(desk, by_name.begin(desk.access, named, reasons={}))
    assert [(each.kind, each.name, each.person, each.phone) for each in more.responsible] == [
        (Answering.MAIN, "韦局长", "", "13900002222"),
        (Answering.DIRECT, "覃小梅", desk.officer.id, desk.officer.phone),
    ]
    assert more.responsible_missing == ("first", "head_of_room")
    assert (more.shift.officer_id, more.shift.phone) == ("", "13900002222")


def test_what_stands_against_names_takes_a_reason_that_is_kept(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    now, place = desk.clock.now(), desk.access.place
    planned = Rostered("s", now, now + timedelta(hours=9), {"x": "单明"}, version=3)
    for person in (desk.officer, desk.leader):
        leave_acts.note_left(desk.access, applied(desk, person, -1, 3), now, actor="x")
    assert _codes(desk, "生人", "局长") == set()
    assert _codes(desk, "覃小梅", "曾国强") == {"away", "leader-away"}
    assert _codes(desk, "曾国强", "覃小梅") == {"role", "away", "leader", "leader-away"}
    monkeypatch.setattr(rostering, "rostered", lambda _session, _at: planned)
    assert _codes(desk, "生人") == {"rostered-otherwise"}
    assert _codes(desk, "单明") == set()
    named = ByName("覃小梅", "", now)
    reasons = {"away": "提前返岗", "rostered-otherwise": "临时顶班"}
    for left in reasons:
        with pytest.raises(Blocked) as refused:
            by_name.begin(desk.access, named, reasons={**reasons, left: " "})
        assert [each.code for each in refused.value.blockers] == [left]
    more = known(desk, by_name.begin(desk.access, named, reasons=reasons))
    assert (more.overrides, more.roster_version, more.shift.slot) == (reasons, 3, "s")
    twin = people.added(people.new_id(), now, place, actor="x", fields={"name": "覃小梅"})
    desk.access.ledger.record(twin)
    assert _codes(desk, "覃小梅") == {"rostered-otherwise"}  # of two nobody knows who is meant
    assert add_person(desk.access, "单明", "leader").name == "单明"
    assert _codes(desk, "单明") == {"role"}
