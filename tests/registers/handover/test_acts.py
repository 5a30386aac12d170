"""The steps of a handover, one after the other."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dutyroom.registers.accounts.errors import AccessRefused
from dutyroom.registers.calls import facts as calls
from dutyroom.registers.calls.kinds import KnownBy, Outcome
from dutyroom.registers.handover import absence, acts
from dutyroom.registers.handover.errors import HandoverRefused
from dutyroom.registers.handover.listing import told
from dutyroom.registers.matters import acting, instructing
from dutyroom.registers.matters.facts import Note, Opening
from dutyroom.registers.matters.fields import Officer
from dutyroom.registers.matters.instruction_facts import Instruction
from dutyroom.registers.matters.kinds import LinkKind
from dutyroom.registers.notes import facts as notes
from dutyroom.registers.notes.facts import NoteKind
from dutyroom.standard.handover.values import Decision, ItemKind
from dutyroom.standard.handover.walking import Standing, Step, standing, step
from dutyroom.store.facts import Place
from tests.registers.accounts.account_kit import ADMIN_PASSWORD
from tests.registers.handover.handover_kit import LINE, HandoverDesk


def test_everything_of_the_shift_is_collected_by_itself(desk: HandoverDesk) -> None:
    """Calls done and pending, notes, states; nothing has to be begun for that."""
    desk.call("c1")
    desk.call("c2", outcome=Outcome.ANSWERED, content="咨询公交改线")
    desk.call("c3", outcome=Outcome.ANSWERED)
    desk.note("滨盛路封闭施工", NoteKind.STATE)
    desk.note("八点半有会")
    held = desk.held()
    assert held.row is None
    assert [(item.kind, item.done) for item in held.walk.items] == [
        (ItemKind.CALL, False),
        (ItemKind.STATE, False),
        (ItemKind.CALL, False),
        (ItemKind.NOTE, False),
        (ItemKind.CALL, True),
    ]
    done = held.walk.items[-1]
    assert (done.what, done.outcome) == ("咨询公交改线", "已转街道办理")


def test_what_a_leader_ordered_by_a_call_is_handed_over_word_for_word(desk: HandoverDesk) -> None:
    """Beside what was done, also while the call is to be called back; a decision rests on it."""
    desk.call("c1", content="东风路塌陷", instruction="立即封路。曾国强")
    desk.call("c2", outcome=Outcome.ANSWERED, content="东风路塌陷", instruction="查明原因")
    owed, done = desk.item("call:c1"), desk.item("call:c2")
    assert (owed.done, done.done) == (False, True)
    said = "Leader's instruction: 立即封路。曾国强; 已转街道办理"
    assert owed.outcome == f"To be called back; {said}"
    assert done.outcome == "Leader's instruction: 查明原因; 已转街道办理"
    now = desk.desk.clock.now()
    desk.access.ledger.record(
        calls.corrected(
            "c1", now, LINE, actor="单明", field="instruction", old="", new="不封路", why="听错"
        )
    )
    assert desk.item("call:c1").digest != owed.digest


def test_a_call_without_a_number_says_why(desk: HandoverDesk) -> None:
    now = desk.desk.clock.now()
    made = [
        calls.begun("c1", now, LINE, direction="in"),
        calls.numbered("c1", now, LINE, number=None, absent="withheld"),
        calls.ended("c1", now, LINE, outcome=Outcome.MISSED, by=KnownBy.HOOK, seconds=9.0),
    ]
    desk.access.ledger.record(*made)
    assert desk.item("call:c1").source == "Number withheld"


def test_a_handover_that_is_begun_goes_on(desk: HandoverDesk) -> None:
    assert desk.begin() == desk.begin()
    assert desk.held().row is not None
    assert desk.row(desk.begin()).label == "2026-0001"


def test_a_pending_item_is_explained_and_accepted(desk: HandoverDesk) -> None:
    desk.call("c1")
    desk.begin()
    assert step(desk.held().walk) is Step.PREPARE
    with pytest.raises(HandoverRefused):
        desk.explain("call:c1", "  ")
    desk.explain("call:c1")
    assert step(desk.held().walk) is Step.RELIEF
    with pytest.raises(HandoverRefused):
        desk.decide("call:c1")
    desk.arrive()
    desk.decide("call:c1")
    walk = desk.held().walk
    assert standing(walk, desk.item("call:c1")) is Standing.ACCEPTED
    assert step(walk) is Step.SIGN


def test_the_margin_of_the_relief_is_kept(desk: HandoverDesk) -> None:
    handover = desk.begin()
    desk.arrive()
    assert desk.row(handover).margin == 900
    assert desk.row(handover).relief == "单明"


def test_the_relief_shows_who_they_are(desk: HandoverDesk) -> None:
    desk.begin()
    with pytest.raises(AccessRefused):
        desk.arrive(password="wrong-password-1")  # noqa: S106 - a wrong one
    with pytest.raises(HandoverRefused):
        desk.arrive(desk.desk.officer)
    assert desk.held().walk.arrival is None


def test_nobody_arrives_in_the_future(desk: HandoverDesk) -> None:
    desk.begin()
    with pytest.raises(HandoverRefused):
        acts.arrive(desk.access, name="单明", arrived_at=desk.ends, planned_end=desk.ends)


def test_another_relief_decides_anew(desk: HandoverDesk) -> None:
    """Nobody has accepted what somebody else saw."""
    desk.call("c1")
    desk.begin()
    desk.explain("call:c1")
    desk.arrive()
    desk.decide("call:c1")
    desk.arrive(desk.desk.admin, ADMIN_PASSWORD)
    assert standing(desk.held().walk, desk.item("call:c1")) is Standing.EXPLAINED


def test_nobody_arrives_before_the_shift_began(desk: HandoverDesk) -> None:
    """A time of day that is not over yet would mean yesterday's."""
    desk.begin()
    with pytest.raises(HandoverRefused, match="before this shift"):
        acts.arrive(
            desk.access,
            name="王五",
            arrived_at=desk.held().shift.begun_at - timedelta(hours=2),
            planned_end=desk.ends,
        )


