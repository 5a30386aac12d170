"""Every command is declared once, can be reached, and says why it cannot be used."""

from __future__ import annotations

from pathlib import Path

import pytest

from dutyroom import i18n
from dutyroom.app import DutyApp
from dutyroom.channel.messages import LineState
from dutyroom.commands.catalogue import SECTIONS, named
from dutyroom.commands.command import Command, by_two_clicks, key_name
from dutyroom.commands.everywhere import EVERYWHERE, Palette
from dutyroom.commands.situation import Situation
from dutyroom.commands.table import table
from dutyroom.screens.accounts import AccountsScreen
from dutyroom.screens.admissions import AdmissionsScreen
from dutyroom.screens.alarms import AlarmsScreen
from dutyroom.screens.base import Framed
from dutyroom.screens.board import BoardScreen
from dutyroom.screens.calendar import CalendarScreen
from dutyroom.screens.call import CallScreen
from dutyroom.screens.calls import CallsScreen
from dutyroom.screens.checklist import ChecklistScreen
from dutyroom.screens.comparison import ComparisonScreen
from dutyroom.screens.compensation import CompensationScreen, CreditsScreen
from dutyroom.screens.contacts import ContactsScreen
from dutyroom.screens.custody import CustodyScreen
from dutyroom.screens.equipment import EquipmentScreen
from dutyroom.screens.fault_tickets import FaultsScreen
from dutyroom.screens.first_shift import FirstShiftDialog
from dutyroom.screens.form import FormScreen
from dutyroom.screens.handover import HandoverScreen
from dutyroom.screens.handovers import HandoversScreen, SignedListScreen
from dutyroom.screens.help import HelpScreen
from dutyroom.screens.leave import LeaveScreen
from dutyroom.screens.lock import LockScreen
from dutyroom.screens.matter import MatterScreen
from dutyroom.screens.matters import MattersScreen
from dutyroom.screens.on_duty import OnDutyScreen
from dutyroom.screens.palette import PaletteScreen
from dutyroom.screens.people import PeopleScreen
from dutyroom.screens.person import PersonScreen
from dutyroom.screens.question import QuestionDialog
from dutyroom.screens.recorder_proof import RecorderProofDialog
from dutyroom.screens.recording import RecordingScreen
from dutyroom.screens.relieving import RelievingScreen
from dutyroom.screens.reports import ReportsScreen
from dutyroom.screens.rooms import RoomsDialog
from dutyroom.screens.roster import RosterScreen
from dutyroom.screens.roster_faults import RosterFaultsDialog
from dutyroom.screens.roster_person import RosterPersonDialog
from dutyroom.screens.roster_solve import RosterSolveDialog
from dutyroom.screens.roster_versions import RosterVersionsScreen
from dutyroom.screens.sign_on import SignOnScreen
from dutyroom.screens.statement import StatementScreen
from dutyroom.screens.stock import StockScreen
from dutyroom.screens.submissions import SubmissionsScreen
from dutyroom.screens.swaps import SwapsScreen
from dutyroom.screens.unit import UnitScreen
from dutyroom.screens.visitors import VisitorsScreen
from dutyroom.screens.wishes import WishesScreen
from dutyroom.screens.write_up import WriteUpScreen
from tests.screens.driving import press, ready, screen_text, shows, type_text, until
from tests.screens.scene import Scene

SCREENS: list[type[Framed]] = [
    AccountsScreen, AdmissionsScreen, AlarmsScreen, BoardScreen, CalendarScreen,
    CallScreen, CallsScreen,
    ChecklistScreen, ComparisonScreen, CompensationScreen, ContactsScreen, CreditsScreen,
    CustodyScreen, EquipmentScreen, FaultsScreen, FirstShiftDialog, FormScreen,
    HandoverScreen, HandoversScreen, HelpScreen, LeaveScreen, LockScreen, MatterScreen,
    MattersScreen, OnDutyScreen, PaletteScreen, PeopleScreen, PersonScreen, QuestionDialog,
    RecorderProofDialog, RecordingScreen, RelievingScreen, ReportsScreen, RoomsDialog,
    RosterFaultsDialog, RosterPersonDialog, RosterScreen, RosterSolveDialog, RosterVersionsScreen,
    SignOnScreen, SignedListScreen, StatementScreen, StockScreen, SubmissionsScreen, SwapsScreen,
    UnitScreen, VisitorsScreen, WishesScreen, WriteUpScreen,
]  # fmt: skip
ALL = sorted({c for _part, commands in SECTIONS for c in commands}, key=lambda c: c.name)
NEVER_ALONE = {"f1", "f10", "f11", "f12"}


@pytest.mark.parametrize("command", ALL, ids=lambda command: command.name)
def test_no_command_hangs_on_a_letter_or_a_key_that_terminals_take(
    command: type[Command],
) -> None:
    """An input method may eat letters; terminals keep F1, F10 and F11 for themselves."""
    letters = {key for key in command.keys if len(key) == 1 and key.isalpha()}
    if letters:
        assert len(command.keys) > len(letters), command.name
    if command.keys:
        assert set(command.keys) - NEVER_ALONE, command.name
    assert command.help.endswith(".")
    assert command.why_not(Situation()) == command.why_not(Situation()).strip()


