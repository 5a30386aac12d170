"""Which alarms there are, how pressing each is, what it says and what to do about it.

An alarm is only what needs an action; the text says what happened and what is
safe, the advice says what to do next. Both are message ids: translate with `_`.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from dutyroom.i18n import N_
from dutyroom.registers.alarms.calendar_meanings import OF_CALENDAR
from dutyroom.registers.alarms.declined_meanings import OF_DECLINED
from dutyroom.registers.alarms.equipment_meanings import OF_EQUIPMENT
from dutyroom.registers.alarms.meaning import UNKNOWN, Meaning, Priority
from dutyroom.registers.alarms.secrecy_meanings import OF_SECRECY

__all__ = ["MEANINGS", "UNKNOWN", "AlarmCode", "Meaning", "Priority", "meaning"]


class AlarmCode(StrEnum):
    """What can be wrong."""

    LINE_LOST = "line_lost"
    SOUND_LOST = "sound_lost"
    RECORDER_FAILED = "recorder_failed"
    DISK_LOW = "disk_low"
    CALL_UNANSWERED = "call_unanswered"
    CALL_NOT_WRITTEN_UP = "call_not_written_up"
    CALL_NOT_CALLED_BACK = "call_not_called_back"
    SPOOL_WAITING = "spool_waiting"
    DATABASE_TROUBLE = "database_trouble"
    KEEPER_DOWN = "keeper_down"
    BACKUP_LATE = "backup_late"
    CLOCK_DRIFT = "clock_drift"
    BOX_SILENT = "box_silent"
    HOLIDAYS_MISSING = "holidays_missing"
    ROSTER_NO_OFFICER = "roster_no_officer"
    ROSTER_NO_LEADER = "roster_no_leader"
    ROSTERED_AWAY = "rostered_away"
    ROSTER_ENDS = "roster_ends"
    SUBMISSION_DUE = "submission_due"
    SUBMISSION_LATE = "submission_late"
    CHANGE_NOTICE_OWED = "change_notice_owed"
    REPORT_SOON = "report_soon"
    REPORT_DUE = "report_due"
    REPORT_LATE = "report_late"
    EQUIPMENT_CHECK_DUE = "equipment_check_due"
    FAULT_NOT_REPORTED = "fault_not_reported"
    FAULT_REMINDER_DUE = "fault_reminder_due"
    FAULT_UNVERIFIED = "fault_unverified"
    STOCK_LOW = "stock_low"
    STOCK_EXPIRING = "stock_expiring"
    ROOM_UNVERIFIED = "room_unverified"
    MATTER_OVERDUE = "matter_overdue"
    MATTER_DUE_SOON = "matter_due_soon"
    MATTER_UNOWNED = "matter_unowned"
    MATTER_UNTOUCHED = "matter_untouched"
    MATTER_DECLINED = "matter_declined"
    LEAVE_UNAPPROVED = "leave_unapproved"
    LEAVE_OVERDUE = "leave_overdue"
    HEAD_AND_DEPUTY_AWAY = "head_and_deputy_away"
    NOBODY_SIGNED_ON = "nobody_signed_on"
    OTHER_OFFICER = "other_officer"
    OFFICER_MISSING = "officer_missing"
    NO_LEADER = "no_leader"
    OTHER_LEADER = "other_leader"
    LEADER_AWAY = "leader_away"
    LEADER_SILENT = "leader_silent"
    PRESENCE_MISSED = "presence_missed"
    AWAY_TOO_LONG = "away_too_long"
    HANDOVER_TO_PREPARE = "handover_to_prepare"
    RELIEF_LATE = "relief_late"
    RELIEF_OVERDUE = "relief_overdue"
    ITEM_DECLINED = "item_declined"
    SWAP_NOTICE_OWED = "swap_notice_owed"
    COMPENSATION_ENDING = "compensation_ending"
    VISITOR_STILL_IN = "visitor_still_in"
    DOCUMENT_OUT = "document_out"
    WORD_UNREVIEWED = "word_unreviewed"
    ALARM_TEST = "alarm_test"


MEANINGS: Final[dict[AlarmCode, Meaning]] = {
    AlarmCode.CALL_UNANSWERED: Meaning(
        Priority.URGENT,
        N_("The telephone is ringing and nobody answers."),
        N_("Answer the call."),
    ),
    AlarmCode.LINE_LOST: Meaning(
        Priority.URGENT,
        N_("The box on the telephone line is gone: calls ring, but are not logged."),
        N_("Check the box's cable and power. Until then write calls down by hand."),
    ),
    AlarmCode.KEEPER_DOWN: Meaning(
        Priority.URGENT,
        N_("The line keeper has stopped: calls are neither logged nor recorded."),
        N_("It is being started again. If this stays, write calls down and call support."),
    ),
    AlarmCode.RECORDER_FAILED: Meaning(
        Priority.URGENT,
        N_("The recording cannot be written. Calls are still logged."),
        N_("Check the disk with `dutyroom doctor`; take notes of what is said."),
    ),
    AlarmCode.SOUND_LOST: Meaning(
        Priority.URGENT,
        N_("No sound comes from the line: calls are logged but not recorded."),
        N_("Check the sound cable and device; take notes of what is said."),
    ),
    AlarmCode.DATABASE_TROUBLE: Meaning(
        Priority.URGENT,
        N_("The database is damaged or cannot be written. No call is lost."),
        N_("Run `dutyroom doctor --thorough` and do what it says; do not delete anything."),
    ),
    AlarmCode.CALL_NOT_CALLED_BACK: Meaning(
        Priority.HIGH,
        N_("A missed call has not been called back."),
        N_("Call back, or state why there is no need."),
    ),
    AlarmCode.DISK_LOW: Meaning(
        Priority.HIGH,
        N_("The disk is nearly full: soon calls cannot be recorded."),
        N_("Make room on the disk."),
    ),
    AlarmCode.BOX_SILENT: Meaning(
        Priority.HIGH,
        N_("The box on the telephone line no longer answers."),
        N_("Switch the box off and on again."),
    ),
    AlarmCode.SPOOL_WAITING: Meaning(
        Priority.HIGH,
        N_("Entries wait to be written to the database. None is lost."),
        N_("They are written by themselves. If this stays, run `dutyroom doctor`."),
    ),
    AlarmCode.CALL_NOT_WRITTEN_UP: Meaning(
        Priority.NORMAL,
        N_("A call is over and not written up."),
        N_("Write the call up, or state why there is no need."),
    ),
    AlarmCode.BACKUP_LATE: Meaning(
        Priority.NORMAL,
        N_("There is no verified backup of the last day."),
        N_("Check the backup folder, then run `dutyroom backup`."),
    ),
    AlarmCode.CLOCK_DRIFT: Meaning(
        Priority.NORMAL,
        N_("This machine's clock and the telephone company's differ."),
        N_("Compare with the official time and set the machine's clock."),
    ),
    AlarmCode.ROSTER_NO_OFFICER: Meaning(
        Priority.HIGH,
        N_("A shift that begins soon, or runs, has no officer on the roster."),
        N_("Go to the roster, put somebody in and publish it."),
    ),
    AlarmCode.ROSTER_NO_LEADER: Meaning(
        Priority.HIGH,
        N_("A shift that begins soon, or runs, has no leader on the roster."),
        N_("Go to the roster, put a leader in and publish it."),
    ),
    AlarmCode.ROSTERED_AWAY: Meaning(
        Priority.HIGH,
        N_("Somebody who is rostered soon is away then."),
        N_("Go to the roster, put somebody else in and publish it, or have the shift swapped."),
    ),
    AlarmCode.ROSTER_ENDS: Meaning(
        Priority.NORMAL,
        N_("The published roster ends soon, or has ended."),
        N_("Go to the roster and publish the next days."),
    ),
    AlarmCode.MATTER_OVERDUE: Meaning(
        Priority.HIGH,
        N_("A matter is overdue."),
        N_("Open it: see to it, close it with its result, or correct when it is due."),
    ),
    AlarmCode.MATTER_UNOWNED: Meaning(
        Priority.HIGH,
        N_("A matter's handler is no longer in the register of officers."),
        N_("Open it and transfer it to somebody who accepts it."),
    ),
    AlarmCode.MATTER_DUE_SOON: Meaning(
        Priority.NORMAL,
        N_("A matter is due soon."),
        N_("Open it and see to it."),
    ),
    AlarmCode.MATTER_UNTOUCHED: Meaning(
        Priority.NORMAL,
        N_("Nobody has done anything about a matter for long."),
        N_("Open it and write down how it stands."),
    ),
    AlarmCode.HEAD_AND_DEPUTY_AWAY: Meaning(
        Priority.HIGH,
        N_("The head of the unit and the acting deputy are both away."),
        N_("Have another deputy named: go to the whereabouts board."),
    ),
    AlarmCode.SWAP_NOTICE_OWED: Meaning(
        Priority.NORMAL,
        N_("A submitted roster was changed by a swap, and no change notice was sent."),
        N_("Send the change notice, and note it with the swap."),
    ),
    AlarmCode.COMPENSATION_ENDING: Meaning(
        Priority.NORMAL,
        N_("A credit of compensatory leave ends soon, or has ended with something left."),
        N_("Have the leave arranged, or note in the ledger that it has ended."),
    ),
    AlarmCode.LEAVE_UNAPPROVED: Meaning(
        Priority.NORMAL,
        N_("A leave has begun that nobody has approved. A lead, not a finding."),
        N_("Ask whoever decides; note the decision on the whereabouts board."),
    ),
    AlarmCode.LEAVE_OVERDUE: Meaning(
        Priority.NORMAL,
        N_("A leave is over and no return was reported."),
        N_("Call whoever was away, then note the return on the whereabouts board."),
    ),
    AlarmCode.NOBODY_SIGNED_ON: Meaning(
        Priority.URGENT,
        N_("The shift has begun and nobody has signed on."),
        N_("Sign on (F10), or call the rostered officer and the leader."),
    ),
    AlarmCode.OTHER_OFFICER: Meaning(
        Priority.NORMAL,
        N_("Somebody else is signed on than the roster names: a lead, not a finding."),
        N_("Let the rostered officer sign on, or enter the swap in the roster."),
    ),
    AlarmCode.OFFICER_MISSING: Meaning(
        Priority.HIGH,
        N_("A rostered officer has not signed on."),
        N_("Call them; let them join under “Shift in charge”, or enter the swap in the roster."),
    ),
    AlarmCode.NO_LEADER: Meaning(
        Priority.HIGH,
        N_("The shift has no leader on duty."),
        N_("Name the leader under “Shift in charge” (Ctrl+W)."),
    ),
    AlarmCode.OTHER_LEADER: Meaning(
        Priority.NORMAL,
        N_("Somebody else leads than the roster names: a lead, not a finding."),
        N_("Name the rostered leader under “Shift in charge”, or change the roster."),
    ),
    AlarmCode.LEADER_AWAY: Meaning(
        Priority.HIGH,
        N_("The leader on duty is on leave."),
        N_("Name another leader under “Shift in charge” (Ctrl+W), or note the return."),
    ),
    AlarmCode.LEADER_SILENT: Meaning(
        Priority.HIGH,
        N_("The leader on duty has not confirmed that they lead."),
        N_("Call the leader and note the answer under “Shift in charge” (Ctrl+W)."),
    ),
    AlarmCode.PRESENCE_MISSED: Meaning(
        Priority.HIGH,
        N_("Nobody confirmed in time to be at the post: a lead, not a finding."),
        N_("Confirm with Ctrl+]. Otherwise the leader calls the duty room."),
    ),
    AlarmCode.AWAY_TOO_LONG: Meaning(
        Priority.HIGH,
        N_("The officer has been away from the post for long."),
        N_("Call the officer back, or let the substitute sign on."),
    ),
    AlarmCode.RELIEF_OVERDUE: Meaning(
        Priority.URGENT,
        N_("The shift is over and the relief has not signed in. The shift in charge stays."),
        N_("Call the relief, then the leader on duty. Stay at the post until you are relieved."),
    ),
    AlarmCode.RELIEF_LATE: Meaning(
        Priority.HIGH,
        N_("Ten minutes to the handover, and the relief is not here."),
        N_("Call the relief."),
    ),
    AlarmCode.HANDOVER_TO_PREPARE: Meaning(
        Priority.NORMAL,
        N_("The handover is near and has not been prepared."),
        N_("Open the handover and explain what is pending."),
    ),
    AlarmCode.WORD_UNREVIEWED: Meaning(
        Priority.NORMAL,
        N_("A leader vouched for a password, and nobody has reviewed it."),
        N_("Somebody who had no part in it reviews it on the page “Accounts”."),
    ),
    AlarmCode.ALARM_TEST: Meaning(
        Priority.NORMAL,
        N_("This is a test of the alarm."),
        N_("Acknowledge it."),
    ),
    **{
        AlarmCode(code): meant
        for code, meant in {**OF_CALENDAR, **OF_EQUIPMENT, **OF_SECRECY, **OF_DECLINED}.items()
    },
}
"""What each code means."""


def meaning(code: str) -> Meaning:
    """Return what an alarm means; an unknown one is not kept from sight."""
    try:
        return MEANINGS[AlarmCode(code)]
    except ValueError:
        return UNKNOWN
