"""The command that puts the roster on paper or into a file."""

from __future__ import annotations

from dutyroom.commands.command import Command
from dutyroom.i18n import N_


class RosterSheet(Command):
    """Prints or saves the roster in force."""

    name = "roster_sheet"
    keys = ("f12", "e", "ctrl+a")
    title = N_("Wall roster")
    help = N_("Print the roster in force as it is posted on the wall, or save it as a file.")
