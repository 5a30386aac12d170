"""Commands of the dialogs that stand over the roster: who, what is wrong, a proposal."""

from __future__ import annotations

from typing import Final

from dutyroom.commands.admissions import AdmitFaulty
from dutyroom.commands.command import Command
from dutyroom.commands.everywhere import Back
from dutyroom.commands.forms import Accept
from dutyroom.commands.roster import FAULTY
from dutyroom.commands.situation import Situation
from dutyroom.i18n import N_, _

SOLVING: Final = "solving"
"""The solver is at work."""
PROPOSED: Final = "proposed"
"""The solver has found a roster."""


class GiveReason(Command):
    """Says why a fault is accepted."""

    name = "give_reason"
    keys = ("f3", "r")
    title = N_("Give a reason")
    help = N_("Say why this fault is accepted, if the roster is published with it.")
    rank = 5

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why no reason is wanted."""
        return "" if FAULTY in situation.here else _("Only a fault that breaks a rule needs one.")


class GoToFault(Command):
    """Goes to the shift of a fault."""

    name = "go_to_fault"
    keys = ("enter",)
    title = N_("Go there")
    help = N_("Go to the shift that is concerned.")
    rank = 4


class CancelSolving(Command):
    """Ends the search for a proposal."""

    name = "cancel_solving"
    keys = ("f4", "c")
    title = N_("Stop")
    help = N_("End the search; the best roster found so far is kept, if there is one.")
    rank = 5

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why nothing can be stopped."""
        return "" if SOLVING in situation.here else _("Nothing is being computed.")


class TakeProposal(Accept):
    """Puts the proposal into the draft."""

    name = "take_proposal"
    title = N_("Take it")
    help = N_("Put the proposal into the draft; undo takes it out again.")

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why there is nothing to take."""
        return "" if PROPOSED in situation.here else _("There is no proposal yet.")


class TakePerson(Accept):
    """Takes whoever is under the cursor."""

    name = "take_person"
    title = N_("Choose")
    help = N_("Choose whoever is under the cursor; Enter does the same.")


class MarkVersion(Command):
    """Marks the version that others are compared with."""

    name = "mark_version"
    keys = ("space", "m")
    title = N_("Mark")
    help = N_(
        "Mark a version; any other under the cursor is then compared with it. Again lets it go."
    )
    rank = 4


PERSON = (TakePerson, Back)
FAULTS = (GoToFault, AdmitFaulty, GiveReason, Back)
VERSIONS = (MarkVersion, Back)
SOLVE = (TakeProposal, CancelSolving, Back)
