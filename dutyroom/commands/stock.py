"""Commands of the emergency stock and of the checklist."""

from __future__ import annotations

from dutyroom.commands.command import Command, writing
from dutyroom.commands.equipment import CHOSEN, LISTED, OFFERED, RETIRED, listed
from dutyroom.commands.everywhere import Back
from dutyroom.commands.situation import Situation
from dutyroom.i18n import N_, _

EXPIRED = "stock expired"
"""Something of the chosen item has expired."""


def _on_item(situation: Situation) -> str:
    """Return why nothing can be done to an item."""
    if CHOSEN not in situation.here:
        return _("No item is chosen.")
    return writing(situation, signed_on=False)


def _on_listed(situation: Situation) -> str:
    """Return why nothing can be done to an item of the checklist."""
    if OFFERED in situation.here:
        return _("It is not in the list yet: A takes it in.")
    return _on_item(situation)


class ReceiveStock(Command):
    """Notes what came in."""

    name = "receive_stock"
    keys = ("f3", "insert")
    title = N_("In")
    help = N_("Note what came in of the chosen item, and when it expires.")
    rank = 4

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why nothing can be brought in."""
        return _on_item(situation)


class IssueStock(Command):
    """Notes what went out."""

    name = "issue_stock"
    keys = ("f4", "o")
    title = N_("Out")
    help = N_("Note what went out of the chosen item; what expires first goes first.")
    rank = 5

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why nothing can be taken out."""
        return _on_item(situation)


class CountStock(Command):
    """Notes a count."""

    name = "count_stock"
    keys = ("c", "ctrl+k")
    title = N_("Count")
    help = N_("Enter what was counted of the chosen item; the difference is a movement.")
    rank = 6

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why nothing can be counted."""
        return _on_item(situation)


class DisposeStock(Command):
    """Notes that what has expired is gone."""

    name = "dispose_stock"
    keys = ("x", "delete")
    title = N_("Dispose of expired")
    help = N_("Note that all that has expired of the chosen item was disposed of.")
    rank = 7

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why nothing can be disposed of."""
        if CHOSEN in situation.here and EXPIRED not in situation.here:
            return _("Nothing of it has expired.")
        return _on_item(situation)


class VerifyRoom(Command):
    """Notes a verification of the room."""

    name = "verify_room"
    keys = ("v", "ctrl+e")
    title = N_("Verify the room")
    help = N_("Note that the room was measured and seen: area, and with whom it is shared.")
    rank = 8

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why nothing can be noted."""
        return writing(situation, signed_on=False)


class AddItem(Command):
    """Adds an item to the list."""

    name = "add_item"
    keys = ("insert", "ctrl+n")
    title = N_("Add")
    help = N_("Add an item of the unit's own to the checklist.")
    rank = 5

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why none can be added."""
        return listed(situation)


class ChangeItem(Command):
    """Changes an item of the list."""

    name = "change_item"
    keys = ("f3", "enter")
    title = N_("Change")
    help = N_("Change the chosen item: name, critical or not, how often, who, minimum, place.")
    rank = 4

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why it cannot be changed."""
        return _on_listed(situation)


class RetireItem(Command):
    """Takes an item out of the list, or leaves one that ships out for good."""

    name = "retire_item"
    keys = ("x", "delete")
    title = N_("Retire")
    help = N_("Take the chosen item out, or leave an offered one out, with a reason.")
    rank = 6

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why it cannot be retired."""
        return _on_item(situation)


class RestoreItem(Command):
    """Takes a retired item back."""

    name = "restore_item"
    keys = ("b", "ctrl+e")
    title = N_("Take back")
    help = N_("Take an item back that was retired, as it was, with its probes and its history.")
    rank = 7

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why none can be taken back."""
        if RETIRED not in situation.here:
            return _("No item was retired.")
        return listed(situation)


class TakeIn(Command):
    """Takes an item in that ships with the program."""

    name = "take_in"
    keys = ("a", "ctrl+a")
    title = N_("Put in the list")
    help = N_("Take the chosen item in that ships with the program and the list never had.")
    rank = 7

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why it cannot be taken in."""
        if CHOSEN in situation.here and OFFERED not in situation.here:
            return _("It is in the list already.")
        return _on_item(situation)


class ListHistory(Command):
    """Shows all versions of the list."""

    name = "list_history"
    keys = ("h", "ctrl+y")
    title = N_("History")
    help = N_("Show every version of the list: when, by whom, what was changed and why.")
    rank = 8

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why there is none."""
        return "" if LISTED in situation.here else _("The unit has no checklist yet.")


class ItemUp(Command):
    """Moves an item up within its group."""

    name = "item_up"
    keys = ("u", "ctrl+u")
    title = N_("Up")
    help = N_("Move the chosen item up within its group.")
    rank = 7

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why it cannot be moved."""
        return _on_listed(situation)


class ItemDown(Command):
    """Moves an item down within its group."""

    name = "item_down"
    keys = ("j", "ctrl+k")
    title = N_("Down")
    help = N_("Move the chosen item down within its group.")
    rank = 7

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why it cannot be moved."""
        return _on_listed(situation)


class ListRules(Command):
    """Lays down when a check is asked for."""

    name = "list_rules"
    keys = ("f4", "r")
    title = N_("When it is asked for")
    help = N_("Lay down whether signing on and being relieved ask for a signed check.")

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why nothing can be laid down."""
        return listed(situation)


STOCK = (ReceiveStock, IssueStock, CountStock, DisposeStock, VerifyRoom, Back)
CHECKLIST = (
    AddItem, ChangeItem, RetireItem, RestoreItem, TakeIn, ItemUp, ItemDown, ListRules, ListHistory,
    Back,
)  # fmt: skip
