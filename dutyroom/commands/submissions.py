"""Commands of the submissions: what may be done about the roster of a holiday or event."""

from __future__ import annotations

from typing import Final

from dutyroom.commands.command import Command, writing
from dutyroom.commands.everywhere import Back
from dutyroom.commands.situation import Situation
from dutyroom.i18n import N_, _

CHOSEN: Final = "occasion"
"""Holds where a holiday or event is chosen."""

SUBMITTED: Final = "submitted"
"""Holds where its roster was submitted."""

OWED: Final = "notice owed"
"""Holds where it has changed since the receiver was told."""

UNRECEIPTED: Final = "unreceipted"
"""Holds where something that was sent has no receipt."""


def _on_occasion(situation: Situation) -> str:
    """Return why nothing can be done."""
    if CHOSEN not in situation.here:
        return _("No holiday or event is chosen.")
    return writing(situation)


class Submit(Command):
    """Notes that a roster was submitted."""

    name = "submit"
    keys = ("f3", "s")
    title = N_("Submit")
    help = N_("Note that the roster was submitted: when, how, to whom, with which receipt.")
    rank = 4

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why it cannot be submitted."""
        if SUBMITTED in situation.here:
            return _("It has been submitted; what changed goes into a change notice.")
        return _on_occasion(situation)


class Notify(Command):
    """Notes that a change notice was sent."""

    name = "notify_change"
    keys = ("f4", "c")
    title = N_("Change notice")
    help = N_("Note that a change notice was sent after a roster that was submitted has changed.")
    rank = 5

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why no notice is sent."""
        if CHOSEN in situation.here and OWED not in situation.here:
            return _("Nothing has changed since the receiver was told last.")
        return _on_occasion(situation)


class Receipt(Command):
    """Notes a receipt."""

    name = "receipt"
    keys = ("enter", "r")
    title = N_("Receipt")
    help = N_("Note the receipt that came for what was sent.")
    rank = 6

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why there is nothing to note."""
        if CHOSEN in situation.here and UNRECEIPTED not in situation.here:
            return _("Nothing waits for a receipt.")
        return _on_occasion(situation)


class WithdrawSubmission(Command):
    """Takes back what was noted by mistake."""

    name = "withdraw_submission"
    keys = ("delete", "x")
    title = N_("Withdraw")
    help = N_("Take back a submission that was noted by mistake. It stays readable.")

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why there is nothing to take back."""
        if CHOSEN in situation.here and SUBMITTED not in situation.here:
            return _("Nothing has been submitted for this.")
        return _on_occasion(situation)


class SubmissionSheet(Command):
    """Prints or saves the submission sheet."""

    name = "submission_sheet"
    keys = ("ctrl+y", "y")
    title = N_("Submission sheet")
    help = N_("Print the roster of the days with its head-count as it is submitted, or save it.")

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why there is no sheet."""
        return "" if CHOSEN in situation.here else _("No holiday or event is chosen.")


class NoticeSheet(Command):
    """Prints or saves the change notice."""

    name = "notice_sheet"
    keys = ("ctrl+k", "k")
    title = N_("Notice on paper")
    help = N_("Print the change notice with what stood before and what stands now, or save it.")

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why there is no notice."""
        if CHOSEN not in situation.here:
            return _("No holiday or event is chosen.")
        if OWED not in situation.here:
            return _("Nothing has changed since the receiver was told last.")
        return ""


SUBMISSIONS = (
    Submit,
    Notify,
    Receipt,
    SubmissionSheet,
    NoticeSheet,
    WithdrawSubmission,
    Back,
)
