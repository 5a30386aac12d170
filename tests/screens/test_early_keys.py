"""Keys that come before a screen is laid out: they wait for it, and none raises."""

from __future__ import annotations

import pytest
from textual.screen import Screen

from dutyroom.screens.calls import CallsScreen
from dutyroom.screens.compensation import CompensationScreen
from dutyroom.screens.equipment import EquipmentScreen
from dutyroom.screens.leave import LeaveScreen
from dutyroom.screens.matters import MattersScreen
from dutyroom.screens.on_duty import OnDutyScreen
from dutyroom.screens.people import PeopleScreen
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
