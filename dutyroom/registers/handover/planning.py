"""When a shift is to end: as the roster has it, else at the unit's next change of shifts."""

from __future__ import annotations

from datetime import datetime

from dutyroom.config import Settings
from dutyroom.registers.shifts.on_duty import ShiftRow
from dutyroom.standard.clocks import local_date, midnight
from dutyroom.standard.handover.reminding import next_hour


def planned_end(shift: ShiftRow, settings: Settings) -> datetime | None:
    """Return when a shift is to end; None: neither the roster nor the unit has said.

    Args:
        shift: The shift.
        settings: Names the unit's changes of shifts.
    """
    if shift.planned_end is not None:
        return shift.planned_end
    day = midnight(local_date(shift.begun_at))
    return next_hour(settings.handover.changes, shift.begun_at, day)
