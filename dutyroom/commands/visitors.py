"""Commands of the visitors."""

from __future__ import annotations

from dutyroom.commands.calls import Search
from dutyroom.commands.command import Command, writing
from dutyroom.commands.everywhere import Back
from dutyroom.commands.situation import Situation
from dutyroom.i18n import N_, _

CHOSEN = "visitor chosen"
INSIDE = "visitor still in"
VOID = "visit void"
"""What holds on the list, in words that the screen and its commands share."""


class LetIn(Command):
    """Lets a visitor in."""

    name = "let_in"
    keys = ("n", "insert", "f3")
    title = N_("Let in")
    help = N_("Enter a visitor who is let in: name, unit, business, and whom they see.")
    rank = 5

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why nobody can be entered."""
        return writing(situation)


class LetOut(Command):
    """Lets the chosen visitor out."""

    name = "let_out"
    keys = ("o", "f4")
    title = N_("Let out")
    help = N_("Note that the chosen visitor has gone.")
    rank = 6

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why nobody can be let out."""
        if CHOSEN not in situation.here:
            return _("No visitor is chosen.")
        return writing(situation) if INSIDE in situation.here else _("This visitor is not in.")


class RefuseVisitor(Command):
    """Enters a visitor who is not let in."""

    name = "refuse_visitor"
    keys = ("x", "delete")
    title = N_("Refuse")
    help = N_("Enter a visitor who is not let in, with the reason.")
    rank = 7

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why nobody can be entered."""
        return writing(situation)


def _standing(situation: Situation) -> str:
    """Return why nothing can be done to a visit that stands: none is chosen, or it is void."""
    if VOID in situation.here:
        return _("This visit is void already.")
    return writing(situation) if CHOSEN in situation.here else _("No visitor is chosen.")


class CorrectVisitor(Command):
    """Corrects the chosen visit; what stood there stays readable."""

    name = "correct_visitor"
    keys = ("c", "ctrl+e")
    title = N_("Correct")
    help = N_("Correct the chosen visit, with a reason; what stood there stays readable.")
    rank = 8

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why nothing can be corrected."""
        return _standing(situation)


class VoidVisit(Command):
    """Makes the chosen visit void: it was entered by mistake."""

    name = "void_visit"
    keys = ("v", "ctrl+z")
    title = N_("Void")
    help = N_("The chosen visit was entered by mistake: it stays readable and counts no more.")

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why nothing can be made void."""
        return _standing(situation)


class VisitorSheet(Command):
    """Prints or saves the visitors of a day."""

    name = "visitor_sheet"
    keys = ("y", "ctrl+y")
    title = N_("Print the day")
    help = N_("Print the visitors of a day, or save them as a file.")

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why there is no sheet: the registers are not open."""
        return "" if situation.ready else writing(situation)


class ShowTodaysVisitors(Command):
    """Shows who came today and who is still in."""

    name = "visitors_today"
    keys = ("1",)
    title = N_("Today")
    help = N_("Show who came today, and whoever is still in.")


class ShowInside(Command):
    """Shows who is still in."""

    name = "visitors_inside"
    keys = ("2",)
    title = N_("Still in")
    help = N_("Show who is still in.")


class ShowAllVisitors(Command):
    """Shows every visit."""

    name = "visitors_all"
    keys = ("3",)
    title = N_("All")
    help = N_("Show every visit ever entered.")


FILTERING = (ShowTodaysVisitors, ShowInside, ShowAllVisitors)
"""The filters of the list, in their order."""

VISITORS = (
    Search,
    LetIn,
    LetOut,
    RefuseVisitor,
    CorrectVisitor,
    VoidVisit,
    VisitorSheet,
    *FILTERING,
    Back,
)
