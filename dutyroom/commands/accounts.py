"""Commands of the accounts."""

from __future__ import annotations

from typing import ClassVar

from dutyroom.commands.command import Command, writing
from dutyroom.commands.everywhere import Back
from dutyroom.commands.situation import Situation
from dutyroom.i18n import N_, _


class _OnAccount(Command):
    """Something that is done to the chosen account.

    Attributes:
        needs: What must hold, in words that the screen knows, each with what to say else.
    """

    needs: ClassVar[tuple[tuple[str, str], ...]] = ()

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why it cannot be done."""
        for word, lacking in cls.needs:
            if word not in situation.here:
                return _(lacking)
        return writing(situation, signed_on=False)


_ADMIN = ("admin", N_("Sign in as administrator first (F4)."))
_LETS_IN = ("lets_in", N_("Sign in as administrator first (F4)."))
_ACCOUNT = ("account", N_("The chosen person has no account."))
_CHOSEN = ("chosen", N_("Nobody is chosen."))


class SignIn(_OnAccount):
    """Sets accounts up, or signs an administrator in."""

    name = "sign_in"
    keys = ("f4", "i")
    title = N_("Administrator")
    help = N_(
        "Sign in as administrator, or as a leader who reviews; without accounts, set them up."
    )
    rank = 4


class GiveAccount(_OnAccount):
    """Gives somebody an account."""

    name = "give_account"
    keys = ("f3", "n")
    title = N_("Give account")
    help = N_("Give the chosen person an account with a first password, which they change.")
    needs = (_LETS_IN, _CHOSEN, ("none", N_("The chosen person has an account already.")))
    rank = 5


class ResetPassword(_OnAccount):
    """Sets somebody's password."""

    name = "reset_password"
    keys = ("f9", "r")
    title = N_("Reset password")
    help = N_("Set the password of the chosen person; they choose another at first use.")
    needs = (_ADMIN, _ACCOUNT)
    rank = 7


class ChangeRoles(_OnAccount):
    """Changes what an account lets somebody do."""

    name = "change_roles"
    keys = ("ctrl+e", "e")
    title = N_("Roles")
    help = N_("Change what the account of the chosen person lets them do.")
    needs = (_LETS_IN, _ACCOUNT)


class CloseAccount(_OnAccount):
    """Closes an account."""

    name = "close_account"
    keys = ("delete", "x")
    title = N_("Close account")
    help = N_("Close the account of the chosen person: it opens nothing any more.")
    needs = (_ADMIN, _ACCOUNT, ("usable", N_("This account is closed already.")))


class ReopenAccount(_OnAccount):
    """Reopens an account."""

    name = "reopen_account"
    keys = ("insert", "o")
    title = N_("Reopen account")
    help = N_("Let a closed account count again, with a first password.")
    needs = (_LETS_IN, _ACCOUNT, ("closed", N_("This account is not closed.")))


class OwnPassword(_OnAccount):
    """Changes a password with the old one."""

    name = "own_password"
    keys = ("ctrl+s", "p")
    title = N_("Change password")
    help = N_("The chosen person chooses another password, knowing the old one.")
    needs = (_CHOSEN, _ACCOUNT)


class OwnPin(_OnAccount):
    """Sets one's own PIN."""

    name = "own_pin"
    keys = ("ctrl+k", "k")
    title = N_("Set PIN")
    help = N_("Whoever is signed on chooses a PIN that unlocks the console, or does without.")
    needs = (("sitting", N_("Sign on by password first (F10).")),)
    rank = 8


class Vouch(_OnAccount):
    """Lets a leader vouch for a forgotten password."""

    name = "vouch"
    keys = ("ctrl+y", "v")
    title = N_("Password forgotten")
    help = N_("A leader vouches for whoever forgot the password, in person or by phone.")
    needs = (("founded", N_("This desk works without accounts.")),)


class ReviewVouching(_OnAccount):
    """Reviews a leader's word."""

    name = "review_vouching"
    keys = ("ctrl+n", "w")
    title = N_("Review")
    help = N_("Say what is found of a leader's word for a forgotten password.")
    needs = (("unreviewed", N_("Nothing waits for review.")),)


ACCOUNTS = (
    SignIn, GiveAccount, ResetPassword, ChangeRoles, CloseAccount, ReopenAccount, OwnPassword,
    OwnPin, Vouch, ReviewVouching, Back,
)  # fmt: skip
