"""Commands of the daily reports."""

from __future__ import annotations

from typing import Final

from dutyroom.commands.calls import Search
from dutyroom.commands.command import Command, writing
from dutyroom.commands.everywhere import Back
from dutyroom.commands.situation import Situation
from dutyroom.i18n import N_, _

CHOSEN: Final = "report chosen"
MISSING: Final = "report missing"
WRITTEN: Final = "report written"
SIGNED: Final = "report signed"
APPROVED: Final = "report approved"
SENT: Final = "report sent"
VOID: Final = "report void"
UNRECEIPTED: Final = "report without receipt"
"""What holds on the list, in words that the screen and its commands share."""


class WriteReport(Command):
    """Writes the report of the chosen day, goes on with its draft, or writes today's."""

    name = "write_report"
    keys = ("n", "insert", "f3")
    title = N_("Write")
    help = N_("Write the report of the chosen day, go on with its draft, or write today's.")
    rank = 4

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why none can be written."""
        return writing(situation)


class SignReport(Command):
    """Signs the chosen report."""

    name = "sign_report"
    keys = ("f9", "ctrl+s", "s")
    title = N_("Sign")
    help = N_("Sign the chosen report as its author; the figures are those of that moment.")
    rank = 5

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why nothing is signed."""
        return _at(situation, WRITTEN, _("This report is not to be signed."))


class ApproveReport(Command):
    """Approves the chosen report."""

    name = "approve_report"
    keys = ("f4", "a")
    title = N_("Approve")
    help = N_("Have the chosen report approved: by password at the desk, or by phone and attested.")
    rank = 6

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why nothing is approved."""
        return _at(situation, SIGNED, _("This report is not to be approved."))


class SendReport(Command):
    """Notes that the chosen report was sent."""

    name = "send_report"
    keys = ("enter", "m")
    title = N_("Sent")
    help = N_("Note that the chosen report was sent: when, how, to whom, who received it.")
    rank = 7

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why nothing is sent."""
        return _at(situation, APPROVED, _("This report is not to be sent: it is approved first."))


class ReportReceipt(Command):
    """Notes who received the chosen report, where that becomes known later."""

    name = "report_receipt"
    keys = ("r", "ctrl+v")
    title = N_("Receipt")
    help = N_("Note who received the chosen report, or the receipt that came for it.")

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why there is nothing to note."""
        return _at(situation, UNRECEIPTED, _("Nothing waits for a receipt."))


class CorrectReport(Command):
    """Corrects a signed report by another one."""

    name = "correct_report"
    keys = ("c", "ctrl+e")
    title = N_("Correct")
    help = N_("Correct a signed report by another one, with a reason; the first stays readable.")

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why nothing is corrected."""
        if situation.here & {SIGNED, APPROVED, SENT}:
            return writing(situation)
        return _at(situation, SIGNED, _("Only a signed report is corrected."))


class VoidReport(Command):
    """Makes the chosen report void."""

    name = "void_report"
    keys = ("v", "ctrl+z", "delete")
    title = N_("Void")
    help = N_("The chosen report was entered by mistake: it stays readable and counts no more.")

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why nothing becomes void."""
        if situation.here & {WRITTEN, SIGNED, APPROVED, SENT}:
            return writing(situation)
        return _at(situation, WRITTEN, _("This report is void already."))


class ReportSheet(Command):
    """Prints or saves the chosen report."""

    name = "report_sheet"
    keys = ("y", "ctrl+y")
    title = N_("Print report")
    help = N_("Print the chosen report with its figures and names, or save it as a file.")

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why there is no sheet."""
        if CHOSEN not in situation.here:
            return _("No report is chosen.")
        return _("This report is to be written first.") if MISSING in situation.here else ""


class PeriodSheet(Command):
    """Prints or saves the summary of the holiday or event of the chosen day."""

    name = "period_sheet"
    keys = ("k", "ctrl+k")
    title = N_("Summary")
    help = N_("Print the summary of the whole holiday or event, filled in from its daily reports.")

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why there is no summary."""
        return "" if CHOSEN in situation.here else _("No report is chosen.")


class ReportBoard(Command):
    """Opens the board of the units that report to this one."""

    name = "report_board"
    keys = ("b", "asterisk")
    title = N_("Board of units")
    help = N_("See which units have reported to this one on the chosen day, and note what comes.")


class ShowOpenReports(Command):
    """Shows what is not sent yet."""

    name = "reports_open"
    keys = ("1",)
    title = N_("Not sent yet")
    help = N_("Show the days that owe a report, and reports that are not sent yet.")


class ShowAllReports(Command):
    """Shows every report."""

    name = "reports_all"
    keys = ("2",)
    title = N_("All")
    help = N_("Show every report ever written, and the days that owe one.")


def _at(situation: Situation, state: str, otherwise: str) -> str:
    """Return why something cannot be done to the chosen report.

    Args:
        situation: How things are.
        state: How the report has to stand.
        otherwise: What is said where it stands otherwise.
    """
    if CHOSEN not in situation.here:
        return _("No report is chosen.")
    if MISSING in situation.here:
        return _("This report is to be written first.")
    return writing(situation) if state in situation.here else otherwise


FILTERING: Final = (ShowOpenReports, ShowAllReports)
"""The filters of the list, in their order."""

REPORTS: Final = (
    Search,
    WriteReport,
    SignReport,
    ApproveReport,
    SendReport,
    ReportReceipt,
    CorrectReport,
    VoidReport,
    ReportSheet,
    PeriodSheet,
    ReportBoard,
    *FILTERING,
    Back,
)
