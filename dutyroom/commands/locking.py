"""Commands of the locked console."""

from __future__ import annotations

from dutyroom.commands.command import Command
from dutyroom.commands.signing import Forgotten
from dutyroom.i18n import N_


class Unlock(Command):
    """Unlocks the console."""

    name = "unlock"
    keys = ("f9", "ctrl+s")
    title = N_("Unlock")
    help = N_("Unlock with the PIN or password of an officer who is at the post.")
    rank = 4


class OtherSecret(Command):
    """Changes between PIN and password."""

    name = "other_secret"
    keys = ("f3",)
    title = N_("PIN or password")
    help = N_("Unlock with the password instead of the PIN, or the other way round.")
    rank = 5


class OtherUnlocks(Command):
    """Lets another of those who serve unlock."""

    name = "other_unlocks"
    keys = ("down", "ctrl+n")
    title = N_("Other officer")
    help = N_("Where several serve, or somebody stands in: unlock as the next of them.")
    rank = 6


LOCK = (Unlock, OtherSecret, OtherUnlocks, Forgotten)