@pytest.mark.parametrize("screen", SCREENS)
def test_every_screen_carries_out_what_it_offers(screen: type[Framed]) -> None:
    """Each command has its method, and no two commands share a key."""
    for command in screen.OFFERS:
        assert callable(getattr(screen, f"do_{command.name}")), command.name
    offered: tuple[type[Command], ...] = (*screen.OFFERS, *EVERYWHERE)
    keys = [key for command in offered for key in command.keys]
    shared = {key for key in keys if keys.count(key) > 1}
    assert not shared - {"f4"}, shared


def test_the_app_carries_out_what_works_everywhere() -> None:
    """The same for the commands of the app."""
    for command in EVERYWHERE:
        assert callable(getattr(DutyApp, f"do_{command.name}")), command.name
        assert named(command.name) is command


def test_the_key_table_of_the_manual_is_up_to_date() -> None:
    """Run `python -m dutyroom.commands.table docs/keys.md` where this fails."""
    i18n.use("en")
    manual = Path(__file__).resolve().parents[2] / "docs" / "keys.md"
    assert manual.read_text(encoding="utf-8") == table()


@pytest.mark.parametrize(
    ("key", "name"),
    [("f1", "F1"), ("ctrl+t", "Ctrl+T"), ("slash", "/"), ("w", "w"), ("escape", "Esc")],
)
def test_keys_are_named_as_on_the_keyboard(key: str, name: str) -> None:
    """A letter stands as it is typed."""
    assert key_name(key) == name


async def test_the_palette_finds_by_name_and_carries_out(scene: Scene) -> None:
    """Also what has no key; what cannot be used says why."""
    scene.shift()
    app = scene.app()
    async with app.run_test() as pilot:
        await ready(pilot)
        theme = app.theme
        await press(pilot, "ctrl+p")
        await type_text(pilot, "dark")
        await shows(pilot, "Dark or light")
        await press(pilot, "enter")
        await until(pilot, lambda: app.theme != theme)
        await press(pilot, *Palette.keys)
        await type_text(pilot, "take call")
        await shows(pilot, "No call is waiting to be taken.")


async def test_help_lists_the_commands_of_the_screen(scene: Scene) -> None:
    """And gives the reason where one cannot be used."""
    scene.shift()
    app = scene.app()
    async with app.run_test(size=(100, 160)) as pilot:
        await ready(pilot)
        await press(pilot, "question_mark")
        await shows(pilot, "F2 Ctrl+T", "Not now: No call is chosen.", "Ctrl+Q")
        text = screen_text(app)
        offered: tuple[type[Command], ...] = (*CallsScreen.OFFERS, *EVERYWHERE)
        missing = [command.title for command in offered if command.title not in text]
        assert not missing


async def test_help_says_that_it_goes_on_below(scene: Scene) -> None:
    """In its frame, until the last line is in sight."""
    scene.shift()
    app = scene.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await press(pilot, "question_mark")
        await shows(pilot, "more below: Down, PgDn")
        await press(pilot, "end")
        await shows(pilot, "End this console.")
        await until(pilot, lambda: "more below" not in screen_text(app))


async def test_the_footer_of_a_form_names_the_keys_of_the_recording(scene: Scene) -> None:
    """While there is one; else they would be two keys that do nothing."""
    scene.shift()
    scene.past("call")
    i18n.use("zh")
    app = scene.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        app.push_screen(WriteUpScreen("call"))
        await shows(pilot, "F9 签字")
        assert "F8 标记" not in screen_text(app)
        since = scene.clock.now().isoformat()
        scene.keeper.well()
        scene.keeper.news.put_nowait(
            LineState("1", "ok", "ok", "recording", recording_since=since, disk_hours=240.0)
        )
        await shows(pilot, "F9 签字  F5 告警  F8 标记  F7 重听  Esc 返回")


async def test_a_command_that_cannot_be_used_says_why(scene: Scene) -> None:
    """Nothing happens, and the officer is told the reason."""
    scene.shift()
    app = scene.app()
    async with app.run_test() as pilot:
        await ready(pilot)
        await press(pilot, "f2")
        await until(
            pilot, lambda: "No call is waiting" in " ".join(n.message for n in app._notifications)
        )
        assert len(app.screen_stack) == 2


async def test_the_footer_can_be_clicked(scene: Scene) -> None:
    """The mouse works too."""
    scene.shift()
    app = scene.app()
    async with app.run_test() as pilot:
        await ready(pilot)
        await pilot.click("KeyBar", offset=(2, 0))
        await until(pilot, lambda: isinstance(app.screen, HelpScreen))


@pytest.mark.parametrize("width", [80, 100])
async def test_the_footer_always_shows_the_way_back(scene: Scene, width: int) -> None:
    """Where there is no room for all, others give way."""
    scene.shift()
    app = scene.app()
    async with app.run_test(size=(width, 24)) as pilot:
        await ready(pilot)
        app.push_screen(RecordingScreen("nothing"))
        await shows(pilot, "Esc Back", "Space Play/pause")


def test_two_clicks_open_and_acknowledge_nothing() -> None:
    """They are a habit, and may be meant to look at an alarm; a list without Enter does nothing."""
    assert by_two_clicks(AlarmsScreen.OFFERS) == "open_about"
    assert by_two_clicks(CallsScreen.OFFERS) == "open_call"
    assert by_two_clicks(EVERYWHERE) is None
