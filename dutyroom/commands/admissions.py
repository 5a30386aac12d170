"""Commands of the special admissions to the roster."""

from __future__ import annotations

from typing import Final

from dutyroom.commands.calls import Search
from dutyroom.commands.command import Command, writing
from dutyroom.commands.everywhere import Back
from dutyroom.commands.situation import Situation
from dutyroom.i18n import N_, _

CHOSEN: Final = "admission chosen"
"""A word of `Situation.here`: an admission is chosen."""
OPEN: Final = "admission open"
"""It stands, and its days are not over."""
ADMISSIBLE: Final = "admissible"
"""On the list of faults: one is chosen that a special admission sets aside."""


class Admissions(Command):
    """Opens the special admissions, from the roster or from somebody of the register."""

    name = "admissions"
    keys = ("m", "asterisk")
    title = N_("Special admissions")
    help = N_(
        "List who may serve though kind of post or training stands against it; admit somebody, "
        "take that back."
    )


class Admit(Command):
    """Admits somebody."""

    name = "admit"
    keys = ("n", "insert", "f3")
    title = N_("Admit")
    help = N_("Admit somebody to the roster for some days, with who decides and why (article 4).")
    rank = 5

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why nobody can be admitted."""
        return writing(situation)


class AdmitFaulty(Command):
    """Admits whoever the chosen fault is about."""

    name = "admit_faulty"
    keys = ("f4", "m")
    title = N_("Admit")
    help = N_(
        "Admit whoever this fault is about for some days, where kind of post or training stands "
        "against it."
    )
    rank = 5
    passing = True

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why nobody can be admitted."""
        if ADMISSIBLE not in situation.here:
            return _("Only kind of post and training can be set aside.")
        return writing(situation)


class TakeBackAdmission(Command):
    """Takes the chosen admission back."""

    name = "take_back_admission"
    keys = ("x", "delete", "f4")
    title = N_("Revoke")
    help = N_("Take the chosen admission back, with the reason; shifts that have begun stay.")
    rank = 6

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why nothing can be taken back."""
        if CHOSEN not in situation.here:
            return _("No admission is chosen.")
        if OPEN not in situation.here:
            return _("This admission is taken back or over.")
        return writing(situation)


class StandingAdmissions(Command):
    """Shows the admissions that count."""

    name = "admissions_standing"
    keys = ("1",)
    title = N_("In force")
    help = N_("Show every admission that stands and is not over.")


class AdmissionsTakenBack(Command):
    """Shows the admissions that were taken back."""

    name = "admissions_back"
    keys = ("2",)
    title = N_("Taken back")
    help = N_("Show the admissions that were taken back.")


class AllAdmissions(Command):
    """Shows every admission."""

    name = "admissions_all"
    keys = ("3",)
    title = N_("All")
    help = N_("Show every admission ever given.")


FILTERING: Final = (StandingAdmissions, AdmissionsTakenBack, AllAdmissions)
"""The filters of the list, in their order."""

ADMISSIONS: Final = (Search, Admit, TakeBackAdmission, *FILTERING, Back)
