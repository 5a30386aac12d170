"""Commands of the on-duty roster."""

from __future__ import annotations

from typing import Final

from dutyroom.commands.admissions import Admissions
from dutyroom.commands.command import Command, writing
from dutyroom.commands.everywhere import Back
from dutyroom.commands.roster_moving import (
    Earlier,
    Jump,
    Later,
    OtherDraft,
    Today,
    WeekOrMonth,
)
from dutyroom.commands.roster_sheet import RosterSheet
from dutyroom.commands.situation import Situation
from dutyroom.commands.swaps import ROSTER_PUBLISHED, ROSTER_SLOT, SwapSlot
from dutyroom.i18n import N_, _

PLANNED: Final = "planned"
"""A word of `Situation.here`: the days can be planned."""
SLOT: Final = ROSTER_SLOT
"""A shift is under the cursor."""
DRAFT: Final = "draft"
"""The draft is shown."""
DRAFTED: Final = "drafted"
"""There is a draft, shown or not."""
UNDOABLE: Final = "undoable"
"""An edit can be taken back."""
REDOABLE: Final = "redoable"
"""An edit that was taken back can be done again."""
STALE: Final = "stale"
"""Something was published since the draft was begun."""
PUBLISHED: Final = ROSTER_PUBLISHED
"""A version touches the period."""
FAULTY: Final = "faulty"
"""Something is wrong with what is shown."""


def _editing(situation: Situation) -> str:
    """Return why the roster cannot be edited."""
    if PLANNED not in situation.here:
        return _("These days cannot be planned; the line on top says why.")
    return writing(situation)


def _on_slot(situation: Situation) -> str:
    """Return why nothing can be done to the shift under the cursor."""
    return _editing(situation) if SLOT in situation.here else _("No shift is chosen.")


def _drafting(situation: Situation) -> str:
    """Return why nothing can be done to a draft."""
    return _editing(situation) if DRAFT in situation.here else _("No draft is shown.")


class PutPerson(Command):
    """Opens the list of those who could take the shift."""

    name = "put_person"
    keys = ("enter", "insert")
    title = N_("Put in")
    help = N_("Put somebody into the shift, or take them out; type initials to find them.")
    rank = 4

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why nobody can be put in."""
        return _on_slot(situation)


class EmptySlot(Command):
    """Takes everybody out of the shift."""

    name = "empty_slot"
    keys = ("delete", "x")
    title = N_("Empty the shift")
    help = N_("Take everybody out of the shift under the cursor.")

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why nobody can be taken out."""
        return _on_slot(situation)


class Pin(Command):
    """Pins the people of the shift, or lets them go."""

    name = "pin"
    keys = ("space", "p")
    title = N_("Pin")
    help = N_("Pin those in the shift, so that a proposal leaves them there; again lets them go.")

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why nothing can be pinned."""
        return _on_slot(situation)


class Undo(Command):
    """Takes the last edit back."""

    name = "undo"
    keys = ("ctrl+z", "u")
    title = N_("Undo")
    help = N_("Take the last change of the draft back, a whole proposal at once.")

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why nothing can be taken back."""
        return _drafting(situation) if UNDOABLE in situation.here else _("Nothing to undo.")


class Redo(Command):
    """Does again what was taken back."""

    name = "redo"
    keys = ("ctrl+y", "y")
    title = N_("Redo")
    help = N_("Do again what was taken back last.")

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why nothing can be done again."""
        return _drafting(situation) if REDOABLE in situation.here else _("Nothing to redo.")


class Propose(Command):
    """Has the solver propose a roster."""

    name = "propose"
    keys = ("f3", "n")
    title = N_("Propose")
    help = N_("Have a fair roster proposed for some days; pinned people stay.")
    rank = 5

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why nothing can be proposed."""
        return _editing(situation)


class Check(Command):
    """Lists all that is wrong."""

    name = "check"
    keys = ("f4", "c")
    title = N_("Check")
    help = N_("List all that is wrong with the roster; Enter goes to the shift.")
    rank = 6

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why there is nothing to list."""
        if FAULTY in situation.here:
            return ""
        if not situation.here & {PUBLISHED, DRAFT}:
            return _("Nothing is published for these days.")
        return _("Nothing is wrong with this roster.")


class Publish(Command):
    """Publishes the draft."""

    name = "publish"
    keys = ("f9", "ctrl+s")
    title = N_("Publish")
    help = N_("Publish the draft as the next version; a summary is shown first.")
    rank = 7

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why nothing can be published."""
        return _drafting(situation)


class Versions(Command):
    """Shows the published versions."""

    name = "versions"
    keys = ("ctrl+k", "v")
    title = N_("Versions")
    help = N_("List the published versions, and compare each with the one before or any two.")

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why there is none."""
        return "" if PUBLISHED in situation.here else _("Nothing is published for these days.")


class Wishes(Command):
    """Opens the wishes for and against duty."""

    name = "wishes"
    keys = ("i", "plus")
    title = N_("Wishes")
    help = N_("List who wishes for duty and who to be spared; enter wishes, withdraw them.")


class OtherView(Command):
    """Shows the draft or what is in force."""

    name = "other_view"
    keys = ("ctrl+e", "o")
    title = N_("Draft or in force")
    help = N_("Show the draft, or what is in force.")

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why there is only one."""
        return "" if DRAFTED in situation.here else _("There is no draft of these days.")


class CatchUp(Command):
    """Takes over what was published since the draft was begun."""

    name = "catch_up"
    keys = ("ctrl+u",)
    title = N_("Take over")
    help = N_("Take into the draft what was published since it was begun; your changes stay.")

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why there is nothing to take over."""
        if STALE not in situation.here:
            return _("Nothing was published since this draft was begun.")
        return _drafting(situation)


class Discard(Command):
    """Throws the draft away."""

    name = "discard"
    keys = ("ctrl+x",)
    title = N_("Discard draft")
    help = N_("Throw the draft of these days away; what is published stays.")

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why nothing is thrown away."""
        return _drafting(situation)


ROSTER = (
    PutPerson,
    Propose,
    Check,
    Publish,
    EmptySlot,
    Pin,
    Undo,
    Redo,
    Versions,
    Wishes,
    Admissions,
    OtherView,
    CatchUp,
    Discard,
    OtherDraft,
    Earlier,
    Later,
    Jump,
    Today,
    WeekOrMonth,
    SwapSlot,
    RosterSheet,
    Back,
)
