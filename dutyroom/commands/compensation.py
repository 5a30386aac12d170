"""Commands of compensatory leave: everybody's balances, what waits to be credited, one ledger."""

from __future__ import annotations

from typing import Final

from dutyroom.commands.command import Command, writing
from dutyroom.commands.everywhere import Back
from dutyroom.commands.situation import Situation
from dutyroom.i18n import N_, _

CHOSEN: Final = "ledger chosen"
"""A word of `Situation.here`: a person, a proposal or a line is under the cursor."""
LINE: Final = "ledger line"
"""A line is under the cursor, whether or not it counts."""
TO_DECIDE: Final = "leave applied for"
"""The chosen line is an application that waits for its decision."""
TO_TAKE: Final = "leave approved"
"""The chosen line is an application that is approved and not noted as taken."""
REVERSIBLE: Final = "line reversible"
"""The chosen line can be reversed."""
ENDED: Final = "credit ended"
"""The chosen line is a credit that has ended with something left."""


def _on_line(situation: Situation, word: str, otherwise: str) -> str:
    """Return why nothing can be done to a line."""
    if CHOSEN not in situation.here:
        return _("No line is chosen.")
    return writing(situation) if word in situation.here else otherwise


class OpenLedger(Command):
    """Opens the ledger of the chosen person."""

    name = "open_ledger"
    keys = ("enter", "f3")
    title = N_("Statement")
    help = N_("Show every line of the chosen person's ledger.")
    rank = 4

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why none can be shown."""
        return "" if CHOSEN in situation.here else _("Nobody is chosen.")


class Credits(Command):
    """Shows what ended shifts have earned and nobody has credited."""

    name = "credits"
    keys = ("f4", "c")
    title = N_("To credit")
    help = N_("Show what ended shifts have earned; each is confirmed one by one.")
    rank = 5


class ConfirmCredit(Command):
    """Credits the chosen shift."""

    name = "confirm_credit"
    keys = ("f9", "ctrl+s")
    title = N_("Credit")
    help = N_("Credit the chosen shift to whoever served; nothing is credited by itself.")
    rank = 4

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why nothing can be credited."""
        return writing(situation) if CHOSEN in situation.here else _("Nothing waits here.")


class ReadLine(Command):
    """Shows the chosen line in full."""

    name = "read_line"
    keys = ("enter",)
    title = N_("In full")
    help = N_("Read the chosen line in full, its reason included.")
    rank = 5

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why there is nothing to read."""
        return "" if LINE in situation.here else _("No line is chosen.")


class ApplyCompensation(Command):
    """Applies for compensatory leave."""

    name = "apply_compensation"
    keys = ("n", "ctrl+n", "insert")
    title = N_("Apply")
    help = N_("Apply for compensatory leave; it stands on the whereabouts board, too.")
    rank = 4

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why nobody can apply."""
        return writing(situation)


class DecideCompensation(Command):
    """Approves or rejects the chosen application."""

    name = "decide_compensation"
    keys = ("f3", "d")
    title = N_("Approve or refuse")
    help = N_("Have the chosen application approved or refused: by password, or attested.")
    rank = 5

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why there is nothing to decide."""
        return _on_line(situation, TO_DECIDE, _("This line is no application to be decided."))


class TakeCompensation(Command):
    """Notes that approved leave was taken."""

    name = "take_compensation"
    keys = ("f4", "t")
    title = N_("Was taken")
    help = N_("Note that the approved leave of the chosen application was taken.")
    rank = 6

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why that cannot be noted."""
        return _on_line(situation, TO_TAKE, _("This line is no approved application."))


class AdvanceCompensation(Command):
    """Grants hours that are not earned yet."""

    name = "advance_compensation"
    keys = ("a", "ctrl+k")
    title = N_("Grant in advance")
    help = N_("Grant hours that are yet to be earned, with a reason and a name.")

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why nothing can be granted."""
        return writing(situation)


class ExpireCompensation(Command):
    """Notes that what is left of a credit has ended."""

    name = "expire_compensation"
    keys = ("e", "ctrl+e")
    title = N_("Has ended")
    help = N_("Note that what is left of the chosen credit has ended.")

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why that cannot be noted."""
        return _on_line(situation, ENDED, _("This line is no credit that has ended."))


class ReverseCompensation(Command):
    """Reverses the chosen line."""

    name = "reverse_compensation"
    keys = ("x", "delete")
    title = N_("Reverse")
    help = N_("Reverse a line that is wrong, with a reason; it stays readable.")

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why it cannot be reversed."""
        return _on_line(situation, REVERSIBLE, _("Such a line is not reversed."))


class PrintStatement(Command):
    """Prints or saves the statement."""

    name = "print_statement"
    keys = ("y", "ctrl+y")
    title = N_("Print statement")
    help = N_("Print the statement of this ledger, or save it as a file.")


COMPENSATION = (OpenLedger, Credits, Back)
CREDITS = (ConfirmCredit, Back)
STATEMENT = (
    ReadLine,
    ApplyCompensation,
    DecideCompensation,
    TakeCompensation,
    AdvanceCompensation,
    ExpireCompensation,
    ReverseCompensation,
    PrintStatement,
    Back,
)
