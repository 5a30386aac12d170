"""Commands of the list of alarms."""

from __future__ import annotations

from dutyroom.commands.command import Command, writing
from dutyroom.commands.everywhere import Back
from dutyroom.commands.situation import Situation
from dutyroom.i18n import N_, _


class Acknowledge(Command):
    """Acknowledges the one alarm that is chosen."""

    name = "acknowledge"
    keys = ("enter", "a")
    title = N_("Acknowledge")
    help = N_("Acknowledge the chosen alarm: you have seen it and see to it.")
    rank = 4

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why the alarm cannot be acknowledged."""
        if not situation.alarm:
            return _("No alarm is chosen.")
        if situation.acknowledged:
            return _("This alarm is acknowledged already.")
        return writing(situation)


class Shelve(Command):
    """Puts an alarm aside for a time, with a reason."""

    name = "shelve"
    keys = ("z", "ctrl+z")
    title = N_("Shelve")
    help = N_("Put the chosen alarm aside until a time, with a reason. It stays listed.")
    rank = 4

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why the alarm cannot be shelved."""
        if not situation.alarm:
            return _("No alarm is chosen.")
        return _("This alarm is shelved already.") if situation.shelved else writing(situation)


class Unshelve(Command):
    """Takes an alarm back from the shelf."""

    name = "unshelve"
    keys = ("u", "ctrl+u")
    title = N_("Take from shelf")
    help = N_("Take the chosen alarm back from the shelf.")
    rank = 4
    passing = True

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why the alarm cannot be taken from the shelf."""
        if not situation.alarm:
            return _("No alarm is chosen.")
        return writing(situation) if situation.shelved else _("This alarm is not shelved.")


class OpenAbout(Command):
    """Opens what an alarm is about."""

    name = "open_about"
    keys = ("o", "f3")
    title = N_("Open")
    help = N_("Open the matter or call that the chosen alarm is about.")
    rank = 5
    clicked = True  # two clicks are a habit and may be meant to look: they acknowledge nothing

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why nothing can be opened."""
        if not situation.alarm:
            return _("No alarm is chosen.")
        if "about" in situation.here:
            return ""
        return _("This alarm is about no call and no matter.")


ALARMS = (Acknowledge, OpenAbout, Shelve, Unshelve, Back)
