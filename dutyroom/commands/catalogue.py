"""All commands by the screen they belong to."""

from __future__ import annotations

from typing import Final

from dutyroom.commands.accounts import ACCOUNTS
from dutyroom.commands.admissions import ADMISSIONS
from dutyroom.commands.alarms import ALARMS
from dutyroom.commands.board import BOARD
from dutyroom.commands.calendar import CALENDAR
from dutyroom.commands.calls import CALL, CALLS
from dutyroom.commands.command import Command
from dutyroom.commands.compensation import COMPENSATION, CREDITS, STATEMENT
from dutyroom.commands.contacts import CONTACTS
from dutyroom.commands.custody import CUSTODY
from dutyroom.commands.equipment import EQUIPMENT
from dutyroom.commands.everywhere import EVERYWHERE
from dutyroom.commands.faults import TICKETS
from dutyroom.commands.forms import FILLING, FORM, IMPORT, QUESTION
from dutyroom.commands.handover import HANDOVER
from dutyroom.commands.handovers import HANDOVERS, SIGNED_LIST
from dutyroom.commands.leave import LEAVE
from dutyroom.commands.locking import LOCK
from dutyroom.commands.matter import MATTER
from dutyroom.commands.matters import MATTERS
from dutyroom.commands.on_duty import ON_DUTY
from dutyroom.commands.people import PEOPLE, PERSON, UNIT
from dutyroom.commands.proving import PROVING
from dutyroom.commands.relieving import RELIEVING
from dutyroom.commands.reports import REPORTS
from dutyroom.commands.roster import ROSTER
from dutyroom.commands.roster_dialogs import FAULTS, SOLVE, VERSIONS
from dutyroom.commands.signing import FIRST_SHIFT, SIGN_ON
from dutyroom.commands.sound import SOUND
from dutyroom.commands.stock import CHECKLIST, STOCK
from dutyroom.commands.submissions import SUBMISSIONS
from dutyroom.commands.swaps import SWAPS
from dutyroom.commands.visitors import VISITORS
from dutyroom.commands.wishes import WISHES
from dutyroom.i18n import N_

SECTIONS: Final[tuple[tuple[str, tuple[type[Command], ...]], ...]] = (
    (N_("Everywhere"), EVERYWHERE),
    (N_("Call log"), CALLS),
    (N_("One call"), CALL),
    (N_("Handover"), HANDOVER),
    (N_("Signed handovers"), HANDOVERS),
    (N_("Signed list"), SIGNED_LIST),
    (N_("Forms"), FORM),
    (N_("Forms to fill in"), FILLING),
    (N_("Questions"), QUESTION),
    (N_("Who is on duty"), FIRST_SHIFT),
    (N_("Sign-on"), SIGN_ON),
    (N_("Locked console"), LOCK),
    (N_("Locked console: the relief at an open handover"), RELIEVING),
    (N_("Shift in charge"), ON_DUTY),
    (N_("Accounts"), ACCOUNTS),
    (N_("Officers and leaders"), PEOPLE),
    (N_("One person"), PERSON),
    (N_("Unit"), UNIT),
    (N_("Import"), IMPORT),
    (N_("Alarms"), ALARMS),
    (N_("Matters"), MATTERS),
    (N_("One matter"), MATTER),
    (N_("Recording"), SOUND),
    (N_("Proof of the recorder"), PROVING),
    (N_("Address book"), CONTACTS),
    (N_("Leave and whereabouts"), LEAVE),
    (N_("Calendar"), CALENDAR),
    (N_("Submissions"), SUBMISSIONS),
    (N_("Daily reports"), REPORTS),
    (N_("Daily reports: board of the units"), BOARD),
    (N_("Roster"), ROSTER),
    (N_("Roster: faults"), FAULTS),
    (N_("Roster: proposal"), SOLVE),
    (N_("Roster: versions"), VERSIONS),
    (N_("Roster: wishes"), WISHES),
    (N_("Roster: special admissions"), ADMISSIONS),
    (N_("Equipment"), EQUIPMENT),
    (N_("Fault tickets"), TICKETS),
    (N_("Emergency stock"), STOCK),
    (N_("Checklist"), CHECKLIST),
    (N_("Swaps"), SWAPS),
    (N_("Compensatory leave"), COMPENSATION),
    (N_("To credit"), CREDITS),
    (N_("Statement"), STATEMENT),
    (N_("Visitors"), VISITORS),
    (N_("Documents by number"), CUSTODY),
)
"""Name of each part of the console, and its commands."""

_NAMED: Final = {command.name: command for _part, commands in SECTIONS for command in commands}


def named(name: str) -> type[Command]:
    """Return the command of a name.

    Raises:
        KeyError: There is no such command.
    """
    return _NAMED[name]
