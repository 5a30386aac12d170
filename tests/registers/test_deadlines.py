"""What other registers raise alarms about."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from dutyroom.config import Settings
from dutyroom.registers.alarms.codes import AlarmCode
from dutyroom.registers.alarms.rules import Condition
from dutyroom.registers.deadlines import overdue
from dutyroom.store.engine import Store
from dutyroom.store.session import Session

NOW = datetime(2026, 11, 23, 2, 30, tzinfo=UTC)
DUE = Condition(AlarmCode.ALARM_TEST, about="something")


def well(session: Session, now: datetime, settings: Settings) -> Iterable[Condition]:
    yield DUE


def indigestible(session: Session, now: datetime, settings: Settings) -> Iterable[Condition]:
    yield Condition(AlarmCode.DISK_LOW)
    raise LookupError("a row of another version")


def test_a_register_that_cannot_say_keeps_no_other_from_saying_it(store: Store) -> None:
    with store.read() as session:
        found = overdue(session, NOW, Settings(), (indigestible, well))
    assert DUE in found
