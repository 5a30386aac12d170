"""The rooms of the console: each is a command, and a line of the menu that lists them all.

A new room is one class here, one door in `screens/doors.py` and one method `do_<name>` in
`screens/going.py`.
"""

from __future__ import annotations

from typing import ClassVar

from dutyroom.commands.command import Command, writing
from dutyroom.commands.situation import Situation
from dutyroom.i18n import N_


class Rooms(Command):
    """Opens the menu of the rooms."""

    name = "rooms"
    keys = ("ctrl+w", "f11", "g")
    title = N_("Go to")
    help = N_("Go to another register: a menu lists them, and a digit or Enter opens one.")
    everywhere = True
    rank = 2


class Room(Command):
    """A register that is gone to; it has no key of its own unless it needs one."""

    keys: ClassVar[tuple[str, ...]] = ()
    everywhere = True

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why it cannot be opened: the registers are not."""
        return "" if situation.ready else writing(situation)


class CallLog(Room):
    """Goes back to the call log."""

    name = "call_log"
    title = N_("Call log")
    help = N_("Go back to the calls.")


class Matters(Room):
    """Opens the matters."""

    name = "matters"
    title = N_("Matters")
    help = N_("See what is still to be done, by whom and until when.")


class OnDuty(Room):
    """Opens the shift that is in charge."""

    name = "on_duty"
    title = N_("Shift in charge")
    help = N_("Show who is in charge, who leads and who answers, and what happened meanwhile.")


class People(Room):
    """Opens the register of people."""

    name = "people"
    title = N_("Officers and leaders")
    help = N_("Look officers and leaders up, correct, import and export them.")


class Unit(Room):
    """Opens the unit."""

    name = "unit"
    title = N_("Unit")
    help = N_("Show what this unit is, and its one duty number with its history.")


class Accounts(Room):
    """Opens the accounts."""

    name = "accounts"
    title = N_("Accounts")
    help = N_("Show who has an account; administrators give, reset and close them.")


class Contacts(Room):
    """Opens the address book."""

    name = "contacts"
    keys = ("ctrl+o",)
    title = N_("Address book")
    help = N_("Look up units and people with their numbers.")


class Leave(Room):
    """Opens the whereabouts board."""

    name = "leave"
    title = N_("Leave and whereabouts")
    help = N_("See who is away and until when; apply for leave, approve it, report a return.")


class CalendarRoom(Room):
    """Opens the calendar."""

    name = "calendar"
    title = N_("Calendar")
    help = N_("See and enter holidays, make-up working days and event periods.")


class SubmissionsRoom(Room):
    """Opens the submissions."""

    name = "submissions"
    title = N_("Submissions")
    help = N_("Submit the rosters of holidays and events in time, and note the receipts.")


class ReportsRoom(Room):
    """Opens the daily reports."""

    name = "reports"
    title = N_("Daily reports")
    help = N_("Write, sign and send the daily report of a holiday or event, the zero report too.")


class RosterRoom(Room):
    """Opens the on-duty roster."""

    name = "roster"
    title = N_("Roster")
    help = N_("See who is on duty when; make, check and publish the roster.")


class Equipment(Room):
    """Opens the equipment check."""

    name = "equipment"
    title = N_("Equipment")
    help = N_("Check the equipment at start and end of the shift; faults and stock.")


class HandoverRoom(Room):
    """Opens the handover."""

    name = "handover"
    title = N_("Handover")
    help = N_("Prepare the handover, walk through it with the relief, and sign it.")


class Swaps(Room):
    """Opens the swaps."""

    name = "swaps"
    title = N_("Swaps")
    help = N_("See which swaps are under way and whose move it is; ask for one.")


class Compensation(Room):
    """Opens everybody's balances of compensatory leave."""

    name = "compensation"
    title = N_("Compensatory leave")
    help = N_("See balances and statements of compensatory leave; credit shifts, apply, approve.")


class Visitors(Room):
    """Opens the visitors."""

    name = "visitors"
    title = N_("Visitors")
    help = N_("See who came and who is still in; let visitors in and out.")


class Custody(Room):
    """Opens the documents by number."""

    name = "custody"
    title = N_("Documents by number")
    help = N_("See which documents are kept and lent, by number alone; lend, take back, pass on.")


ROOMS: tuple[type[Command], ...] = (
    CallLog,
    Matters,
    HandoverRoom,
    OnDuty,
    Equipment,
    RosterRoom,
    Swaps,
    Leave,
    Compensation,
    CalendarRoom,
    SubmissionsRoom,
    ReportsRoom,
    Contacts,
    People,
    Accounts,
    Unit,
    Visitors,
    Custody,
)
"""In the order of the menu."""
