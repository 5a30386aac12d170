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
    help = N_("Unlock with the PIN or password of the officer on duty.")
    rank = 4


class OtherSecret(Command):
    """Changes between PIN and password."""

    name = "other_secret"
    keys = ("f3",)
    title = N_("PIN or password")
    help = N_("Unlock with the password instead of the PIN, or the other way round.")
    rank = 5


LOCK = (Unlock, OtherSecret, Forgotten)
