"""Commands of the calendar: the years, and what may be done to an entry."""

from __future__ import annotations

from typing import Final

from dutyroom.commands.command import Command, writing
from dutyroom.commands.everywhere import Back
from dutyroom.commands.situation import Situation
from dutyroom.i18n import N_, _

CHOSEN: Final = "entry"
"""Holds where an entry that counts is chosen."""

SHIPPED: Final = "shipped"
"""Holds where the year is as it ships with the program."""

UNKNOWN: Final = "unknown year"
"""Holds where nobody has entered the year's notice."""


class EarlierYear(Command):
    """Shows the year before."""

    name = "earlier_year"
    keys = ("left",)
    title = N_("Year before")
    help = N_("Show the year before.")
    repeats = True


class LaterYear(Command):
    """Shows the year after."""

    name = "later_year"
    keys = ("right",)
    title = N_("Year after")
    help = N_("Show the year after.")
    repeats = True


class AddDays(Command):
    """Enters days by hand."""

    name = "add_days"
    keys = ("insert", "ctrl+n", "n")
    title = N_("Enter days")
    help = N_("Enter a holiday, a make-up working day or an event period, with its document.")
    rank = 4

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why nothing can be entered."""
        return writing(situation)


class CorrectDays(Command):
    """Puts another entry in the place of the chosen one."""

    name = "correct_days"
    keys = ("enter",)
    title = N_("Correct")
    help = N_("Correct the chosen entry, with a reason. What stood there stays readable.")
    rank = 5

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why the entry cannot be corrected."""
        return _on_entry(situation)


class WithdrawDays(Command):
    """Withdraws the chosen entry."""

    name = "withdraw_days"
    keys = ("delete", "x")
    title = N_("Withdraw")
    help = N_("Withdraw the chosen entry, with a reason. It stays readable and counts no more.")

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why the entry cannot be withdrawn."""
        return _on_entry(situation)


class ImportDays(Command):
    """Brings a calendar file in."""

    name = "import_days"
    keys = ("f3", "i")
    title = N_("Import")
    help = N_("Import a file of days; you see first what would change.")
    rank = 6

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why nothing can be imported."""
        return writing(situation)


class TakeYear(Command):
    """Takes a year that is as it ships into the register."""

    name = "take_year"
    keys = ("f4", "t")
    title = N_("Take over")
    help = N_("Take the holidays that ship with the program into the register, as they are.")

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why there is nothing to take over."""
        if SHIPPED in situation.here:
            return writing(situation)
        if UNKNOWN in situation.here:
            return _("No holidays ship for this year: enter or import the notice.")
        return _("The register keeps this year already.")


class AssumeYear(Command):
    """Allows plain weekdays for a year whose notice is missing, or takes that back."""

    name = "assume_year"
    keys = ("ctrl+e", "p")
    title = N_("Plain weekdays")
    help = N_("Allow plain weekdays for a year whose notice is not out, or take that back.")

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why nothing need be assumed."""
        if UNKNOWN not in situation.here:
            return _("The holidays of this year are known.")
        return writing(situation)


def _on_entry(situation: Situation) -> str:
    """Return why nothing can be done to an entry."""
    if CHOSEN not in situation.here:
        return _("No entry that counts is chosen.")
    return writing(situation)


CALENDAR = (
    AddDays,
    CorrectDays,
    WithdrawDays,
    ImportDays,
    TakeYear,
    AssumeYear,
    EarlierYear,
    LaterYear,
    Back,
)
