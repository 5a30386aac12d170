"""Commands of the register of people and of the unit."""

from __future__ import annotations

from dutyroom.commands.admissions import Admissions
from dutyroom.commands.command import Command, writing
from dutyroom.commands.everywhere import Back
from dutyroom.commands.situation import Situation
from dutyroom.i18n import N_, _


class FindPerson(Command):
    """Searches the register."""

    name = "find_person"
    keys = ("slash", "ctrl+f")
    title = N_("Search")
    help = N_("Find officers and leaders by name, initials, post or number.")
    rank = 4


class EditPerson(Command):
    """Opens the form of somebody."""

    name = "edit_person"
    keys = ("f9", "enter")
    title = N_("Edit")
    help = N_("Correct the chosen person; what stood there before stays readable.")
    rank = 5

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why nobody can be edited."""
        return writing(situation) if "chosen" in situation.here else _("Nobody is chosen.")


class AddPerson(Command):
    """Opens an empty form."""

    name = "add_person"
    keys = ("f4", "insert")
    title = N_("New person")
    help = N_("Put an officer or leader into the register.")
    rank = 7

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why nobody can be added."""
        return writing(situation)


class RetirePerson(Command):
    """Takes somebody out of the register, or brings them back."""

    name = "retire_person"
    keys = ("delete", "ctrl+x")
    title = N_("Retire/bring back")
    help = N_("Take the chosen person out of the register, or bring them back, with the reason.")

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why nobody can be retired."""
        return writing(situation) if "chosen" in situation.here else _("Nobody is chosen.")


class ImportPeople(Command):
    """Brings a spreadsheet into the register."""

    name = "import_people"
    keys = ("f3", "ctrl+n")
    title = N_("Import")
    help = N_("Import officers and leaders from a spreadsheet; you see first what would change.")
    rank = 8

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why nothing can be imported."""
        return writing(situation)


class ExportPeople(Command):
    """Writes the register into a spreadsheet."""

    name = "export_people"
    keys = ("ctrl+e", "e")
    title = N_("Export")
    help = N_("Write the register into a spreadsheet that can be imported again.")

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why nothing can be exported."""
        return "" if situation.ready else writing(situation)


class SavePerson(Command):
    """Records what stands in the form."""

    name = "save_person"
    keys = ("f9", "ctrl+s")
    title = N_("Save")
    help = N_("Check the form and record it with your name.")
    rank = 4

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why nothing can be recorded."""
        return writing(situation)


class DescribeUnit(Command):
    """Describes the unit anew."""

    name = "describe_unit"
    keys = ("f3", "p")
    title = N_("Profile")
    help = N_("Say what kind of unit this is, its name, and which body is charged with duty.")
    rank = 4

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why it cannot be described."""
        return writing(situation)


class ChangeNumber(Command):
    """Notes another duty number."""

    name = "change_number"
    keys = ("f4", "n")
    title = N_("Another number")
    help = N_("Note that the unit has another duty number, from which day and why (article 6).")
    rank = 5

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why no number can be noted."""
        return writing(situation)


class WithdrawNumber(Command):
    """Withdraws a number that was noted by mistake."""

    name = "withdraw_number"
    keys = ("delete", "x")
    title = N_("Withdraw")
    help = N_("Withdraw the chosen number: it was noted by mistake. It stays readable.")
    rank = 7

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why nothing can be withdrawn."""
        if "counts" in situation.here:
            return writing(situation)
        return _("No number that counts is chosen.")


PEOPLE = (
    FindPerson,
    EditPerson,
    AddPerson,
    RetirePerson,
    Admissions,
    ImportPeople,
    ExportPeople,
    Back,
)
PERSON = (SavePerson, Back)
UNIT = (DescribeUnit, ChangeNumber, WithdrawNumber, Back)
