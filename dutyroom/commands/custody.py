"""Commands of the documents by number."""

from __future__ import annotations

from dutyroom.commands.calls import Search
from dutyroom.commands.command import Command, writing
from dutyroom.commands.everywhere import Back
from dutyroom.commands.situation import Situation
from dutyroom.i18n import N_, _

CHOSEN = "document chosen"
KEPT = "document kept"
OUT = "document out"
"""What holds on the list, in words that the screen and its commands share."""


def _chosen(situation: Situation) -> str:
    """Return why nothing can be done to a document."""
    return writing(situation) if CHOSEN in situation.here else _("No document is chosen.")


def _kept(situation: Situation) -> str:
    """Return why nothing can be done that takes a document which is there."""
    if CHOSEN in situation.here and KEPT not in situation.here:
        return _("This document is not in the cabinet.")
    return _chosen(situation)


class ReceiveDocument(Command):
    """Takes a document in."""

    name = "receive_document"
    keys = ("n", "insert", "f3")
    title = N_("Take in")
    help = N_("Take a document in by its number alone: copies, level, from whom, who keeps it.")
    rank = 5

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why nothing can be taken in."""
        return writing(situation)


class LendDocument(Command):
    """Lends the chosen document."""

    name = "lend_document"
    keys = ("l", "ctrl+k")
    title = N_("Lend")
    help = N_("Lend the chosen document to somebody, until a time.")
    rank = 6

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why it cannot be lent."""
        return _kept(situation)


class ReturnDocument(Command):
    """Takes the chosen document back."""

    name = "return_document"
    keys = ("f4", "r")
    title = N_("Given back")
    help = N_("Note that the chosen document was given back, and by whom.")
    rank = 7

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why it cannot be given back."""
        if CHOSEN in situation.here and OUT not in situation.here:
            return _("This document is not lent.")
        return _chosen(situation)


class EntrustDocument(Command):
    """Gives the chosen document to another custodian."""

    name = "entrust_document"
    keys = ("u", "ctrl+u")
    title = N_("Other custodian")
    help = N_("Note that somebody else keeps the chosen document from now on.")

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why nobody else can keep it."""
        if CHOSEN in situation.here and not {KEPT, OUT} & situation.here:
            return _("The unit no longer has this document.")
        return _chosen(situation)


class SendDocument(Command):
    """Notes that the chosen document went on."""

    name = "send_document"
    keys = ("m", "ctrl+n")
    title = N_("Confidential channel")
    help = N_(
        "Note that the chosen document went through the confidential channel: to whom, receipt."
    )
    rank = 8

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why it cannot go on."""
        return _kept(situation)


class DestroyDocument(Command):
    """Notes that the chosen document was destroyed."""

    name = "destroy_document"
    keys = ("x", "delete")
    title = N_("Destroyed")
    help = N_("Note that the chosen document was destroyed: who approved it, who saw it.")

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why it cannot have been."""
        return _kept(situation)


class CorrectDocument(Command):
    """Corrects the chosen entry; what stood there stays readable."""

    name = "correct_document"
    keys = ("c", "ctrl+e")
    title = N_("Correct")
    help = N_("Correct the chosen entry, with a reason; what stood there stays readable.")

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why nothing can be corrected."""
        return _chosen(situation)


class ShowHeld(Command):
    """Shows what the unit has."""

    name = "documents_held"
    keys = ("1",)
    title = N_("Held")
    help = N_("Show the documents that the unit answers for, lent ones too.")


class ShowOut(Command):
    """Shows what is lent."""

    name = "documents_out"
    keys = ("2",)
    title = N_("Lent")
    help = N_("Show the documents that are lent.")


class ShowAllDocuments(Command):
    """Shows every document."""

    name = "documents_all"
    keys = ("3",)
    title = N_("All")
    help = N_("Show every document ever entered.")


FILTERING = (ShowHeld, ShowOut, ShowAllDocuments)
"""The filters of the list, in their order."""

CUSTODY = (
    Search,
    ReceiveDocument,
    LendDocument,
    ReturnDocument,
    EntrustDocument,
    SendDocument,
    DestroyDocument,
    CorrectDocument,
    *FILTERING,
    Back,
)
