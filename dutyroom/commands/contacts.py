"""Commands of the address book."""

from __future__ import annotations

from typing import Final

from dutyroom.commands.calls import Search
from dutyroom.commands.command import Command, writing
from dutyroom.commands.everywhere import Back
from dutyroom.commands.situation import Situation
from dutyroom.i18n import N_, _

CHOSEN: Final = "chosen"
"""In `Situation.here`: a contact is chosen."""


def _on_contact(situation: Situation) -> str:
    """Return why nothing can be done to a contact: none is chosen, or nothing can be written."""
    return writing(situation) if CHOSEN in situation.here else _("No contact is chosen.")


class OpenContact(Command):
    """Shows a contact in full."""

    name = "open_contact"
    keys = ("enter",)
    title = N_("Open")
    help = N_("Show everything about the chosen contact, with what was changed of it and by whom.")

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why nothing can be shown."""
        return "" if CHOSEN in situation.here else _("No contact is chosen.")


class AddContact(Command):
    """Opens an empty form."""

    name = "add_contact"
    keys = ("f4", "insert")
    title = N_("New contact")
    help = N_("Put a unit, or a person with their number, into the address book.")
    rank = 5

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why nobody can be put in."""
        return writing(situation)


class ChangeContact(Command):
    """Opens the form of the chosen contact."""

    name = "change_contact"
    keys = ("f9", "ctrl+s")
    title = N_("Change")
    help = N_("Change the chosen contact; what stood there before stays readable.")
    rank = 6

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why nothing can be changed."""
        return _on_contact(situation)


class RetireContact(Command):
    """Takes the chosen contact out of the book, or brings it back."""

    name = "retire_contact"
    keys = ("delete", "ctrl+x")
    title = N_("Remove/bring back")
    help = N_("Take the chosen contact out of the book, or bring it back, with the reason.")

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why nobody can be taken out or brought back."""
        return _on_contact(situation)


class ImportBook(Command):
    """Brings a spreadsheet into the address book."""

    name = "import_book"
    keys = ("f3", "ctrl+n")
    title = N_("Import")
    help = N_("Import units and people from a spreadsheet; you see first what would change.")
    rank = 7

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why nothing can be imported."""
        return writing(situation)


CONTACTS = (Search, OpenContact, AddContact, ChangeContact, RetireContact, ImportBook, Back)
