"""Alarms that are open or shelved, as items of a handover."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from dutyroom.i18n import _
from dutyroom.registers.alarms.codes import AlarmCode, meaning
from dutyroom.registers.alarms.reading import open_alarms
from dutyroom.registers.alarms.register import AlarmState
from dutyroom.registers.shifts.on_duty import ShiftRow
from dutyroom.standard.handover.values import Item, ItemKind
from dutyroom.store.session import Session

LISTED_OTHERWISE: Final = frozenset({
    AlarmCode.CALL_UNANSWERED.value,
    AlarmCode.CALL_NOT_WRITTEN_UP.value,
    AlarmCode.CALL_NOT_CALLED_BACK.value,
    AlarmCode.MATTER_OVERDUE.value,
    AlarmCode.MATTER_DUE_SOON.value,
    AlarmCode.MATTER_UNOWNED.value,
    AlarmCode.MATTER_UNTOUCHED.value,
    AlarmCode.MATTER_DECLINED.value,
    AlarmCode.FAULT_NOT_REPORTED.value,
    AlarmCode.FAULT_REMINDER_DUE.value,
    AlarmCode.FAULT_UNVERIFIED.value,
    AlarmCode.HANDOVER_TO_PREPARE.value,
    AlarmCode.RELIEF_LATE.value,
    AlarmCode.RELIEF_OVERDUE.value,
    AlarmCode.DOCUMENT_OUT.value,
    AlarmCode.VISITOR_STILL_IN.value,
})  # fmt: skip
"""Alarms about something that is an item of the handover itself, or about the handover."""


def items(session: Session, shift: ShiftRow, now: datetime) -> Iterator[Item]:  # noqa: ARG001 - the protocol's arguments
    """Yield the alarms that are not over, or that somebody put off."""
    for alarm in open_alarms(session):
        if alarm.code in LISTED_OTHERWISE or alarm.state is AlarmState.CLEARED:
            continue
        means = meaning(alarm.code)
        shelved = alarm.state is AlarmState.SHELVED
        yield Item(
            kind=ItemKind.ALARM,
            subject=alarm.id,
            at=alarm.raised_at,
            source=alarm.line,
            what=_(means.says),
            outcome=_(means.advice),
            due=alarm.shelved_until if shelved else None,
            risk=alarm.shelved_reason if shelved else alarm.detail,
            handler=alarm.shelved_by if shelved else alarm.acknowledged_by,
            urgent=alarm.priority == 1,
            mark=f"{alarm.code} {alarm.shelved_until if shelved else ''}",
        )
