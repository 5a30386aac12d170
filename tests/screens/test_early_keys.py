"""Keys that come before a screen is laid out: they wait for it, and none raises."""

from __future__ import annotations

import asyncio

import pytest
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input

from dutyroom.screens.calls import CallsScreen
from dutyroom.screens.compensation import CompensationScreen
from dutyroom.screens.equipment import EquipmentScreen
from dutyroom.screens.leave import LeaveScreen
from dutyroom.screens.matters import MattersScreen
from dutyroom.screens.on_duty import OnDutyScreen
from dutyroom.screens.people import PeopleScreen
from dutyroom.widgets.line_list import LineList
from tests.screens.driving import ready, until
from tests.screens.scene import Scene


@pytest.mark.parametrize(
    "opened",
    [MattersScreen, CompensationScreen, EquipmentScreen, LeaveScreen, OnDutyScreen, PeopleScreen],
)
async def test_back_before_the_screen_is_laid_out_goes_back(
    scene: Scene, opened: type[Screen[None]]
) -> None:
    scene.shift()
    app = scene.app()
    async with app.run_test() as pilot:
        await ready(pilot)
        screen = opened()
        app.push_screen(screen)
        assert not screen.is_mounted
        await screen.action_command("back")  # type: ignore[attr-defined] # every screen has it
        await until(pilot, lambda: isinstance(app.screen, CallsScreen))
        assert scene.faults == []


@pytest.mark.parametrize("opened", [CallsScreen, MattersScreen, PeopleScreen])
async def test_the_search_never_has_the_focus_before_somebody_goes_there(
    scene: Scene, opened: type[Screen[None]]
) -> None:
    """An early key would be a word in it, and the keys behind it would go nowhere."""
    scene.shift()
    app = scene.app()
    async with app.run_test() as pilot:
        await ready(pilot)
        screen = opened()
        app.push_screen(screen)
        had: list[Widget] = []
        while not isinstance(screen.focused, LineList):
            if screen.focused is not None:
                had.append(screen.focused)
            await asyncio.sleep(0)
        await until(
            pilot, lambda: not any(each.node is screen for each in app.workers), "its reading"
        )
        assert not any(isinstance(widget, Input) for widget in had)
