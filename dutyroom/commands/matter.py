"""Commands of one matter.

What the screen says of the matter stands in `Situation.here`: `matter`, `open`, `asked`,
`ordered` (it has an instruction), `unconfirmed` (a receipt is missing), `attached` (a file
is kept).
"""

from __future__ import annotations

from dutyroom.commands.command import Command, writing
from dutyroom.commands.everywhere import Back
from dutyroom.commands.situation import Situation
from dutyroom.i18n import N_, _


class OnMatter(Command):
    """Something that is done to the chosen matter."""

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why nothing can be done: none is chosen, or nothing can be written."""
        return writing(situation) if "matter" in situation.here else _("No matter is chosen.")


class OnOpenMatter(OnMatter):
    """Something that is done to a matter that is still to be done."""

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why nothing can be done: it is closed."""
        if "matter" in situation.here and "open" not in situation.here:
            return _("This matter is closed.")
        return super().why_not(situation)


class OnOffer(OnMatter):
    """An answer to an offer to take a matter over."""

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why nothing is answered: nobody was asked."""
        if "matter" in situation.here and "asked" not in situation.here:
            return _("Nobody has been asked to take it over.")
        return super().why_not(situation)


class NoteMatter(OnOpenMatter):
    """Opens the form of an entry of the thread."""

    name = "note_matter"
    keys = ("w", "f3")
    title = N_("Progress")
    help = N_("Write what was done about the matter: whom you told, how, and what they answered.")
    rank = 4


class Instruct(OnOpenMatter):
    """Opens the form of a leader's instruction."""

    name = "instruct"
    keys = ("i", "f4")
    title = N_("Instruction")
    help = N_("Note a leader's instruction in its exact words.")
    rank = 5


class Convey(OnMatter):
    """Notes to whom an instruction was passed on."""

    name = "convey"
    keys = ("v", "ctrl+v")
    title = N_("Conveyed")
    help = N_("Note to whom an instruction was passed on, and by which way.")

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why nothing was conveyed: there is no instruction."""
        if "matter" in situation.here and "ordered" not in situation.here:
            return _("This matter has no instruction.")
        return super().why_not(situation)


class Receipt(OnMatter):
    """Notes that whoever was told confirmed it."""

    name = "receipt"
    keys = ("r", "ctrl+a")
    title = N_("Receipt")
    help = N_("Note that whoever was told of an instruction has confirmed it.")

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why nothing is confirmed: nothing was conveyed."""
        if "matter" in situation.here and "unconfirmed" not in situation.here:
            return _("No receipt is missing.")
        return super().why_not(situation)


class SettleInstruction(OnMatter):
    """Notes what came of an instruction."""

    name = "settle_instruction"
    keys = ("s", "ctrl+e")
    title = N_("Outcome")
    help = N_("Note what came of an instruction.")

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why there is no outcome: no instruction waits for one."""
        if "matter" in situation.here and "unsettled" not in situation.here:
            return _("No instruction waits for its outcome.")
        return super().why_not(situation)


class Transfer(OnOpenMatter):
    """Asks somebody else to take the matter over."""

    name = "transfer"
    keys = ("t", "ctrl+x")
    title = N_("Transfer")
    help = N_("Ask somebody else to take the matter over; it moves when they accept.")
    rank = 6


class AcceptTransfer(OnOffer):
    """Takes the matter over, as one was asked to."""

    name = "accept_transfer"
    keys = ("a", "f9", "ctrl+s")
    title = N_("Accept the transfer")
    help = N_("Take the matter over as you were asked to: from then on it is yours.")


class DeclineTransfer(OnOffer):
    """Declines to take the matter over."""

    name = "decline_transfer"
    keys = ("d", "ctrl+z")
    title = N_("Decline the transfer")
    help = N_("Decline to take the matter over, with a reason; it stays where it was.")


class WithdrawTransfer(OnOffer):
    """Takes an offer back."""

    name = "withdraw_transfer"
    keys = ("u", "ctrl+u")
    title = N_("Take the transfer back")
    help = N_("Take the transfer back before it is answered.")


class CloseMatter(OnOpenMatter):
    """Closes the matter with its result."""

    name = "close_matter"
    keys = ("x", "delete")
    title = N_("Close")
    help = N_("Close the matter with its result.")
    rank = 7


class ReopenMatter(OnMatter):
    """Reopens a matter that was closed."""

    name = "reopen_matter"
    keys = ("o", "insert")
    title = N_("Reopen")
    help = N_("Reopen a closed matter, with a reason.")

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why it is not reopened: it is open."""
        if "matter" in situation.here and "open" in situation.here:
            return _("This matter is open.")
        return super().why_not(situation)


class CorrectMatter(OnMatter):
    """Opens the form of a correction."""

    name = "correct_matter"
    keys = ("e", "f12", "ctrl+n")
    title = N_("Correct")
    help = N_("Correct or change what was written; the old value stays readable.")


class Attach(OnMatter):
    """Keeps a file with the matter."""

    name = "attach"
    keys = ("plus", "ctrl+f")
    title = N_("Attach a file")
    help = N_("Keep a copy of a file with the matter.")


class SaveAttached(Command):
    """Saves a copy of a file that is kept with the matter."""

    name = "save_attached"
    keys = ("greater_than_sign", "ctrl+underscore")
    title = N_("Save a file")
    help = N_("Save a copy of a file that is kept with the matter, to open or pass it on.")

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why there is none."""
        return "" if "attached" in situation.here else _("No file is kept with this matter.")


class LinkMatter(OnMatter):
    """Links the matter to another one, or to a call."""

    name = "link_matter"
    keys = ("k", "ctrl+k")
    title = N_("Link")
    help = N_("Link the matter to another matter or to a call, by its number.")


class MatterSheet(Command):
    """Prints or saves the sheet of the matter."""

    name = "matter_sheet"
    keys = ("y", "ctrl+y")
    title = N_("Matter sheet")
    help = N_("Print the sheet of the matter, or save it as a file.")

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why there is no sheet."""
        return "" if "matter" in situation.here else _("No matter is chosen.")


OFFERS = (AcceptTransfer, DeclineTransfer, WithdrawTransfer)
ORDERS = (Instruct, Convey, Receipt, SettleInstruction)

MATTER = (
    NoteMatter,
    *ORDERS,
    Transfer,
    *OFFERS,
    CloseMatter,
    ReopenMatter,
    CorrectMatter,
    Attach,
    SaveAttached,
    LinkMatter,
    MatterSheet,
    Back,
)
