"""Commands of the list of matters."""

from __future__ import annotations

from dutyroom.commands.calls import Search
from dutyroom.commands.command import Command, writing
from dutyroom.commands.everywhere import Back
from dutyroom.commands.matter import MatterSheet
from dutyroom.commands.situation import Situation
from dutyroom.i18n import N_, _


class OpenMatterScreen(Command):
    """Shows all there is about the chosen matter."""

    name = "show_matter"
    keys = ("enter",)
    title = N_("Open")
    help = N_("Show everything about the chosen matter.")
    rank = 5

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why nothing can be shown."""
        return "" if "matter" in situation.here else _("No matter is chosen.")


class NewMatter(Command):
    """Opens the form of a new matter."""

    name = "new_matter"
    keys = ("n", "insert", "f3")
    title = N_("New matter")
    help = N_("Take a matter into the register: from a document, fax, message, visit or by hand.")
    rank = 6

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why nothing can be entered."""
        return writing(situation)


class QuickMatter(Command):
    """Takes a matter into the register with one line."""

    name = "quick_matter"
    keys = ("plus", "ctrl+n")
    title = N_("Quick entry")
    help = N_("Take a matter into the register with one line; the rest is added later.")
    rank = 7

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why nothing can be entered."""
        return writing(situation)


class ShowMine(Command):
    """Shows what the officer handles or was asked to take over."""

    name = "show_mine"
    keys = ("1",)
    title = N_("Mine")
    help = N_("Show the matters that you handle or were asked to take over.")


class ShowOpen(Command):
    """Shows every open matter."""

    name = "show_open"
    keys = ("2",)
    title = N_("All open")
    help = N_("Show every open matter.")


class ShowDue(Command):
    """Shows the matters that are due soon."""

    name = "show_due"
    keys = ("3",)
    title = N_("Due soon")
    help = N_("Show the open matters that are due soon or overdue.")


class ShowOverdue(Command):
    """Shows the matters that are overdue."""

    name = "show_overdue"
    keys = ("4",)
    title = N_("Overdue")
    help = N_("Show the open matters that should have been done.")


class ShowWaiting(Command):
    """Shows the matters that wait for others."""

    name = "show_waiting"
    keys = ("5",)
    title = N_("Waiting")
    help = N_("Show the open matters that wait for others.")


class ShowEvery(Command):
    """Shows every matter, closed ones too."""

    name = "show_every"
    keys = ("6",)
    title = N_("All")
    help = N_("Show every matter, closed ones too.")


FILTERING = (ShowMine, ShowOpen, ShowDue, ShowOverdue, ShowWaiting, ShowEvery)
"""The filters of the list, in their order."""

MATTERS = (Search, OpenMatterScreen, NewMatter, QuickMatter, MatterSheet, *FILTERING, Back)
