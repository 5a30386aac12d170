"""Commands of the board of the units that report to this one."""

from __future__ import annotations

from typing import Final

from dutyroom.commands.calls import Search
from dutyroom.commands.command import Command, writing
from dutyroom.commands.everywhere import Back
from dutyroom.commands.situation import Situation
from dutyroom.i18n import N_, _

CHOSEN: Final = "reporter chosen"
MISSING: Final = "its report missing"
"""What holds on the board, in words that the screen and its commands share."""


class ReportReceived(Command):
    """Notes that the report of the chosen unit has come."""

    name = "report_received"
    keys = ("enter", "r", "f9")
    title = N_("Received")
    help = N_("Note that the report of the chosen unit has come, at this moment.")
    rank = 4

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why nothing is noted."""
        if CHOSEN not in situation.here:
            return _("No unit is chosen.")
        if MISSING not in situation.here:
            return _("This report is noted as received already.")
        return writing(situation)


class TakeBackReceived(Command):
    """Notes that the report of the chosen unit has not come after all."""

    name = "take_back_received"
    keys = ("x", "delete")
    title = N_("Not received")
    help = N_("Take back, with a reason, that the report of the chosen unit has come.")
    rank = 5

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why nothing is taken back."""
        if CHOSEN not in situation.here:
            return _("No unit is chosen.")
        if MISSING in situation.here:
            return _("No report of this unit is noted for that day.")
        return writing(situation)


class PreviousDay(Command):
    """Shows the day before."""

    name = "board_previous"
    keys = ("minus", "left")
    title = N_("Day before")
    help = N_("Show the board of the day before.")


class NextDay(Command):
    """Shows the day after."""

    name = "board_next"
    keys = ("plus", "right")
    title = N_("Day after")
    help = N_("Show the board of the day after.")


class AddReporter(Command):
    """Puts a unit on the board."""

    name = "add_reporter"
    keys = ("n", "insert", "f3")
    title = N_("New unit")
    help = N_("Put a unit on the board; those of the address book are offered.")
    rank = 6

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why none is put there."""
        return writing(situation)


class RemoveReporter(Command):
    """Takes the chosen unit off the board."""

    name = "remove_reporter"
    keys = ("v", "ctrl+z")
    title = N_("Take off")
    help = N_("Take the chosen unit off the board, with a reason; what it reported stays.")

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why none is taken off."""
        return writing(situation) if CHOSEN in situation.here else _("No unit is chosen.")


class ShowMissingReports(Command):
    """Shows the units whose report is missing."""

    name = "board_missing"
    keys = ("1",)
    title = N_("Awaited")
    help = N_("Show the units whose report of the day has not come.")


class ShowWholeBoard(Command):
    """Shows every unit."""

    name = "board_all"
    keys = ("2",)
    title = N_("All")
    help = N_("Show every unit that reports on the day.")


FILTERING: Final = (ShowMissingReports, ShowWholeBoard)
"""The filters of the board, in their order."""

BOARD: Final = (
    Search,
    ReportReceived,
    TakeBackReceived,
    PreviousDay,
    NextDay,
    AddReporter,
    RemoveReporter,
    *FILTERING,
    Back,
)