def test_an_instruction_that_comes_after_it_was_accepted_is_looked_at(desk: HandoverDesk) -> None:
    """What binds whoever takes a matter over is part of what they decide on."""
    matter = desk.matter("水位上涨")
    desk.begin()
    desk.explain(f"matter:{matter}")
    desk.arrive()
    desk.decide(f"matter:{matter}")
    by = Officer("覃小梅")
    instructing.instruct(desk.access, matter, Instruction("曾国强", "每小时报一次"), by=by)
    item = desk.item(f"matter:{matter}")
    assert standing(desk.held().walk, item) is Standing.CHANGED
    assert "1 instruction without an outcome" in item.outcome


def test_a_question_is_answered_before_it_is_accepted(desk: HandoverDesk) -> None:
    desk.call("c1")
    desk.begin()
    desk.explain("call:c1")
    desk.arrive()
    with pytest.raises(HandoverRefused):
        desk.decide("call:c1", Decision.ASKED)
    desk.decide("call:c1", Decision.ASKED, "找谁回复？")
    assert standing(desk.held().walk, desk.item("call:c1")) is Standing.ASKED
    desk.explain("call:c1", "找街道王主任")
    desk.decide("call:c1", Decision.ASKED, "电话多少？")
    desk.explain("call:c1", "80002000")
    desk.decide("call:c1")
    assert standing(desk.held().walk, desk.item("call:c1")) is Standing.ACCEPTED
    said = told(desk.held().walk.explained["call:c1"])  # no answer takes the place of what was said
    assert (
        said == "八点前回复; Asked: 找谁回复; Reply: 找街道王主任; Asked: 电话多少; Reply: 80002000"
    )


@pytest.mark.parametrize("decision", [Decision.ACCEPTED, Decision.DECLINED])
def test_nothing_unexplained_is_taken_or_declined(desk: HandoverDesk, decision: Decision) -> None:
    """Not even with a reason; asking is always allowed, and an answer is awaited."""
    desk.call("c1")
    desk.begin()
    desk.arrive()
    with pytest.raises(HandoverRefused, match="not explained"):
        desk.decide("call:c1", decision, "已自行查阅记录")
    desk.decide("call:c1", Decision.ASKED, "找谁回复？")
    with pytest.raises(HandoverRefused, match="not explained"):
        desk.decide("call:c1", decision, "已自行查阅记录")
    desk.explain("call:c1")
    desk.decide("call:c1", decision, "须由首接人办结")


