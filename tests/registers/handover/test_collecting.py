"""What registers hand over whose things come and go in the middle of a handover."""

from __future__ import annotations

from functools import partial

import pytest

from dutyroom.registers import drafts
from dutyroom.registers.custody import acts as custody
from dutyroom.registers.custody.facts import Document
from dutyroom.registers.handover.errors import Undecided
from dutyroom.registers.matters import moving
from dutyroom.registers.matters.fields import Officer
from dutyroom.registers.matters.kinds import Source
from dutyroom.registers.notes.facts import NoteKind
from dutyroom.registers.visitors import acts as visits
from dutyroom.registers.visitors.facts import Visit
from dutyroom.standard.handover.values import Decision, ItemKind
from dutyroom.standard.handover.walking import Standing, standing
from dutyroom.standard.secrecy import Level
from tests.registers.accounts.account_kit import PASSWORD
from tests.registers.handover.handover_kit import HandoverDesk


def test_visitors_still_in_and_documents_out_are_handed_over(desk: HandoverDesk) -> None:
    """Explained, accepted and signed like the rest; who left in the middle is in no list."""
    access, now = desk.access, desk.desk.clock.now()
    visitor = visits.let_in(access, Visit("兰雨"), now, actor="覃小梅")
    leaving = visits.let_in(access, Visit("韦东"), now, actor="覃小梅")
    what = Document("0321", 2, Level.SECRET, "机要局", "覃小梅")
    paper = custody.receive(access, what, actor="覃小梅")
    custody.lend(access, paper, "单晓明", actor="覃小梅")
    handover = desk.settled()
    visits.let_out(access, leaving, now, actor="覃小梅")
    desk.sign()
    assert {(line.item, line.standing) for line in desk.lines(handover)} == {
        (f"visitor:{visitor}", "accepted"),
        (f"document:{paper}", "accepted"),
    }


def test_a_call_in_progress_is_on_the_list_and_decided_anew_when_it_is_over(
    desk: HandoverDesk,
) -> None:
    """Nothing is signed while somebody rings unseen; lifting the receiver decides nothing."""
    desk.settled()
    desk.ring("c1")
    with pytest.raises(Undecided):
        desk.sign()
    assert standing(desk.held().walk, desk.item("call:c1")) is Standing.EXPLAINED
    desk.decide("call:c1")
    desk.lift("c1")
    assert standing(desk.held().walk, desk.item("call:c1")) is Standing.ACCEPTED
    desk.lay_down("c1")
    assert standing(desk.held().walk, desk.item("call:c1")) is Standing.UNEXPLAINED
    with pytest.raises(Undecided):
        desk.sign()
    desk.explain("call:c1")
    desk.decide("call:c1")
    desk.sign()


def test_a_form_that_nobody_signed_is_on_the_list_with_whose_it_is(desk: HandoverDesk) -> None:
    """None of its words are: the list is kept for ever, a draft is not."""
    desk.call("c1")
    matter, now = desk.matter("水位上涨"), desk.desk.clock.now()
    written = {"content": "有人落水", "called_at": "08:00"}
    with desk.access.store.write() as session:
        drafts.save(session, "write_up:c1", "覃小梅", written, now)
        drafts.save(session, f"matter:note:{matter}", "单明", {"words": "已到现场"}, now)
        drafts.save(session, "matter:new", "覃小梅", {"content": " ", "kind": "other"}, now)
        drafts.save(session, "roster:2026-11-01:2026-11-30", "覃小梅", {"base": "x"}, now)
    found = {item.subject: item for item in desk.held().walk.items if item.kind is ItemKind.DRAFT}
    assert set(found) == {"write_up:c1", f"matter:note:{matter}"}
    item = found["write_up:c1"]
    assert (item.handler, item.done, "覃小梅" in item.what) == ("覃小梅", False, True)
    assert item.number.endswith("-00001")
    handover = desk.settled()
    desk.sign()
    assert "有人落水" not in str(desk.lines(handover))
    with desk.access.store.write() as session:
        drafts.discard(session, "write_up:c1")
    assert not [item for item in desk.held().walk.items if item.subject == "write_up:c1"]


def test_a_call_that_is_talked_on_through_the_signatures_stands_on_the_list(
    desk: HandoverDesk,
) -> None:
    handover = desk.begin()
    desk.ring("c1")
    desk.lift("c1")
    desk.arrive()
    desk.decide("call:c1")
    desk.tell_leader()
    desk.sign()
    (line,) = desk.lines(handover)
    assert (line.item, line.standing, line.source) == ("call:c1", "accepted", "057188887777")
    assert "talked on" in line.what
    desk.lay_down("c1")
    assert not desk.item("call:c1").done  # the next list has it to be written up


def test_a_transfer_that_nobody_answered_is_named_and_binds(desk: HandoverDesk) -> None:
    """The relief knows who was asked, and that it ends with the handover."""
    matter = desk.matter("路面塌陷")
    key = f"matter:{matter}"
    asked = partial(moving.ask_transfer, desk.access, matter, why="请办理")
    officer = Officer(desk.desk.officer.name, desk.desk.officer.id)
    asked(Officer("农卫东"), by=officer)
    first = desk.item(key)
    assert "农卫东 was asked to take it over" in first.outcome
    handover = desk.settled()
    assert standing(desk.held().walk, desk.item(key)) is Standing.ACCEPTED
    moving.withdraw_transfer(desk.access, matter, by=officer, password=PASSWORD)
    assert standing(desk.held().walk, desk.item(key)) is Standing.CHANGED
    asked(Officer("农卫东"), by=officer)
    desk.decide(key)
    desk.sign()
    assert "农卫东" in desk.lines(handover)[0].outcome


def test_a_matter_says_how_it_came_and_from_whom(desk: HandoverDesk) -> None:
    """No line without its source, also where no unit is known."""
    desk.matter("路灯不亮")
    desk.matter("水位上涨", source=Source.ASSIGNED, texts={"assigned_by": "区委值班室"})
    sources = {item.what: item.source for item in desk.held().walk.items}
    assert sources == {"路灯不亮": "Noted by hand", "水位上涨": "Assigned: 区委值班室"}


def test_what_a_relief_asked_of_a_state_goes_on_with_it_and_its_answer(
    desk: HandoverDesk,
) -> None:
    """An answer alone is understood by nobody; the next relief reads both, and decides freely."""
    key = f"state:{desk.note('西门封闭', NoteKind.STATE)}"
    handover = desk.settled()
    desk.decide(key, Decision.ASKED, "封到何时？")
    desk.explain(key, "周五中午")
    desk.decide(key)
    (answered,) = desk.held().walk.explained.values()
    assert (answered.asked, answered.text) == ("封到何时？", "周五中午")
    desk.sign()
    assert [line.explanation for line in desk.lines(handover)] == [
        "Asked: 封到何时; Reply: 周五中午"
    ]
    before = desk.item(key)
    assert before.outcome == "Asked: 封到何时; Reply: 周五中午"
    desk.change_roles()
    desk.settled()
    assert standing(desk.held().walk, desk.item(key)) is Standing.ACCEPTED
    desk.sign()
    assert desk.item(key) == before
