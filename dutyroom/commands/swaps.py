"""Commands of the swaps."""

from __future__ import annotations

from typing import Final

from dutyroom.commands.command import Command, writing
from dutyroom.commands.everywhere import Back
from dutyroom.commands.situation import Situation
from dutyroom.i18n import N_, _

CHOSEN: Final = "swap chosen"
"""A word of `Situation.here`: a swap is chosen."""
ASKED: Final = "swap asked"
"""Somebody has still to agree."""
AGREED: Final = "swap agreed"
"""The leader is to be told."""
REPORTED: Final = "swap reported"
"""The new version is to be published."""
NOTICE: Final = "swap notice"
"""A change notice is owed."""
ROSTER_SLOT: Final = "slot"
"""On the roster: a shift is under the cursor."""
ROSTER_PUBLISHED: Final = "published"
"""On the roster: a version touches the period."""


def _step(situation: Situation, word: str, otherwise: str) -> str:
    """Return why a step cannot be made now."""
    if CHOSEN not in situation.here:
        return _("No swap is chosen.")
    return writing(situation) if word in situation.here else otherwise


class AskSwap(Command):
    """Asks for a swap."""

    name = "ask_swap"
    keys = ("n", "ctrl+n", "insert")
    title = N_("Ask for a swap")
    help = N_("Ask for a swap: whose shift, who takes it, and what is given in return.")
    rank = 5

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why none can be asked for."""
        return writing(situation)


class AgreeSwap(Command):
    """Takes the yes of somebody concerned."""

    name = "agree_swap"
    keys = ("f3", "a")
    title = N_("Agree")
    help = N_("Take the yes of somebody whose duty changes: by password, or by phone.")
    rank = 4
    passing = True

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why nobody can agree."""
        return _step(situation, ASKED, _("All have agreed, or this swap is over."))


class ReportSwap(Command):
    """Notes that the leader was told."""

    name = "report_swap"
    keys = ("f4", "r")
    title = N_("Report to leader")
    help = N_("Note that the leader on duty was told of the swap.")
    rank = 4
    passing = True

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why the leader is not told now."""
        return _step(situation, AGREED, _("It is reported once all have agreed."))


class CarryOutSwap(Command):
    """Publishes the roster with the swap."""

    name = "carry_out_swap"
    keys = ("f9", "ctrl+s")
    title = N_("Carry out")
    help = N_("Publish the roster with the swap as a new version; the old one stays as it is.")
    rank = 4
    passing = True

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why it cannot be carried out."""
        return _step(situation, REPORTED, _("It is carried out once the leader was told."))


class SendNotice(Command):
    """Notes that the change notice was sent."""

    name = "send_notice"
    keys = ("v", "ctrl+v")
    title = N_("Change notice sent")
    help = N_("Note to whom and how the change notice of a submitted roster was sent.")
    rank = 4
    passing = True

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why no notice is noted."""
        return _step(situation, NOTICE, _("No change notice is owed."))


class DeclineSwap(Command):
    """Takes the no of somebody concerned."""

    name = "decline_swap"
    keys = ("d", "ctrl+k")
    title = N_("Say no")
    help = N_("Take the no of somebody whose duty changes; the swap comes to nothing.")

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why nobody can decline."""
        return _ending(situation)


class WithdrawSwap(Command):
    """Withdraws the swap."""

    name = "withdraw_swap"
    keys = ("x", "delete")
    title = N_("Withdraw")
    help = N_("Withdraw the chosen swap, with a reason; it stays in the register.")

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why it cannot be withdrawn."""
        return _ending(situation)


class SwapForm(Command):
    """Prints or saves the swap form."""

    name = "swap_form"
    keys = ("y", "ctrl+y")
    title = N_("Swap form")
    help = N_("Print the form of the chosen swap, or save it as a file.")

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why there is no form."""
        return "" if CHOSEN in situation.here else _("No swap is chosen.")


class PastSwaps(Command):
    """Shows what is settled as well, or hides it."""

    name = "past_swaps"
    keys = ("o", "ctrl+e")
    title = N_("Past swaps")
    help = N_("Show swaps that are settled as well, or hide them.")


def _ending(situation: Situation) -> str:
    """Return why a swap cannot be ended."""
    if CHOSEN not in situation.here:
        return _("No swap is chosen.")
    if not situation.here & {ASKED, AGREED, REPORTED}:
        return _("This swap is carried out, or over.")
    return writing(situation)


class SwapSlot(Command):
    """Asks for a swap of the published shift under the cursor."""

    name = "swap_slot"
    keys = ("s", "ctrl+v")
    title = N_("Swap")
    help = N_("Ask for a swap of the published shift under the cursor.")

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why none can be asked for."""
        if ROSTER_SLOT not in situation.here:
            return _("No shift is chosen.")
        if ROSTER_PUBLISHED not in situation.here:
            return _("Nothing is published for these days: change the draft instead.")
        return writing(situation)


SWAPS = (
    AskSwap,
    AgreeSwap,
    ReportSwap,
    CarryOutSwap,
    SendNotice,
    DeclineSwap,
    WithdrawSwap,
    SwapForm,
    PastSwaps,
    Back,
)
