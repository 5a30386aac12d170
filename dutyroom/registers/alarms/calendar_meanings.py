"""What the alarms of the calendar, of submissions and of daily reports mean, by their codes."""

from __future__ import annotations

from typing import Final

from dutyroom.i18n import N_
from dutyroom.registers.alarms.meaning import Meaning, Priority

OF_CALENDAR: Final[dict[str, Meaning]] = {
    "submission_late": Meaning(
        Priority.HIGH,
        N_("The roster of a holiday or event has not been submitted in time."),
        N_("Submit it now and note the receipt: open the submissions."),
    ),
    "change_notice_owed": Meaning(
        Priority.HIGH,
        N_("A roster that was submitted has changed, and no change notice was sent."),
        N_("Send the change notice: open the submissions."),
    ),
    "report_late": Meaning(
        Priority.HIGH,
        N_("The daily report is late: its hour is over, and it has not been sent."),
        N_("Send it now and note to whom: open the daily reports. Nothing is a report, too."),
    ),
    "report_due": Meaning(
        Priority.HIGH,
        N_("The hour of the daily report has come, and it has not been sent."),
        N_("Send it and note to whom: open the daily reports. Nothing is a report, too."),
    ),
    "report_soon": Meaning(
        Priority.NORMAL,
        N_("The daily report must be sent soon."),
        N_("Write it, sign it and have it approved: open the daily reports."),
    ),
    "submission_due": Meaning(
        Priority.NORMAL,
        N_("The roster of a holiday or event must be submitted soon."),
        N_("Submit it and note the receipt: open the submissions."),
    ),
    "holidays_missing": Meaning(
        Priority.NORMAL,
        N_("The holidays of this year or the next have not been entered."),
        N_("Open the calendar: take the holidays that ship, or enter the State Council's notice."),
    ),
}
