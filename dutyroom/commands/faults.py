"""Commands of the fault tickets."""

from __future__ import annotations

from dutyroom.commands.command import Command, writing
from dutyroom.commands.equipment import CHOSEN, OPEN, REPAIRED, REPORTED, ReadWhole, listed
from dutyroom.commands.everywhere import Back
from dutyroom.commands.situation import Situation
from dutyroom.i18n import N_, _


def _on_fault(situation: Situation) -> str:
    """Return why nothing can be done to a fault."""
    if CHOSEN not in situation.here:
        return _("No fault is chosen.")
    if OPEN not in situation.here:
        return _("This ticket is closed.")
    return writing(situation, signed_on=False)


class NewFault(Command):
    """Notes a fault outside a check."""

    name = "new_fault"
    keys = ("n", "insert", "ctrl+n")
    title = N_("Note a fault")
    help = N_("Note a fault of an item of the checklist outside a check.")
    rank = 4

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why no fault can be noted."""
        return listed(situation)


class ReportFault(Command):
    """Notes to whom a fault was reported."""

    name = "report_fault"
    keys = ("f3", "r")
    title = N_("Reported")
    help = N_("Note to whom the chosen fault was reported, how, and what was promised.")
    rank = 5

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why nothing can be reported."""
        if REPAIRED in situation.here:
            return _("It is repaired already.")
        return _on_fault(situation)


class RemindFault(Command):
    """Notes that the repairer was reminded."""

    name = "remind_fault"
    keys = ("m", "ctrl+e")
    title = N_("Reminded")
    help = N_("Note that the repairer was reminded of the chosen fault.")
    rank = 8

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why nobody can be reminded."""
        if REPORTED not in situation.here and OPEN in situation.here:
            return _("It was not reported yet.")
        return ReportFault.why_not(situation)


class BypassFault(Command):
    """States how the desk does without the item."""

    name = "bypass_fault"
    keys = ("w", "ctrl+k")
    title = N_("Workaround")
    help = N_("State how the desk does without the item until it is repaired.")
    rank = 7

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why none can be stated."""
        return _on_fault(situation)


class RepairFault(Command):
    """Notes the repair."""

    name = "repair_fault"
    keys = ("f4", "d")
    title = N_("Repaired")
    help = N_("Note who repaired the chosen fault and what was done.")
    rank = 6

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why no repair can be noted."""
        return ReportFault.why_not(situation)


class VerifyFault(Command):
    """Says whether the repair holds; if so, closes the ticket."""

    name = "verify_fault"
    keys = ("f9", "v")
    title = N_("Verify")
    help = N_("Say whether the repair holds: then the ticket is closed, else it goes on.")
    rank = 6

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why nothing can be verified."""
        if REPAIRED not in situation.here and OPEN in situation.here:
            return _("It is not repaired yet.")
        return _on_fault(situation)


class CloseFault(Command):
    """Closes a ticket without a repair."""

    name = "close_fault"
    keys = ("x", "delete")
    title = N_("Close unrepaired")
    help = N_("Close a ticket without a repair, with a reason: a mistake, or the item is gone.")

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why it cannot be closed."""
        return _on_fault(situation)


class FaultLedger(Command):
    """Prints or saves the fault ledger."""

    name = "fault_ledger"
    keys = ("y", "ctrl+y")
    title = N_("Fault ledger")
    help = N_("Print all fault tickets with the mean time to repair, or save them as a file.")


TICKETS = (
    NewFault, ReportFault, RemindFault, BypassFault, RepairFault, VerifyFault, CloseFault,
    ReadWhole, FaultLedger, Back,
)  # fmt: skip
