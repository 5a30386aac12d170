"""The alarms of a handover, as the keeper asks for them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

import msgspec
import pytest

from dutyroom.config import Settings
from dutyroom.config.settings import Handover
from dutyroom.registers.alarms.codes import AlarmCode
from dutyroom.registers.alarms.facts import raised
from dutyroom.registers.deadlines import Deadlines, every, overdue
from dutyroom.registers.handover import reminders
from dutyroom.registers.shifts.on_duty import ShiftRow
from dutyroom.store.session import Session
from tests.registers.handover.handover_kit import HandoverDesk

# The officer signed on at 03:00 in Beijing, and it is 10:45 now.
SETTINGS = msgspec.structs.replace(Settings(), handover=Handover(changes=("11:00",)))


OWN = {AlarmCode.HANDOVER_TO_PREPARE, AlarmCode.RELIEF_LATE, AlarmCode.RELIEF_OVERDUE}


def due(
    desk: HandoverDesk, minutes: float = 0, deadlines: Sequence[Deadlines] | None = None
) -> list[AlarmCode]:
    desk.desk.clock.advance(minutes * 60)
    with desk.access.store.read() as session:
        found = overdue(session, desk.desk.clock.now(), SETTINGS, deadlines or every())
    own = [condition for condition in found if condition.code in OWN]
    assert {condition.about for condition in own} <= {desk.shift}
    return [condition.code for condition in own]


def test_each_reminder_takes_the_place_of_the_one_before(desk: HandoverDesk) -> None:
    assert due(desk) == [AlarmCode.HANDOVER_TO_PREPARE]
    desk.begin()
    assert due(desk) == []
    assert due(desk, 5) == [AlarmCode.RELIEF_LATE]
    assert due(desk, 10) == [AlarmCode.RELIEF_OVERDUE]
    desk.arrive()
    assert due(desk) == []


def test_one_early_word_does_not_silence_the_first_reminder(desk: HandoverDesk) -> None:
    desk.call("c1")
    matter, prepare = desk.matter("水位超警戒"), [AlarmCode.HANDOVER_TO_PREPARE]
    desk.begin()
    assert due(desk) == prepare
    desk.explain("call:c1")
    assert due(desk) == prepare
    desk.explain(f"matter:{matter}")
    assert due(desk) == []
    desk.access.ledger.record(
        raised("a", desk.desk.clock.now(), desk.access.place, code=AlarmCode.ROSTERED_AWAY)
    )
    assert due(desk) == prepare


def test_a_desk_without_hours_is_not_reminded(desk: HandoverDesk) -> None:
    desk.desk.clock.advance(timedelta(days=2).total_seconds())
    with desk.access.store.read() as session:
        found = overdue(session, desk.desk.clock.now(), Settings(), every())
    assert OWN.isdisjoint(condition.code for condition in found)


def test_the_registers_are_asked_again_only_after_something_was_written(
    desk: HandoverDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is asked every five seconds on the thread that writes calls."""
    asked: list[str] = []

    def counted(_session: Session, _shift: ShiftRow, handover: str, _now: datetime) -> bool:
        asked.append(handover)
        return True

    monkeypatch.setattr(reminders, "prepared", counted)
    handover, remembering = desk.begin(), every()
    for _again in range(3):
        assert due(desk, deadlines=remembering) == []
    assert asked == [handover]
    desk.call("c1")
    assert due(desk, deadlines=remembering) == []
    assert asked == [handover, handover]
