"""What the alarms of equipment, stock and room mean, by their codes."""

from __future__ import annotations

from typing import Final

from dutyroom.i18n import N_
from dutyroom.registers.alarms.meaning import Meaning, Priority

OF_EQUIPMENT: Final[dict[str, Meaning]] = {
    "equipment_check_due": Meaning(
        Priority.NORMAL,
        N_("The equipment check of this shift is overdue."),
        N_("Go to the equipment, make the check and sign it."),
    ),
    "fault_not_reported": Meaning(
        Priority.NORMAL,
        N_("A fault is noted and reported to nobody."),
        N_("Go to the faults, report it and note to whom."),
    ),
    "fault_reminder_due": Meaning(
        Priority.NORMAL,
        N_("A reported fault is not repaired, and nobody was reminded lately."),
        N_("Ask the repairer, and note the reminder with the ticket."),
    ),
    "fault_unverified": Meaning(
        Priority.NORMAL,
        N_("A fault was repaired, and nobody has verified it."),
        N_("Try the device, and note with the ticket whether it works."),
    ),
    "stock_low": Meaning(
        Priority.NORMAL,
        N_("Emergency stock is below its minimum."),
        N_("Have it filled up, and note what came in."),
    ),
    "stock_expiring": Meaning(
        Priority.NORMAL,
        N_("Emergency stock expires soon, or has expired."),
        N_("Have it replaced, and note what went out and came in."),
    ),
    "room_unverified": Meaning(
        Priority.NORMAL,
        N_("The duty room was not verified within a year."),
        N_("Measure and see the room, and note the verification."),
    ),
}
"""What each of their codes means."""
