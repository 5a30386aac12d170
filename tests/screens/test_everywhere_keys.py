"""The keys that work everywhere, while it is asked below who takes charge: none is dead."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from dutyroom.app import DutyApp
from dutyroom.commands.everywhere import EVERYWHERE, Quit, Shift
from dutyroom.screens.equipment import EquipmentScreen
from dutyroom.screens.first_shift import FirstShiftDialog
from dutyroom.screens.lock import LockScreen
from dutyroom.screens.sign_on import SignOnScreen
from tests.screens.driving import press, ready, screen_text, shows, type_text, until
from tests.screens.equipment_scene import equip
from tests.screens.scene import Scene

ON_TOP = {
    "a room": "room:equipment",
    "the same room": "room:contacts",
    "alarms": "f5",
    "help": "f1",
    "palette": "ctrl+p",
    "menu": "ctrl+w",
    "question": "f3",
}


async def test_one_key_leads_from_any_room_back_to_the_question(scene: Scene) -> None:
    """With what was typed in it; what is typed above it is not lost for that."""
    equip(scene)
    async with scene.app().run_test(size=(80, 24), notifications=True) as pilot:
        app = await ready(pilot)
        await until(pilot, lambda: isinstance(app.screen, FirstShiftDialog), "the question")
        await type_text(pilot, "张三")
        await press(pilot, "room:equipment", "f3", "tab")
        await type_text(pilot, "李四")
        await press(pilot, "ctrl+d")
        await shows(pilot, "Esc leads back to it")
        await press(pilot, "escape", "escape")
        await until(pilot, lambda: isinstance(app.screen, EquipmentScreen), "the equipment")
        await press(pilot, "f10")
        await until(pilot, lambda: isinstance(app.screen, FirstShiftDialog), "the question")
        assert app.screen.query_one("#officer", Input).value == "张三"


async def test_no_key_leads_back_past_the_lock(scene: Scene) -> None:
    """What was open below stays there until somebody unlocks the console."""
    await scene.relief(await scene.staff())
    async with scene.app().run_test(size=(80, 24), notifications=True) as pilot:
        app = await ready(pilot)
        await until(pilot, lambda: isinstance(app.screen, LockScreen), "the lock")
        assert not await app.led_back_to(app.screen_stack[1])
        assert isinstance(app.screen, LockScreen)


@pytest.mark.slow
@pytest.mark.parametrize("accounts", [False, True])
@pytest.mark.parametrize("on_top", ON_TOP)
async def test_each_key_does_something_or_says_why_not(
    scene: Scene, on_top: str, *, accounts: bool
) -> None:
    """Whatever stands above the question, and whether there are accounts or not."""
    equip(scene)
    if accounts:
        await scene.staff()
    asks = SignOnScreen if accounts else FirstShiftDialog
    async with scene.app().run_test(size=(80, 24), notifications=True) as pilot:
        app = await ready(pilot)
        await until(pilot, lambda: isinstance(app.screen, asks), "the question")
        await press(pilot, "room:equipment", ON_TOP[on_top])
        await pilot.pause(0.3)
        last = (Shift, Quit)
        keys = [key for each in EVERYWHERE if each not in last for key in each.keys]
        for key in (*keys, *Shift.keys):
            await _answers(pilot, app, key)


async def _answers(pilot: Pilot[int], app: DutyApp, key: str) -> None:
    """Press a key; the screen is another one then, or something is said."""
    app.clear_notifications()
    before, text = list(app.screen_stack), screen_text(app)
    await press(pilot, key)
    await until(
        pilot,
        lambda: list(app.screen_stack) != before or screen_text(app) != text or app._notifications,
        key,
    )
    while len(app.screen_stack) > len(before):
        await app.pop_screen()
