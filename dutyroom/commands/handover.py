"""Commands of the handover, in the order in which people really do it."""

from __future__ import annotations

from dutyroom.commands.command import Command, writing
from dutyroom.commands.everywhere import Back
from dutyroom.commands.situation import Situation
from dutyroom.i18n import N_, _

PENDING = "handover pending chosen"
NOTE = "handover note chosen"
BEGUN = "handover begun"
RELIEF_HERE = "handover relief here"
EXPLAINED = "handover item explained"
ABSENT = "handover outgoing absent"
DECIDED = "handover decided"
LEADER_DONE = "handover leader told"
LISTED = "handover listed"
CHECKED = "handover end check signed"
ALONE = "handover relief alone"
"""What holds on the screen, in words that it and its commands share."""


def _on_pending(situation: Situation) -> str:
    """Return why nothing can be said of an item."""
    if PENDING not in situation.here:
        return _("No pending item is chosen.")
    return writing(situation)


def _deciding(situation: Situation) -> str:
    """Return why nothing can be decided on an item."""
    if RELIEF_HERE not in situation.here:
        return _("First note that the relief is here (F4).")
    return _on_pending(situation)


def _taking(situation: Situation) -> str:
    """Return why an item can be neither accepted nor declined."""
    refused = _deciding(situation)
    if not refused and EXPLAINED not in situation.here and ABSENT not in situation.here:
        if ALONE in situation.here:
            return _("Nobody explained this item: note first why the outgoing officer is gone (i).")
        return _("The outgoing officer explains this item first (F3).")
    return refused


class Explain(Command):
    """The outgoing officer says how an item stands and what comes next."""

    name = "explain"
    keys = ("f3", "enter")
    title = N_("Explain")
    help = N_("Say how the chosen item stands and what comes next. No pending item is left out.")
    rank = 3

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why nothing can be explained."""
        return _on_pending(situation)


class ReliefHere(Command):
    """Notes that the relief is at the post."""

    name = "relief_here"
    keys = ("f4", "r")
    title = N_("Relief is here")
    help = N_("Note who relieves and when they came; they show by password who they are.")
    rank = 4

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why no relief can be noted."""
        return writing(situation)


class Accept(Command):
    """The incoming officer accepts the one item that is chosen."""

    name = "accept_item"
    keys = ("a", "ctrl+a", "plus")
    title = N_("Accept")
    help = N_("The relief accepts the chosen item, and no other. The next one is shown.")
    rank = 5

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why nothing can be accepted."""
        return _taking(situation)


class AskBack(Command):
    """The incoming officer wants to know more."""

    name = "ask_back"
    keys = ("k", "ctrl+k")
    title = N_("Ask back")
    help = N_("The relief asks something about the chosen item; it is explained again.")

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why nothing can be asked."""
        return _deciding(situation)


class Decline(Command):
    """The incoming officer does not take an item over."""

    name = "decline_item"
    keys = ("d", "delete", "minus")
    title = N_("Decline")
    help = N_("The relief declines the chosen item with a reason; it stays with the outgoing.")

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why nothing can be declined."""
        return _taking(situation)


class EndCheck(Command):
    """Opens the check of the equipment at the end, and its comparison with the start."""

    name = "end_check"
    keys = ("e", "equals_sign")
    title = N_("Equipment")
    help = N_("Open the check at the end of the shift; once signed, how it differs from the start.")

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why no check can be opened."""
        return "" if CHECKED in situation.here else writing(situation)


class TellLeader(Command):
    """Notes that the leader on duty was told, or lets them sign."""

    name = "tell_leader"
    keys = ("l", "ctrl+e")
    title = N_("Leader")
    help = N_("Note that the leader on duty was told of the handover, or let them sign it.")

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why no leader can be told: they hear of the whole list."""
        if RELIEF_HERE not in situation.here:
            return _("First note that the relief is here (F4).")
        if DECIDED not in situation.here:
            return _("Some items are not decided yet.")
        return writing(situation)


class OutgoingAbsent(Command):
    """Notes that the outgoing officer was taken ill, and which leader agreed; or takes it back."""

    name = "outgoing_absent"
    keys = ("i", "ctrl+z")
    title = N_("Taken ill")
    help = N_(
        "The relief notes why the outgoing officer cannot go on, and which leader agreed; "
        "pressed again, that they go on after all."
    )
    rank = 7

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why no absence can be noted."""
        if RELIEF_HERE not in situation.here:
            return _("First note that the relief is here (F4).")
        return writing(situation)


class SignHandover(Command):
    """Both sign, and the desk changes hands."""

    name = "sign_handover"
    keys = ("f9", "ctrl+s")
    title = N_("Sign")
    help = N_("Both sign: the list is closed and the desk changes hands, all at once.")
    rank = 6

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why nothing can be signed."""
        if RELIEF_HERE not in situation.here:
            return _("First note that the relief is here (F4).")
        if DECIDED not in situation.here:
            return _("Some items are not decided yet.")
        if LEADER_DONE not in situation.here:
            return _("The leader on duty comes first: told, or signing the list as it stands (l).")
        return writing(situation)


class LeaveNote(Command):
    """Leaves a note for the next shift, or writes down a temporary state."""

    name = "leave_note"
    keys = ("n", "ctrl+n", "insert")
    title = N_("Note")
    help = N_("Leave a note for the next shift, or write down a temporary state in force.")

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why no note can be left."""
        return writing(situation)


class EndNote(Command):
    """Ends a note or a temporary state."""

    name = "end_note"
    keys = ("x", "ctrl+x")
    title = N_("End note")
    help = N_("The chosen note or temporary state holds no longer.")

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why there is nothing to end."""
        return writing(situation) if NOTE in situation.here else _("No note is chosen.")


class HandoverSheet(Command):
    """Prints or saves the handover list."""

    name = "handover_sheet"
    keys = ("y", "ctrl+y")
    title = N_("Print")
    help = N_("Print the handover list, or save it as PDF, spreadsheet or text.")

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why there is nothing to print."""
        return "" if LISTED in situation.here else _("There is nothing to print yet.")


class PastHandovers(Command):
    """Shows the handovers that were signed."""

    name = "past_handovers"
    keys = ("v", "ctrl+v")
    title = N_("Signed ones")
    help = N_("Show the handovers that were signed, their lists and how early the relief came.")

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why none can be shown."""
        return "" if situation.ready else writing(situation)


class GiveUp(Command):
    """Gives the handover up: the shift goes on."""

    name = "give_up"
    keys = ("u", "ctrl+u")
    title = N_("Give up")
    help = N_("Give the handover up with a reason: the shift goes on, nothing is lost.")

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why there is nothing to give up."""
        return writing(situation) if BEGUN in situation.here else _("No handover is under way.")


HANDOVER: tuple[type[Command], ...] = (
    Explain,
    ReliefHere,
    Accept,
    AskBack,
    Decline,
    EndCheck,
    TellLeader,
    OutgoingAbsent,
    SignHandover,
    LeaveNote,
    EndNote,
    HandoverSheet,
    PastHandovers,
    GiveUp,
    Back,
)
"""In the order of the help screen."""
