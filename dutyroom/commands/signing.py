"""Commands of founding a desk, signing on, and a forgotten password."""

from __future__ import annotations

from dutyroom.commands.command import Command, writing
from dutyroom.commands.everywhere import Back
from dutyroom.commands.forms import Accept
from dutyroom.commands.situation import Situation
from dutyroom.i18n import N_


class FoundDesk(Command):
    """Goes over from typed names to accounts with passwords."""

    name = "found_desk"
    keys = ("f4",)
    title = N_("Set up accounts")
    help = N_("Set up accounts with passwords; the first administrator chooses one now.")
    rank = 5

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why it cannot be done."""
        return writing(situation, signed_on=False)


class SignOn(Command):
    """Takes charge of the desk with both passwords."""

    name = "sign_on"
    keys = ("f9", "ctrl+s")
    title = N_("Sign on")
    help = N_("Take charge, and relieve whoever is in charge: all at once or not at all.")
    rank = 4

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why nobody can sign on."""
        return writing(situation, signed_on=False)


class Forgotten(Command):
    """Lets a leader vouch for somebody who forgot the password."""

    name = "forgotten"
    keys = ("f4",)
    title = N_("Password forgotten")
    help = N_("A leader vouches in person or by phone; then another password is chosen.")
    rank = 5

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why nobody can vouch."""
        return writing(situation, signed_on=False)


FIRST_SHIFT = (Accept, FoundDesk, Back)
SIGN_ON = (SignOn, Forgotten, Back)
