"""The alarms of a handover: to prepare it, the relief is missing, the relief is late."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from dutyroom.config import Settings
from dutyroom.registers.alarms.codes import AlarmCode
from dutyroom.registers.alarms.rules import Condition
from dutyroom.registers.handover.planning import planned_end
from dutyroom.registers.handover.prepared import prepared
from dutyroom.registers.handover.reading import of_shift
from dutyroom.registers.shifts.on_duty import ShiftRow
from dutyroom.registers.shifts.reading import in_charge_everywhere
from dutyroom.standard.handover.reminding import Hour, Reminder, reminder
from dutyroom.store import journal
from dutyroom.store.session import Session

_CODES: Final[Mapping[Reminder, AlarmCode]] = {
    Reminder.PREPARE: AlarmCode.HANDOVER_TO_PREPARE,
    Reminder.RELIEF_MISSING: AlarmCode.RELIEF_LATE,
    Reminder.CALL_LEADER: AlarmCode.RELIEF_OVERDUE,
}


class Reminders:
    """What is due at the handover of each seat; about the shift that is to end.

    Whether all is explained follows from the journal alone, and is asked every few seconds: the
    answer is remembered until something is written.
    """

    def __init__(self) -> None:
        """Remember nothing."""
        self._answers: dict[str, tuple[str, bool]] = {}

    def __call__(self, session: Session, now: datetime, settings: Settings) -> Iterator[Condition]:
        """Yield what is due; the arguments are those of `registers.deadlines.Deadlines`."""
        prepare = timedelta(minutes=settings.handover.prepare)
        for shift in in_charge_everywhere(session):
            ends = planned_end(shift, settings)
            if ends is None or now < ends - prepare:
                continue
            row = of_shift(session, shift.id)
            here = row is not None and row.arrived_at is not None
            hour = Hour(ends, arrived=here)
            due = reminder(hour, now, prepare)
            if due is Reminder.PREPARE and row is not None:
                done = self._prepared(session, shift, row.id, now)
                due = reminder(replace(hour, prepared=done), now, prepare)
            if due is not None:
                yield Condition(_CODES[due], about=shift.id)

    def _prepared(self, session: Session, shift: ShiftRow, handover: str, now: datetime) -> bool:
        """Return whether every item was explained, as it was or as it is."""
        head = journal.head(session).hash
        before, said = self._answers.get(shift.seat, ("", False))
        key = f"{handover} {head}"
        if before != key:
            said = prepared(session, shift, handover, now)
            self._answers[shift.seat] = (key, said)
        return said
