"""A form that is left for another room: it is said, found again, and never there twice."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select
from textual.pilot import Pilot
from textual.widgets import Input

from dutyroom.app import DutyApp
from dutyroom.desk.errors import DeskError
from dutyroom.desk.opening import StoreRegisters
from dutyroom.registers.matters.tables import Matter
from dutyroom.screens import doors
from dutyroom.screens.alarms import AlarmsScreen
from dutyroom.screens.calls import CallsScreen
from dutyroom.screens.form import FormScreen
from dutyroom.screens.matter import MatterScreen
from dutyroom.screens.matters import MattersScreen
from dutyroom.screens.people import PeopleScreen
from dutyroom.screens.person import PersonScreen
from dutyroom.screens.question import QuestionDialog
from dutyroom.screens.write_up import WriteUpScreen
from dutyroom.store.rows import table_of
from tests.screens.driving import press, ready, shows, type_text, until
from tests.screens.scene import Scene

_MATTERS = table_of(Matter)


async def writing(scene: Scene, pilot: Pilot[int]) -> DutyApp:
    """Begin to write up a call."""
    app = await ready(pilot)
    await press(pilot, "f3")
    await until(pilot, lambda: isinstance(app.screen, WriteUpScreen), "the form")
    await until(pilot, lambda: app.focused is not None and app.focused.id == "content")
    await type_text(pilot, "abc")
    return app


async def test_a_form_below_a_room_is_said_and_one_esc_away(scene: Scene) -> None:
    """Gone back past, it leaves its draft behind, and says so; nothing piles up."""
    scene.shift()
    scene.past("c1")
    async with scene.app().run_test(size=(80, 24), notifications=True) as pilot:
        app = await writing(scene, pilot)
        await press(pilot, "room:matters")
        await shows(pilot, "Still open: “Write-up 2026-00001”. Esc leads back to it.")
        await press(pilot, "escape")
        await until(pilot, lambda: isinstance(app.screen, WriteUpScreen), "the form")
        await shows(pilot, "abc")
        await press(pilot, "room:matters")
        await until(pilot, lambda: isinstance(app.screen, MattersScreen), "the matters")
        await press(pilot, "room:call_log")
        await until(pilot, lambda: isinstance(app.screen, CallsScreen), "the calls")
        await shows(pilot, "Kept as a draft: “Write-up 2026-00001”.")
        assert len(app.screen_stack) == 2
        await press(pilot, "f3")
        await shows(pilot, "abc", "This is the draft of")


async def test_what_could_not_be_kept_is_left_only_when_asked_once_more(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def busy(_act: object) -> None:
        raise DeskError("busy")

    scene.shift()
    scene.past("c1")
    async with scene.app().run_test(size=(80, 24)) as pilot:
        app = await writing(scene, pilot)
        with monkeypatch.context() as broken:
            broken.setattr(app.desk, "write", busy)
            await press(pilot, "escape")
            await shows(pilot, "abc", "Press Esc again to leave it")
            await type_text(pilot, "d")
            await press(pilot, "escape")
            await shows(pilot, "abcd", "Press Esc again to leave it")
            await press(pilot, "escape")
            await until(pilot, lambda: isinstance(app.screen, CallsScreen), "the calls")


async def test_the_same_form_is_gone_back_to(scene: Scene) -> None:
    """A second one above it would sign or keep an older text."""
    scene.shift()
    scene.past("c1")
    async with scene.app().run_test(size=(80, 24)) as pilot:
        app = await writing(scene, pilot)
        form = app.screen
        await press(pilot, "f5")
        await until(pilot, lambda: isinstance(app.screen, AlarmsScreen), "the alarms")
        await app.push_screen(doors.write_up("c1"))
        await until(pilot, lambda: app.screen is form, "the first form")
        await shows(pilot, "abc")


async def test_what_has_no_draft_is_gone_back_to_and_never_lost(scene: Scene) -> None:
    """From it any room may be looked at but the one below it; leaving the console asks."""
    scene.shift()
    async with scene.app().run_test(size=(80, 24), notifications=True) as pilot:
        app = await ready(pilot)
        await press(pilot, "room:people", "insert")
        await until(pilot, lambda: isinstance(app.screen, PersonScreen), "the form")
        form = app.screen
        await until(pilot, lambda: not getattr(app.screen, "arriving", True))
        await type_text(pilot, "Li Si")
        await press(pilot, "room:people")
        await shows(pilot, "“Somebody new” is begun here")
        await press(pilot, "room:call_log")
        await shows(pilot, "Still open: “Somebody new”.")
        assert isinstance(app.screen, CallsScreen)
        await press(pilot, "escape")
        await until(pilot, lambda: app.screen is form, "the form")
        await press(pilot, "room:matters", "room:people")
        await until(pilot, lambda: app.screen is form, "the form")
        assert form.query_one("#name", Input).value == "Li Si"
        assert sum(isinstance(screen, PeopleScreen) for screen in app.screen_stack) == 1
        await press(pilot, "room:matters", "ctrl+q")
        await until(pilot, lambda: isinstance(app.screen, QuestionDialog), "the question")
        await shows(pilot, "“Somebody new” is not finished.")
        assert app.is_running


async def test_a_draft_that_cannot_be_removed_does_not_make_the_matter_unentered(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever reads that nothing was changed enters it a second time."""

    def busy(_registers: StoreRegisters, _key: str) -> None:
        raise DeskError("Nothing was changed.")

    scene.shift()
    app = scene.app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await ready(pilot)
        await app.do_matters()
        await press(pilot, "n")
        await until(pilot, lambda: isinstance(app.screen, FormScreen))
        await pilot.pause()
        await type_text(pilot, "路灯损坏")
        monkeypatch.setattr(StoreRegisters, "drop_draft", busy)
        await press(pilot, "f9")
        await until(pilot, lambda: isinstance(app.screen, MatterScreen))
        await shows(pilot, "2026-0001", "Only its draft could not be removed")
        with scene.store.read() as session:
            assert session.connection().execute(select(func.count(_MATTERS.c.id))).scalar() == 1
