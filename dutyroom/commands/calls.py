"""Commands of the call log and of one call."""

from __future__ import annotations

from dutyroom.commands.command import Command, writing
from dutyroom.commands.everywhere import Back
from dutyroom.commands.situation import Situation
from dutyroom.i18n import N_, _


def _on_call(situation: Situation) -> str:
    """Return why nothing can be done to a call: none is chosen, or nothing can be written."""
    return writing(situation) if situation.chosen else _("No call is chosen.")


class Search(Command):
    """Moves to the search field."""

    name = "search"
    keys = ("slash", "ctrl+f")
    title = N_("Search")
    help = N_("Search everything ever logged: number, name, text, date.")
    rank = 4


class Open(Command):
    """Shows all there is about the chosen call."""

    name = "open_call"
    keys = ("enter",)
    title = N_("Open")
    help = N_("Show everything about the chosen call.")

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why nothing can be shown."""
        return "" if situation.chosen else _("No call is chosen.")


class WriteUp(Command):
    """Opens the write-up form; for a signed write-up, the form of its correction."""

    name = "write_up"
    keys = ("f3", "w")
    title = N_("Write up")
    help = N_("Write the chosen call up, or correct a write-up that is signed.")
    rank = 5

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why the call cannot be written up."""
        return _on_call(situation)


class Play(Command):
    """Opens the recording of the chosen call."""

    name = "play"
    keys = ("f4", "p")
    title = N_("Listen")
    help = N_("Open the recording of the chosen call, to listen to it.")
    rank = 7

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why there is nothing to hear."""
        if not situation.chosen:
            return _("No call is chosen.")
        return "" if situation.recorded else _("This call has no recording.")


class CallBack(Command):
    """Shows the number of a missed call and records that it was called back."""

    name = "call_back"
    keys = ("b", "ctrl+k")
    title = N_("Call back")
    help = N_("Show the number of a missed call large, and record that it was called back.")
    rank = 4
    passing = True

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why the call cannot be called back."""
        if not situation.chosen:
            return _("No call is chosen.")
        if not situation.missed:
            return _("Only a missed call is called back.")
        if situation.called_back:
            return _("This call has been called back already.")
        if not situation.numbered:
            return _("No number came with this call: it cannot be called back. x says why.")
        return writing(situation)


class EnterCall(Command):
    """Opens the form for what did not come over the recorded line."""

    name = "enter_call"
    keys = ("n", "ctrl+n", "insert")
    title = N_("Enter by hand")
    help = N_("Enter a fax, a message, a visit or a call on another telephone.")

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why nothing can be entered."""
        return writing(situation)


class Needless(Command):
    """Says that a call needs no write-up, and why."""

    name = "needless"
    keys = ("x", "delete")
    title = N_("No write-up needed")
    help = N_("Say that the chosen call needs no write-up: wrong number, test, nuisance.")

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why the call cannot be closed in this way."""
        if situation.chosen and situation.written_up:
            return _("This call is written up already.")
        if situation.chosen and situation.needless:
            return _("This was said already.")
        if situation.chosen and not situation.over:
            return _("The call is still on.")
        return _on_call(situation)


class StateOutcome(Command):
    """Asks the officer what became of a call where the line could not tell."""

    name = "state_outcome"
    keys = ("o", "ctrl+e")
    title = N_("Answered or missed?")
    help = N_("Say whether a call was answered where the line could not tell.")
    rank = 4
    passing = True

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why the officer is not asked."""
        if situation.chosen and not situation.unknown:
            return _("It is known what became of this call.")
        return _on_call(situation)


class KeepNumber(Command):
    """Keeps the number of a call in the address book."""

    name = "keep_number"
    keys = ("k", "ctrl+a")
    title = N_("Keep number")
    help = N_("Keep whose number this is in the address book, or change what it says of them.")

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why there is no number to keep."""
        if situation.chosen and not situation.numbered:
            return _("No number came with this call: there is none to keep.")
        return _on_call(situation)


class Slip(Command):
    """Prints or saves the call slip."""

    name = "slip"
    keys = ("y", "ctrl+y")
    title = N_("Call slip")
    help = N_("Print the slip of a call that is written up, or save it as a file.")

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why there is no slip."""
        if not situation.chosen:
            return _("No call is chosen.")
        return "" if situation.written_up else _("Write the call up first.")


class MakeMatter(Command):
    """Opens the form of a matter that the chosen call led to."""

    name = "make_matter"
    keys = ("t", "ctrl+x")
    title = N_("Make a matter")
    help = N_("Make a matter of the chosen call: the form is filled in from its record.")
    rank = 8

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why no matter can be made of it."""
        return _on_call(situation)


class Export(Command):
    """Writes the log of some days into a file."""

    name = "export"
    keys = ("e", "f12")
    title = N_("Export")
    help = N_("Write the call log of some days into a spreadsheet, CSV or JSON file.")

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why nothing can be exported."""
        return "" if situation.ready else writing(situation)


class ShowShift(Command):
    """Shows the calls of the shift that sits here."""

    name = "show_shift"
    keys = ("1",)
    title = N_("This shift")
    help = N_("Show the calls of this shift.")


class ShowToday(Command):
    """Shows the calls of the day."""

    name = "show_today"
    keys = ("2",)
    title = N_("Today")
    help = N_("Show the calls of today.")


class ShowPending(Command):
    """Shows the calls that are over and not written up."""

    name = "show_pending"
    keys = ("3",)
    title = N_("Not written up")
    help = N_("Show the calls that are over and not yet written up.")


class ShowMissed(Command):
    """Shows the missed calls."""

    name = "show_missed"
    keys = ("4",)
    title = N_("Missed")
    help = N_("Show the missed calls.")


class ShowAll(Command):
    """Shows every call."""

    name = "show_all"
    keys = ("5",)
    title = N_("All")
    help = N_("Show all calls.")


ON_A_CALL = (WriteUp, Play, MakeMatter, CallBack, Needless, StateOutcome, KeepNumber, Slip)
"""What can be done to one call, in the log and on its own screen."""

SHOWING = (ShowShift, ShowToday, ShowPending, ShowMissed, ShowAll)
"""The filters of the log, in their order."""

CALLS = (Search, Open, *ON_A_CALL, EnterCall, Export, *SHOWING, Back)
CALL = (*ON_A_CALL, Back)
