"""Commands of the shift in charge."""

from __future__ import annotations

from typing import ClassVar

from dutyroom.commands.command import Command, writing
from dutyroom.commands.everywhere import Back
from dutyroom.commands.situation import Situation
from dutyroom.i18n import N_, _


class _InTheShift(Command):
    """Something that is done in the course of a shift.

    Attributes:
        needs: What must hold of the shift, in a word that the screen knows; empty: nothing more.
        lacking: What to say where it does not.
    """

    needs: ClassVar[str] = ""
    lacking: ClassVar[str] = ""

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why it cannot be done."""
        if not situation.signed_on:
            return _("Nobody is on duty. F10: sign on.")
        holds = not cls.needs or cls.needs in situation.here
        return writing(situation) if holds else _(cls.lacking)


class LeaderSays(_InTheShift):
    """Notes that the leader has said that they lead."""

    name = "leader_says"
    keys = ("f3", "k")
    title = N_("Leader confirms")
    help = N_("Note that the leader confirms to lead: by password here, or as heard by phone.")
    needs = "leader"
    lacking = N_("The shift has no leader: name one first.")
    rank = 4


class OtherLeader(_InTheShift):
    """Names another leader."""

    name = "other_leader"
    keys = ("f4", "l")
    title = N_("Other leader")
    help = N_("Let another leader lead from now on; whoever led before stays on record.")
    rank = 5


class Join(_InTheShift):
    """Lets another officer serve, too."""

    name = "join"
    keys = ("insert", "j", "ctrl+n")
    title = N_("Officer joins")
    help = N_("Another officer serves beside you, with their own declaration and password.")
    needs = "signed"
    lacking = N_("Nobody is signed on by password.")


class EndService(_InTheShift):
    """Ends the service of another officer."""

    name = "end_service"
    keys = ("delete", "x")
    title = N_("Officer leaves")
    help = N_("End the service of an officer who served beside you.")
    needs = "joined"
    lacking = N_("Nobody else serves in this shift.")


class LeavePost(_InTheShift):
    """Leaves the post for a while."""

    name = "leave_post"
    keys = ("f9", "p")
    title = N_("Leave the post")
    help = N_(
        "Leave the post for a while, with a reason; whoever is in charge names a substitute "
        "(article 15)."
    )
    needs = "present"
    lacking = N_("Everybody is away already.")
    rank = 7


class TakePost(_InTheShift):
    """Comes back to the post."""

    name = "take_post"
    keys = ("ctrl+s", "r")
    title = N_("Back at the post")
    help = N_("Note that an officer is back at the post.")
    needs = "away"
    lacking = N_("Nobody is away.")
    rank = 8


class CorrectShift(_InTheShift):
    """Corrects what was noted of the shift."""

    name = "correct_shift"
    keys = ("ctrl+e", "e")
    title = N_("Correct")
    help = N_("Correct a name, the leader's phone or the arrival; both values stay readable.")


ON_DUTY = (LeaderSays, OtherLeader, Join, EndService, LeavePost, TakePost, CorrectShift, Back)
