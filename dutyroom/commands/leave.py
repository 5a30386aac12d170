"""Commands of the whereabouts board."""

from __future__ import annotations

from dutyroom.commands.command import Command, writing
from dutyroom.commands.everywhere import Back
from dutyroom.commands.situation import Situation
from dutyroom.i18n import N_, _

CHOSEN = "leave chosen"
TO_DECIDE = "leave to decide"
OUT = "leave not returned"
HERE = "leave not left"
OPEN = "leave open"
COMPENSATORY = "leave is compensatory"
"""What holds on the board, in words that the screen and its commands share."""


def _on_leave(situation: Situation) -> str:
    """Return why nothing can be done to a leave."""
    return writing(situation) if CHOSEN in situation.here else _("No leave is chosen.")


def _by_the_ledger(situation: Situation) -> str:
    """Return that a leave is decided elsewhere; empty: it is not compensatory."""
    if COMPENSATORY not in situation.here:
        return ""
    return _("Compensatory leave is decided in its own ledger: Ctrl+W, “Compensatory leave”.")


class ApplyForLeave(Command):
    """Asks for leave for somebody."""

    name = "apply_for_leave"
    keys = ("n", "ctrl+n", "insert")
    title = N_("Apply")
    help = N_("Apply for leave: who, why, where, from when until when, and who stands in.")
    rank = 4

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why nobody can apply."""
        return writing(situation)


class DecideLeave(Command):
    """Approves or refuses the chosen leave."""

    name = "decide_leave"
    keys = ("f3", "enter")
    title = N_("Approve or refuse")
    help = N_("Have the chosen leave approved or refused: by password, or by phone and attested.")
    rank = 5

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why there is nothing to decide."""
        if CHOSEN in situation.here and TO_DECIDE not in situation.here:
            return _("This leave has been decided already.")
        return _by_the_ledger(situation) or _on_leave(situation)


class NoteLeft(Command):
    """Notes that somebody has left."""

    name = "note_left"
    keys = ("l", "ctrl+k")
    title = N_("Has left")
    help = N_("Note when the person of the chosen leave left.")

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why that cannot be noted."""
        if CHOSEN in situation.here and HERE not in situation.here:
            return _("That they left is noted, or this leave is over.")
        return _on_leave(situation)


class ReportReturn(Command):
    """Reports somebody back."""

    name = "report_return"
    keys = ("f4", "r")
    title = N_("Report return")
    help = N_("Report the person of the chosen leave back.")
    rank = 7

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why nobody can be reported back."""
        if CHOSEN in situation.here and OUT not in situation.here:
            return _("Nobody is away by this leave.")
        return _on_leave(situation)


class CorrectLeave(Command):
    """Corrects the chosen leave; what stood there stays readable."""

    name = "correct_leave"
    keys = ("c", "ctrl+e")
    title = N_("Change")
    help = N_("Change place, days or deputy of the chosen leave; what stood there stays readable.")

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why nothing can be changed."""
        if CHOSEN in situation.here and OPEN not in situation.here:
            return _("This leave is over.")
        return _on_leave(situation)


class CancelLeave(Command):
    """Cancels the chosen leave."""

    name = "cancel_leave"
    keys = ("x", "delete")
    title = N_("Cancel leave")
    help = N_("Cancel the chosen leave, with a reason; it stays in the register.")

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why it cannot be cancelled."""
        if CHOSEN in situation.here and HERE not in situation.here:
            return _("They have left, or this leave is over: report the return instead.")
        return _by_the_ledger(situation) or _on_leave(situation)


class LeaveForm(Command):
    """Prints or saves the leave form."""

    name = "leave_form"
    keys = ("y", "ctrl+y")
    title = N_("Leave form")
    help = N_("Print the form of the chosen leave, or save it as a file.")

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why there is no form."""
        return "" if CHOSEN in situation.here else _("No leave is chosen.")


class PastLeave(Command):
    """Shows what is settled as well, or hides it."""

    name = "past_leave"
    keys = ("o", "ctrl+v")
    title = N_("Past leave")
    help = N_("Show leave that is over, refused or cancelled as well, or hide it.")


LEAVE = (
    ApplyForLeave,
    DecideLeave,
    ReportReturn,
    NoteLeft,
    CorrectLeave,
    CancelLeave,
    LeaveForm,
    PastLeave,
    Back,
)