def test_what_nobody_can_explain_is_accepted_with_a_reason(desk: HandoverDesk) -> None:
    """The outgoing officer was taken ill: the relief attests that, and that a leader agreed."""
    desk.call("c1")
    handover = desk.begin()
    with pytest.raises(HandoverRefused, match="relief is not here"):
        desk.fall_ill()
    desk.arrive()
    with pytest.raises(HandoverRefused, match="which leader"):
        absence.note_absent(desk.access, reason="突发疾病", leader=" ", mode="phone")
    desk.fall_ill()
    row = desk.row(handover)
    assert (row.emergency, row.agreed_by, row.agreed_mode) == ("突发疾病送医", "曾国强", "phone")
    with pytest.raises(HandoverRefused, match="Nobody explained"):
        desk.decide("call:c1")
    desk.decide("call:c1", reason="已自行查阅记录")
    assert standing(desk.held().walk, desk.item("call:c1")) is Standing.ACCEPTED


def test_what_another_writer_settled_is_no_longer_decided_on(desk: HandoverDesk) -> None:
    desk.call("c1")
    desk.call("c2")
    desk.begin()
    desk.explain("call:c1")
    desk.explain("call:c2")
    desk.arrive()
    shown = desk.item("call:c1").digest
    desk.call_back("c1")
    with pytest.raises(HandoverRefused, match="settled"):
        desk.decide("call:c1", digest=shown)
    with pytest.raises(HandoverRefused, match="changed"):
        desk.decide("call:c2", digest="not-what-stands-there")


def test_a_new_call_in_the_middle_is_an_item_like_any_other(desk: HandoverDesk) -> None:
    desk.settled()
    assert step(desk.held().walk) is Step.SIGN
    desk.call("late")
    assert step(desk.held().walk) is Step.WALK
    with pytest.raises(HandoverRefused, match="1 item"):
        desk.sign()


def test_a_note_that_is_ended_is_handed_over_no_more(desk: HandoverDesk) -> None:
    note = desk.note("八点半有会")
    at = desk.desk.clock.now()
    desk.access.ledger.record(notes.ended(note, at, Place("yunling"), actor="覃小梅", how="已开完"))
    assert desk.held().walk.items == ()


def test_a_handover_that_is_given_up_says_why_and_another_begins(desk: HandoverDesk) -> None:
    first = desk.begin()
    with pytest.raises(HandoverRefused):
        acts.give_up(desk.access, actor="覃小梅", reason="")
    acts.give_up(desk.access, actor="覃小梅", reason="提前开始")
    assert desk.held().row is None
    second = desk.begin()
    assert second != first
    assert desk.row(second).label == "2026-0002"
    assert desk.row("2026-0001").given_up_why == "提前开始"


def test_what_comes_next_reads_as_one_line(desk: HandoverDesk) -> None:
    """A proposal keeps its full stop where it stands alone, and loses it before what follows."""
    by = Officer("覃小梅")
    alone, more = (
        acting.open_matter(
            desk.access, Opening("水位上涨", texts={"proposal": "通知各镇。"}), by=by
        )
        for _each in range(2)
    )
    instructing.instruct(desk.access, more, Instruction("曾国强", "每小时报一次"), by=by)
    assert desk.item(f"matter:{alone}").outcome == "通知各镇。"
    assert (
        desk.item(f"matter:{more}").outcome
        == "通知各镇; 1 instruction without an outcome: 曾国强: 每小时报一次"
    )


def test_what_was_done_and_why_it_is_open_again_reaches_the_list(desk: HandoverDesk) -> None:
    """Of a long entry as much as a cell takes; the newest counts, other steps do not."""
    by = Officer("覃小梅")
    matter, key = (made := desk.matter("水位上涨")), f"matter:{made}"
    acting.note(desk.access, matter, Note("头一次巡查。"), by=by)
    said = Note("已请街道派员。", told="何劲松", answer="半小时内到。" + "长" * 99)
    acting.note(desk.access, matter, said, by=by)
    acting.close(desk.access, matter, "已处置", by=by)
    acting.reopen(desk.access, matter, "水位又涨", by=by)
    acting.link(desk.access, matter, LinkKind.CALL, "c1", by=by)
    outcome = desk.item(key).outcome
    assert "头一次" not in outcome
    assert "10:45 覃小梅: 已请街道派员; told 何劲松; answered 半小时内到。长" in outcome
    assert outcome.endswith("…; Reopened: 水位又涨")
    assert len(outcome) < 200
