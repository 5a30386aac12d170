# ruff: noqa: PLC0415 - loading here and not above is what this module is for
"""Open the screens that the first picture does not need; each is loaded when it is opened."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from textual.app import App
from textual.screen import Screen

if TYPE_CHECKING:
    from datetime import datetime

    from textual.content import Content

    from dutyroom.commands.command import Command
    from dutyroom.commands.situation import Situation
    from dutyroom.desk.looks.bench import AskKeeper
    from dutyroom.registers.calls.reading import CallRow
    from dutyroom.registers.matters.detail import MatterDetail
    from dutyroom.registers.matters.line import MatterRow
    from dutyroom.registers.people.person import Person
    from dutyroom.registers.sheets.outcome import Preview
    from dutyroom.registers.shifts.blockers import Checks
    from dutyroom.registers.shifts.signing import Signed, Signs
    from dutyroom.screens.asking import Question
    from dutyroom.screens.base import DutyScreen
    from dutyroom.screens.filling import Filling
    from dutyroom.screens.progress import Work
    from dutyroom.screens.sign_on import Settles
    from dutyroom.standard.probing import Reading


def calls() -> Screen[None]:
    """Return the call log."""
    from dutyroom.screens.calls import CallsScreen

    return CallsScreen()


def rooms(situation: Situation) -> Screen[str | None]:
    """Return the menu of the rooms."""
    from dutyroom.screens.rooms import RoomsDialog

    return RoomsDialog(situation)


def rest() -> Screen[None]:
    """Return what stands where the other screens cannot."""
    from dutyroom.screens.rest import RestScreen

    return RestScreen()


def question(asked: Question) -> Screen[Mapping[str, str] | None]:
    """Return the dialog that asks a question."""
    from dutyroom.screens.question import QuestionDialog

    return QuestionDialog(asked)


def first_shift(asked: Question) -> Screen[Mapping[str, str] | None]:
    """Return the question who is on duty at a desk without accounts."""
    from dutyroom.screens.first_shift import FirstShiftDialog

    return FirstShiftDialog(asked)


def sign_on(
    *,
    officer: str = "",
    arrived: datetime | None = None,
    signs: Signs | None = None,
    checks: Checks | None = None,
    settles: Settles | None = None,
    said: Mapping[str, str] | None = None,
) -> Screen[Signed | None]:
    """Return the form of sign-on and relief; the arguments are those of `SignOnScreen`."""
    from dutyroom.screens.sign_on import SignOnScreen

    return SignOnScreen(
        officer=officer,
        arrived=arrived,
        signs=signs,
        checks=checks,
        settles=settles,
        said=said or {},
    )


def lock() -> Screen[None]:
    """Return what stands over a locked console."""
    from dutyroom.screens.lock import LockScreen

    return LockScreen()


def write_up(call: str) -> Screen[None]:
    """Return the form of a call."""
    from dutyroom.screens.write_up import WriteUpScreen

    return WriteUpScreen(call)


def call(row: CallRow) -> Screen[None]:
    """Return the screen of one call."""
    from dutyroom.screens.call import CallScreen

    return CallScreen(row)


def recording(of_call: str, *, last_minute: bool = False) -> Screen[None]:
    """Return the recording panel of a call."""
    from dutyroom.screens.recording import RecordingScreen

    return RecordingScreen(of_call, last_minute=last_minute)


def alarms() -> Screen[None]:
    """Return the list of alarms."""
    from dutyroom.screens.alarms import AlarmsScreen

    return AlarmsScreen()


def contacts() -> Screen[None]:
    """Return the address book."""
    from dutyroom.screens.contacts import ContactsScreen

    return ContactsScreen()


def leave() -> Screen[None]:
    """Return the whereabouts board."""
    from dutyroom.screens.leave import LeaveScreen

    return LeaveScreen()


def matters() -> Screen[None]:
    """Return the list of matters."""
    from dutyroom.screens.matters import MattersScreen

    return MattersScreen()


def matter(identity: str) -> Screen[None]:
    """Return the screen of one matter."""
    from dutyroom.screens.matter import MatterScreen

    return MatterScreen(identity)


def form(filling: Filling) -> Screen[str | None]:
    """Return a form to be filled in."""
    from dutyroom.screens.form import FormScreen

    return FormScreen(filling)


def progress(
    title: str, words: Callable[[int], str], task: Work, *, stops: bool
) -> Screen[str | None]:
    """Return the dialog that does something long."""
    from dutyroom.screens.progress import ProgressDialog

    return ProgressDialog(title, words, task, stops=stops)


def import_preview(preview: Preview) -> Screen[bool | None]:
    """Return what an import would change."""
    from dutyroom.screens.import_preview import ImportPreviewScreen

    return ImportPreviewScreen(preview)


def explanation(commands: Sequence[type[Command]], situation: Situation) -> Screen[None]:
    """Return the help of a screen with these commands."""
    from dutyroom.screens.help import HelpScreen

    return HelpScreen(commands, situation)


def whole(*texts: Content) -> Screen[None]:
    """Return texts in full, one below the other."""
    from dutyroom.screens.whole import WholeText

    return WholeText(*texts)


def palette(commands: Sequence[type[Command]], situation: Situation) -> Screen[str | None]:
    """Return the command palette of a screen with these commands."""
    from dutyroom.screens.palette import PaletteScreen

    return PaletteScreen(commands, situation)


async def shift(app: App[Any]) -> None:
    """Ask who sits here."""
    from dutyroom.screens.shift import ask_shift

    await ask_shift(app)


async def founding(app: App[Any], name: str = "") -> Person | None:
    """Set up accounts; return the first administrator, None: it stays without."""
    from dutyroom.screens.founding import ask_founding

    return await ask_founding(app, name)


async def own_password(app: App[Any], person: str, name: str) -> bool:
    """Have somebody choose another password; return whether they did."""
    from dutyroom.screens.secrets import ask_own_password

    return await ask_own_password(app, person, name)


async def whether_back(app: App[Any], person: str) -> None:
    """Ask the officer in charge, who has just unlocked, whether they are back at the post."""
    from dutyroom.screens.post import ask_whether_back

    await ask_whether_back(app, person)


async def slip(app: App[Any], row: CallRow) -> None:
    """Print or save the slip of a call."""
    from dutyroom.screens.slip import ask_slip

    await ask_slip(app, row)


async def recorder_proof(app: App[Any], line: str, ask: AskKeeper, by: str = "") -> Reading | None:
    """Prove the recorder of a line with the officer; None: it came to nothing."""
    from dutyroom.screens.recorder_proof import ask_proof

    return await ask_proof(app, line, ask, by)


async def new_matter(at: DutyScreen[Any]) -> str | None:
    """Fill in the form of a new matter; return its id, None: it was left."""
    from dutyroom.screens.matter_making import ask_new

    return await ask_new(at)


async def matter_of_call(at: DutyScreen[Any], row: CallRow) -> str | None:
    """Fill in the form of a matter from a call; return its id, None: it was left."""
    from dutyroom.screens.matter_making import ask_of_call

    return await ask_of_call(at, row)


async def matter_sheet(app: App[Any], row: MatterRow) -> None:
    """Print or save the sheet of a matter."""
    from dutyroom.screens.matter_paper import ask_matter_sheet

    await ask_matter_sheet(app, row)


async def matter_file(app: App[Any], detail: MatterDetail) -> None:
    """Save a copy of a file that is kept with a matter."""
    from dutyroom.screens.matter_files import ask_file

    await ask_file(app, detail)


async def export(app: App[Any]) -> None:
    """Export the call log."""
    from dutyroom.screens.export import ask_export

    await ask_export(app)


async def book_import(app: App[Any]) -> bool:
    """Import into the address book; return whether something was imported."""
    from dutyroom.screens.book_import import ask_import

    return await ask_import(app)


async def keep_number(at: DutyScreen[Any], row: CallRow) -> None:
    """Fill in whose the number of a call is, for the address book."""
    from dutyroom.screens.contact_keeping import ask_keep

    await ask_keep(at, row)


async def entry(app: App[Any], new_call: str) -> Screen[None] | None:
    """Ask what arrived outside the line; return the form to write it up in."""
    from dutyroom.screens.entry import ask_entry

    return await ask_entry(app, new_call)
