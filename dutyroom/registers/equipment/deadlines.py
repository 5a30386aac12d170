"""What the equipment raises alarms about; a unit without a checklist is left alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from dutyroom import config
from dutyroom.config import Settings
from dutyroom.registers.alarms.codes import AlarmCode
from dutyroom.registers.alarms.rules import Condition
from dutyroom.registers.equipment import faults, lists, stocks
from dutyroom.registers.equipment.lists import Checklist
from dutyroom.registers.equipment.needed import end_checked, start_seen
from dutyroom.registers.shifts.reading import in_charge_everywhere
from dutyroom.registers.shifts.register import ShiftRow
from dutyroom.standard.clocks import local_date
from dutyroom.standard.equipment.items import Kind
from dutyroom.standard.equipment.room import Defect, defects, least_area
from dutyroom.store.session import Session

_COUNTED: Final = (Kind.QUANTITY, Kind.EXPIRY, Kind.ROOM)
"""The kinds of items that have deadlines of their own."""


def deadlines(session: Session, now: datetime, settings: Settings) -> Iterator[Condition]:
    """Yield what is overdue: checks, reports, reminders, stock, the room's verification.

    Args:
        session: A transaction that reads.
        now: The time.
        settings: When something is due.
    """
    unit, limits = settings.unit, settings.equipment
    current = lists.in_force(session, unit.code, _COUNTED)
    if current is None:
        return
    for shift in in_charge_everywhere(session):
        if _check_due(session, shift, current, limits, now):
            yield Condition(AlarmCode.EQUIPMENT_CHECK_DUE, about=shift.id)
    yield from _of_faults(session, limits, now)
    today = local_date(now)
    for row in stocks.stock_of_list(session, current, today, limits.expiring):
        if row.low:
            yield Condition(AlarmCode.STOCK_LOW, about=row.id, detail=row.item.name)
        if row.expires is not None:
            yield Condition(AlarmCode.STOCK_EXPIRING, about=row.id, detail=row.item.name)
    if any(item.kind is Kind.ROOM for item in current.items):
        seen = stocks.room(session, unit.code)
        least = least_area(unit.profile, limits.area)
        if Defect.UNVERIFIED in defects(seen.room if seen else None, least, today):
            yield Condition(AlarmCode.ROOM_UNVERIFIED)


def _check_due(
    session: Session,
    shift: ShiftRow,
    current: Checklist,
    limits: config.Equipment,
    now: datetime,
) -> bool:
    """Tell whether a check of a shift should have been signed by now."""
    started = now - shift.begun_at >= timedelta(seconds=limits.start)
    if current.start_needed and started and not start_seen(session, shift, limits):
        return True
    end = shift.planned_end
    ending = end is not None and end - timedelta(seconds=limits.end) <= now
    return bool(current.end_needed and ending and not end_checked(session, shift, limits, now))


def _of_faults(session: Session, limits: config.Equipment, now: datetime) -> Iterator[Condition]:
    """Yield what is overdue with the faults that are not closed."""
    for fault in faults.open_faults(session):
        if fault.repaired_at is not None:
            if now - fault.repaired_at >= timedelta(seconds=limits.remind):
                yield Condition(AlarmCode.FAULT_UNVERIFIED, about=fault.id, detail=fault.name)
            continue
        if fault.noticed_at is None:
            continue
        if fault.reported_at is None:
            if now - fault.noticed_at >= timedelta(seconds=limits.report):
                yield Condition(AlarmCode.FAULT_NOT_REPORTED, about=fault.id, detail=fault.name)
            continue
        spoken = max(each for each in (fault.reported_at, fault.reminded_at) if each is not None)
        quiet_until = max(spoken + timedelta(seconds=limits.remind), fault.due_at or spoken)
        if now >= quiet_until:
            yield Condition(AlarmCode.FAULT_REMINDER_DUE, about=fault.id, detail=fault.name)
