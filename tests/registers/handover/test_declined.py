"""What a relief declines is seen where it stands, and is nobody's to leave lying (article 17)."""

from __future__ import annotations

import pytest

from dutyroom.config import Settings, Unit
from dutyroom.registers.alarms.codes import AlarmCode
from dutyroom.registers.deadlines import every, overdue
from dutyroom.registers.handover import declined, taking_on
from dutyroom.registers.handover.errors import HandoverRefused
from dutyroom.registers.matters import acting, instructing
from dutyroom.registers.matters import facts as matters
from dutyroom.registers.matters.detail import detail
from dutyroom.registers.matters.ending import Said
from dutyroom.registers.matters.fields import Officer
from dutyroom.registers.matters.instruction_facts import Instruction
from dutyroom.registers.matters.kinds import Step
from dutyroom.standard.handover.values import Decision, ItemKind
from dutyroom.store.facts import Place
from tests.registers.handover.handover_kit import HandoverDesk

OWN = {AlarmCode.MATTER_DECLINED, AlarmCode.ITEM_DECLINED}
WHY = "须由首接人继续办理"


def due(desk: HandoverDesk) -> set[tuple[str, str]]:
    """Return the alarms of what was declined, with what they are about."""
    settings = Settings(Unit("云岭区政府总值班室", "yunling"))
    with desk.access.store.read() as session:
        found = overdue(session, desk.desk.clock.now(), settings, every())
    return {(each.code, each.about) for each in found if each.code in OWN}


def marks(desk: HandoverDesk, kind: ItemKind) -> dict[str, str]:
    """Return why items of a kind are marked in the list in which they live."""
    with desk.access.store.read() as session:
        return declined.reasons(session, desk.access.place.seat, kind)


def declining(desk: HandoverDesk, key: str) -> str:
    """Hand over with one item declined, and return the id of the handover."""
    handover = desk.settled()
    desk.decide(key, Decision.DECLINED, WHY)
    desk.sign()
    return handover


def test_a_declined_matter_says_so_until_somebody_takes_it_over(desk: HandoverDesk) -> None:
    matter = desk.matter("水位超警戒")
    handover = declining(desk, f"matter:{matter}")
    row = desk.matter_row(matter)
    assert (row.handler, row.declined_by, row.declined_at is not None) == ("覃小梅", "单明", True)
    with desk.access.store.read() as session:
        found = detail(session, matter)
    assert found is not None
    last = found.steps[-1]
    assert (last.step, last.by, last.who, last.words) == (Step.KEPT, "单明", "覃小梅", WHY)
    assert last.about == handover
    assert due(desk) == {(AlarmCode.MATTER_DECLINED, matter)}
    assert "单明" in desk.item(f"matter:{matter}").outcome
    desk.access.ledger.rebuild()
    assert desk.matter_row(matter) == row
    at, place = desk.desk.clock.now(), Place("yunling")
    taken = matters.handed_over(
        matter, at, place, actor="单明", to=Officer("单明"), handover="later", words=""
    )
    desk.access.ledger.record(matters.after(taken, row.revision))
    assert desk.matter_row(matter).declined_at is None
    assert due(desk) == set()


def test_a_declined_matter_that_is_closed_is_nobodys_alarm(desk: HandoverDesk) -> None:
    matter = desk.matter("水位超警戒")
    declining(desk, f"matter:{matter}")
    desk.close(matter)
    assert due(desk) == set()


def test_a_matter_closed_before_its_instruction_is_decided_on_until_the_outcome_is_noted(
    desk: HandoverDesk,
) -> None:
    """Every list names it with why it was closed; whoever accepts it handles it."""
    matter, by = desk.matter("路面塌陷"), Officer("覃小梅")
    key = f"matter:{matter}"
    order = instructing.instruct(desk.access, matter, Instruction("曾国强", "查明原因"), by=by)
    acting.close(desk.access, matter, "已回填。", by=by, said=Said({}, {order: "交住建局另查"}))
    item = desk.item(key)
    assert not item.done
    waits = "1 instruction without an outcome: 曾国强: 查明原因; Closed all the same: 交住建局另查"
    assert item.outcome == f"Closed: 已回填; {waits}"
    desk.settled()
    desk.decide(key, Decision.DECLINED, "住建局未答复")
    desk.sign()
    assert due(desk) == {("matter_declined", matter)}
    desk.change_roles()
    assert "Declined by 单明" in desk.item(key).outcome
    handover = desk.settled()
    desk.sign()
    (line,) = desk.lines(handover)
    assert (line.item, line.standing, line.done) == (key, "accepted", False)
    assert desk.matter_row(matter).handler == desk.relief.name
    assert due(desk) == set()
    desk.access.ledger.rebuild()
    assert desk.matter_row(matter).handler == desk.relief.name
    instructing.settle(desk.access, matter, order, "管线渗漏", by=by)
    assert not [each for each in desk.held().walk.items if each.key == key]


def test_what_else_was_declined_is_an_alarm_until_it_is_done(desk: HandoverDesk) -> None:
    desk.call("c1")
    handover = declining(desk, "call:c1")
    assert due(desk) == {(AlarmCode.ITEM_DECLINED, handover)}
    assert WHY in desk.item("call:c1").outcome  # the next list says so
    assert marks(desk, ItemKind.CALL) == {"c1": WHY}
    assert marks(desk, ItemKind.FAULT) == {}
    desk.call_back("c1")
    assert due(desk) == set()


def test_or_until_somebody_takes_it_on(desk: HandoverDesk) -> None:
    note = desk.note(
        "东门闸机停用",
    )
    handover = declining(desk, f"note:{note}")
    assert due(desk) == {(AlarmCode.ITEM_DECLINED, handover)}
    with pytest.raises(HandoverRefused):
        taking_on.take_on(desk.access, handover, f"note:{note}", " ", actor="单明")
    assert marks(desk, ItemKind.NOTE) == {note: WHY}
    taking_on.take_on(desk.access, handover, f"note:{note}", "已报修", actor="单明")
    assert due(desk) == set()
    assert marks(desk, ItemKind.NOTE) == {}
    with pytest.raises(HandoverRefused):
        taking_on.take_on(desk.access, handover, f"note:{note}", "再报", actor="单明")
    desk.access.ledger.rebuild()
    with desk.access.store.read() as session:
        (taken,) = declined.taken_on(session, handover).values()
    assert (taken.words, taken.by) == ("已报修", "单明")
    assert desk.row(handover).declined == 1
    assert due(desk) == set()


def test_the_last_handover_is_the_one_signed_last_whatever_the_clock_said(
    desk: HandoverDesk,
) -> None:
    """What the one before declined, the relief after has seen again and decided."""
    desk.call("c1")
    first = declining(desk, "call:c1")
    assert due(desk) == {(AlarmCode.ITEM_DECLINED, first)}
    desk.desk.clock.jump(-600)
    desk.change_roles()
    second = desk.settled()
    desk.sign()
    assert desk.row(second).declined == 0
    assert due(desk) == set()
