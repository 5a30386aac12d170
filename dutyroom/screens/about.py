"""What an alarm is about, opened from the list of alarms."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final

from textual.app import App
from textual.screen import Screen

from dutyroom.commands.host import Host
from dutyroom.desk.desk import DeskError
from dutyroom.registers.alarms.codes import AlarmCode
from dutyroom.screens import (
    calendar_doors,
    doors,
    equipment_doors,
    handover_doors,
    leave_doors,
    secrecy_doors,
)

if TYPE_CHECKING:
    from dutyroom.registers.alarms.reading import AlarmRow

_MATTER, _CALL = "matter_", "call_"
"""How the codes of alarms about matters and calls begin."""

_ROOMS: Final[Mapping[str, Callable[[], Screen[None]]]] = {
    AlarmCode.LEAVE_UNAPPROVED: leave_doors.leave,
    AlarmCode.LEAVE_OVERDUE: leave_doors.leave,
    AlarmCode.HEAD_AND_DEPUTY_AWAY: leave_doors.leave,
    AlarmCode.SWAP_NOTICE_OWED: leave_doors.swaps,
    AlarmCode.COMPENSATION_ENDING: leave_doors.compensation,
    AlarmCode.HANDOVER_TO_PREPARE: handover_doors.handover,
    AlarmCode.RELIEF_LATE: handover_doors.handover,
    AlarmCode.RELIEF_OVERDUE: handover_doors.handover,
    AlarmCode.EQUIPMENT_CHECK_DUE: equipment_doors.equipment,
    AlarmCode.FAULT_NOT_REPORTED: equipment_doors.fault_tickets,
    AlarmCode.FAULT_REMINDER_DUE: equipment_doors.fault_tickets,
    AlarmCode.FAULT_UNVERIFIED: equipment_doors.fault_tickets,
    AlarmCode.STOCK_LOW: equipment_doors.stock,
    AlarmCode.STOCK_EXPIRING: equipment_doors.stock,
    AlarmCode.ROOM_UNVERIFIED: equipment_doors.stock,
    AlarmCode.HOLIDAYS_MISSING: calendar_doors.calendar,
    AlarmCode.SUBMISSION_DUE: calendar_doors.submissions,
    AlarmCode.SUBMISSION_LATE: calendar_doors.submissions,
    AlarmCode.CHANGE_NOTICE_OWED: calendar_doors.submissions,
    AlarmCode.REPORT_SOON: calendar_doors.reports,
    AlarmCode.REPORT_DUE: calendar_doors.reports,
    AlarmCode.REPORT_LATE: calendar_doors.reports,
    AlarmCode.VISITOR_STILL_IN: secrecy_doors.visitors,
    AlarmCode.DOCUMENT_OUT: secrecy_doors.custody,
}
"""Where an alarm is seen to that is about no single matter or call, by its code."""


def openable(alarm: AlarmRow) -> bool:
    """Tell whether an alarm is about something that can be opened."""
    if alarm.code in _ROOMS or alarm.code == AlarmCode.ITEM_DECLINED:
        return True
    return bool(alarm.about) and alarm.code.startswith((_MATTER, _CALL))


async def open_about(app: App[Any], alarm: AlarmRow) -> None:
    """Open what an alarm is about; what is not in the registers stays closed.

    Args:
        app: The app, which is a `Host`; must run in a worker.
        alarm: The alarm.
    """
    host: Host = app  # type: ignore[assignment] # the app is the host of its screens
    if (room := _ROOMS.get(alarm.code)) is not None:
        app.push_screen(room())
        return
    if alarm.code == AlarmCode.ITEM_DECLINED:
        app.push_screen(handover_doors.signed_list(alarm.about))
        return
    if alarm.code.startswith(_MATTER):
        app.push_screen(doors.matter(alarm.about))
        return
    try:
        found = await host.desk.ask(lambda registers: registers.call(alarm.about))
    except DeskError as error:
        host.tell(str(error), wrong=True)
        return
    if found is not None:
        app.push_screen(doors.call(found.row))
