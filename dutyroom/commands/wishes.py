"""Commands of the wishes for and against duty."""

from __future__ import annotations

from typing import Final

from dutyroom.commands.calls import Search
from dutyroom.commands.command import Command, writing
from dutyroom.commands.everywhere import Back
from dutyroom.commands.roster_moving import NextMonth, PreviousMonth
from dutyroom.commands.situation import Situation
from dutyroom.i18n import N_, _

CHOSEN: Final = "wish chosen"
"""A word of `Situation.here`: a wish is chosen."""
OPEN: Final = "wish open"
"""It stands, and its days are not over."""


class AskWish(Command):
    """Enters a wish."""

    name = "ask_wish"
    keys = ("n", "insert", "f3")
    title = N_("Enter a wish")
    help = N_("Enter for which days somebody wishes for duty, or to be spared; no leave is that.")
    rank = 5

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why nobody can wish."""
        return writing(situation)


class WithdrawWish(Command):
    """Withdraws the chosen wish."""

    name = "withdraw_wish"
    keys = ("x", "delete", "f4")
    title = N_("Withdraw")
    help = N_("Withdraw the chosen wish, with a reason; it stays in the register.")
    rank = 6

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why nothing can be withdrawn."""
        if CHOSEN not in situation.here:
            return _("No wish is chosen.")
        if OPEN not in situation.here:
            return _("This wish is withdrawn or over.")
        return writing(situation)


class PrintWishes(Command):
    """Prints or saves the wishes of the month."""

    name = "print_wishes"
    keys = ("y", "ctrl+y")
    title = N_("Print the month")
    help = N_("Print the wishes that stand of the month, or save them as a file.")

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why there is no sheet: the registers are not open."""
        return "" if situation.ready else writing(situation)


class WishesOfMonth(Command):
    """Shows the wishes of a month."""

    name = "wishes_month"
    keys = ("1",)
    title = N_("This month")
    help = N_("Show the wishes that stand of one month; [ and ] turn to another.")


class StandingWishes(Command):
    """Shows the wishes that are to come."""

    name = "wishes_standing"
    keys = ("2",)
    title = N_("To come")
    help = N_("Show every wish that stands and is not over.")


class WithdrawnWishes(Command):
    """Shows the wishes that were withdrawn."""

    name = "wishes_withdrawn"
    keys = ("3",)
    title = N_("Withdrawn")
    help = N_("Show the wishes that were withdrawn.")


class AllWishes(Command):
    """Shows every wish."""

    name = "wishes_all"
    keys = ("4",)
    title = N_("All")
    help = N_("Show every wish ever entered.")


FILTERING: Final = (WishesOfMonth, StandingWishes, WithdrawnWishes, AllWishes)
"""The filters of the list, in their order."""

WISHES: Final = (
    Search,
    AskWish,
    WithdrawWish,
    PrintWishes,
    *FILTERING,
    PreviousMonth,
    NextMonth,
    Back,
)
