"""Commands of the equipment check; faults and stock have their own modules."""

from __future__ import annotations

from typing import ClassVar

from dutyroom.commands.command import Command, writing
from dutyroom.commands.everywhere import Back
from dutyroom.commands.situation import Situation
from dutyroom.i18n import N_, _

LISTED = "equipment.listed"
"""The unit has a checklist."""
GOING = "equipment.going"
"""A check is going on."""
ASKED = "equipment.asked"
"""The item under the cursor belongs to the check that is going on."""
CHOSEN = "equipment.chosen"
"""Something is under the cursor."""
SIGNED = "equipment.signed"
"""There is a signed check."""
RETIRED = "equipment.retired"
"""An item of the checklist was retired, or left out."""
OFFERED = "equipment.offered"
"""What is under the cursor ships with the program, and the unit's list never had it."""
OPEN = "equipment.open"
"""The fault under the cursor is open."""
REPORTED = "equipment.reported"
"""It is reported."""
REPAIRED = "equipment.repaired"
"""It is repaired."""


def listed(situation: Situation) -> str:
    """Return why nothing can be done without a checklist."""
    if LISTED not in situation.here:
        return _("The unit has no checklist yet: F3 takes one over.")
    return writing(situation, signed_on=False)


class BeginCheck(Command):
    """Begins a check, or says who goes on with the one that is going on."""

    name = "begin_check"
    keys = ("f3", "insert")
    title = N_("Begin check")
    help = N_("Begin the check of start or end of the shift; or say who goes on with it.")
    rank = 4

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why no check can be begun."""
        return writing(situation, signed_on=False)


class _Found(Command):
    """Enters how the item under the cursor was found, and goes to the next one."""

    keys: ClassVar[tuple[str, ...]] = ()

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why nothing can be entered."""
        if GOING not in situation.here:
            return _("No check is going on: F3 begins one.")
        if ASKED not in situation.here:
            return _("This check does not ask for the item.")
        return writing(situation, signed_on=False)


class ItemOk(_Found):
    """The item is in order."""

    name = "item_ok"
    keys = ("1",)
    title = N_("In order")
    help = N_("The item under the cursor is in order; the cursor goes to the next one.")


class ItemFaulty(_Found):
    """The item is faulty."""

    name = "item_faulty"
    keys = ("2",)
    title = N_("Faulty")
    help = N_("The item under the cursor is faulty; you are asked what is wrong.")


class ItemOutOfUse(_Found):
    """The item is out of use."""

    name = "item_out_of_use"
    keys = ("3",)
    title = N_("Out of use")
    help = N_("The item under the cursor is out of use; you are asked why.")


class ItemMissing(_Found):
    """The item is missing."""

    name = "item_missing"
    keys = ("4",)
    title = N_("Missing")
    help = N_("The item under the cursor is missing; you are asked about it.")


class Probe(Command):
    """Lets the machine look at what it can, or stops that."""

    name = "probe"
    keys = ("f4", "p")
    title = N_("Probe")
    help = N_("Let the machine probe what it can; pressed again, stop. It ticks nothing.")
    rank = 7


class ProveRecorder(Command):
    """Proves the recorder end to end, with the officer's ear."""

    name = "prove_recorder"
    keys = ("r", "ctrl+a")
    title = N_("Prove the recorder")
    help = N_("Lift the handset: the dial tone is found, recorded, played back and heard by you.")

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why it cannot be proven: the line keeper records."""
        return "" if situation.keeper else _("The line keeper does not answer.")


class ReadWhole(Command):
    """Shows everything about the one under the cursor, however much it is."""

    name = "read_whole"
    keys = ("enter",)
    title = N_("In full")
    help = N_("Read in full what the list and the lines below it have no room for.")

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why there is nothing to read."""
        return "" if CHOSEN in situation.here else _("Nothing is chosen.")


class SignCheck(Command):
    """Signs a complete check."""

    name = "sign_check"
    keys = ("f9", "ctrl+s")
    title = N_("Sign")
    help = N_("Sign the check when every item is entered. Faults get their tickets.")
    rank = 5

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why nothing can be signed."""
        if GOING not in situation.here:
            return _("No check is going on: F3 begins one.")
        return writing(situation, signed_on=False)


class DropCheck(Command):
    """Gives a check up, with a reason."""

    name = "drop_check"
    keys = ("x", "delete")
    title = N_("Give up")
    help = N_("Give the check up that is going on, with a reason. It stays readable.")

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why nothing can be given up."""
        return SignCheck.why_not(situation)


class Compare(Command):
    """Shows the last start and end side by side."""

    name = "compare"
    keys = ("c", "ctrl+k")
    title = N_("Compare")
    help = N_("Show the last checks of start and end side by side, with what differs.")

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why nothing can be compared."""
        return "" if SIGNED in situation.here else _("No check is signed yet.")


class CheckSheet(Command):
    """Prints or saves the check sheet that was signed last."""

    name = "check_sheet"
    keys = ("y", "ctrl+y")
    title = N_("Check sheet")
    help = N_("Print a check, the last one or an earlier one, or save it as a file.")

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why there is no sheet."""
        return Compare.why_not(situation)


class Faults(Command):
    """Opens the fault tickets."""

    name = "faults"
    keys = ("t", "ctrl+e")
    title = N_("Faults")
    help = N_("Show the fault tickets: report, remind, repair, verify.")
    rank = 8


class Stock(Command):
    """Opens the emergency stock."""

    name = "stock"
    keys = ("s", "ctrl+u")
    title = N_("Stock")
    help = N_("Show the emergency stock with what came in and went out; verify the room.")
    rank = 8


class EditList(Command):
    """Opens the checklist, to change it."""

    name = "edit_list"
    keys = ("e", "ctrl+n")
    title = N_("Checklist")
    help = N_("Change the checklist: add, change, retire and order its items.")

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why the list cannot be changed."""
        return listed(situation)


COMPARISON = (Back,)
FOUND = (ItemOk, ItemFaulty, ItemOutOfUse, ItemMissing)
"""How an item was found; each enters one."""

EQUIPMENT = (
    BeginCheck, *FOUND, ReadWhole, Probe, ProveRecorder, SignCheck, DropCheck, Compare, CheckSheet,
    Faults, Stock, EditList, Back,
)  # fmt: skip
