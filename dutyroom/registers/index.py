"""Every register that this version keeps; a new one adds its line here."""

from __future__ import annotations

from typing import Final

from dutyroom.registers.accounts.register import ACCOUNTS
from dutyroom.registers.admissions.register import ADMISSIONS
from dutyroom.registers.alarms.register import ALARMS
from dutyroom.registers.board.register import BOARD
from dutyroom.registers.calendar.register import CALENDAR
from dutyroom.registers.calls.register import CALLS
from dutyroom.registers.compensation.register import COMPENSATION
from dutyroom.registers.contacts.register import CONTACTS
from dutyroom.registers.custody.register import CUSTODY
from dutyroom.registers.equipment.register import EQUIPMENT
from dutyroom.registers.handover.register import HANDOVER_REGISTER
from dutyroom.registers.leave.register import LEAVE
from dutyroom.registers.lines.register import LINES
from dutyroom.registers.matters.register import MATTERS_REGISTER
from dutyroom.registers.notes.register import NOTES
from dutyroom.registers.numbers.register import NUMBERS
from dutyroom.registers.people.register import PEOPLE_REGISTER
from dutyroom.registers.register import Register
from dutyroom.registers.reports.register import REPORTS
from dutyroom.registers.roster.register import ROSTER
from dutyroom.registers.shifts.register import SHIFTS
from dutyroom.registers.submissions.register import SUBMISSIONS_REGISTER
from dutyroom.registers.swaps.register import SWAPS
from dutyroom.registers.unit.register import UNIT
from dutyroom.registers.visitors.register import VISITORS
from dutyroom.registers.wishes.register import WISHES

ALL: Final[tuple[Register, ...]] = (
    CALLS,
    ALARMS,
    SHIFTS,
    LINES,
    CONTACTS,
    PEOPLE_REGISTER,
    UNIT,
    ACCOUNTS,
    ROSTER,
    CALENDAR,
    SUBMISSIONS_REGISTER,
    REPORTS,
    BOARD,
    EQUIPMENT,
    MATTERS_REGISTER,
    LEAVE,
    NOTES,
    HANDOVER_REGISTER,
    SWAPS,
    COMPENSATION,
    VISITORS,
    CUSTODY,
    WISHES,
    ADMISSIONS,
    NUMBERS,
)
"""In the order in which an entry is offered to them."""
