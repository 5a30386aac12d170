"""Commands of the signed handovers, and of the list of one of them."""

from __future__ import annotations

from dutyroom.commands.command import Command, writing
from dutyroom.commands.everywhere import Back
from dutyroom.commands.handover import LISTED, HandoverSheet
from dutyroom.commands.situation import Situation
from dutyroom.i18n import N_, _

MATTER = "handover declined matter chosen"
LEFT = "handover declined item chosen"
"""What holds on the screen, in words that it and its commands share."""


class OpenHandover(Command):
    """Shows the list of a signed handover."""

    name = "open_handover"
    keys = ("enter", "f3")
    title = N_("Open")
    help = N_("Show the list that was signed, as it stood then.")
    rank = 3

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why nothing can be shown."""
        return "" if LISTED in situation.here else _("No handover is chosen.")


class MonthLog(Command):
    """Prints or saves the duty log of a month."""

    name = "month_log"
    keys = ("l", "ctrl+k")
    title = N_("Month's log")
    help = N_("Print the duty log of a month, or save it: shifts, figures, reach of the lines.")

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why there is none."""
        return "" if situation.ready else writing(situation)


HANDOVERS: tuple[type[Command], ...] = (OpenHandover, HandoverSheet, MonthLog, Back)
"""Commands of the list of signed handovers."""


class TakeOn(Command):
    """Takes on what was declined, so that it lies between no two chairs."""

    name = "take_on"
    keys = ("a", "ctrl+a", "plus")
    title = N_("Take on")
    help = N_("Say what is done now about something that was declined: its alarm ends.")
    rank = 5

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why nothing can be taken on."""
        if MATTER in situation.here:
            return _("A matter is taken over by a transfer: open it among the matters.")
        if LEFT not in situation.here:
            return _("No declined item is chosen that nobody has taken on.")
        return writing(situation)


SIGNED_LIST: tuple[type[Command], ...] = (TakeOn, HandoverSheet, Back)
"""Commands of one signed list."""
