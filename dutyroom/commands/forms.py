"""Commands of forms and questions."""

from __future__ import annotations

from dutyroom.commands.command import Command, writing
from dutyroom.commands.everywhere import Back
from dutyroom.commands.situation import Situation
from dutyroom.i18n import N_


class Sign(Command):
    """Signs what was written; asks first."""

    name = "sign"
    keys = ("f9", "ctrl+s")
    title = N_("Sign")
    help = N_("Check the form and sign it with your name.")
    rank = 4

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why nothing can be signed."""
        return writing(situation)


class SaveForm(Command):
    """Does what the form is for."""

    name = "save_form"
    keys = ("f9", "ctrl+s")
    title = N_("Save")
    help = N_("Check the form and save it under your name.")
    rank = 4

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why nothing can be saved."""
        return writing(situation)


class Accept(Command):
    """Gives the answer that a question is about."""

    name = "accept"
    keys = ("f9", "ctrl+s")
    title = N_("Confirm")
    help = N_("Give the answer that stands there.")
    rank = 4


class Leave(Back):
    """Goes back from a question; a held key drops nothing that was typed."""

    repeats = False


class ImportAll(Command):
    """Carries an import out that was looked at."""

    name = "import_all"
    keys = ("f9", "ctrl+s")
    title = N_("Import")
    help = N_("Import what the list shows. Nothing was changed before.")
    rank = 4

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why nothing can be imported."""
        return writing(situation)


FORM = (Sign, Back)
FILLING = (SaveForm, Back)
QUESTION = (Accept, Leave)
IMPORT = (ImportAll, Back)
PROGRESS = (Back,)
