"""A proposal for a unit of whom not all fit on the screen."""

from __future__ import annotations

import pytest

from tests.screens.driving import press, screen_text, shows
from tests.screens.roster_scene import FIRST_DAY, wished
from tests.screens.scene import Scene
from tests.screens.test_roster import next_month, opened, staff


@pytest.mark.slow
async def test_everybody_of_a_large_unit_is_reached_in_a_proposal(scene: Scene) -> None:
    """How even it is stands above them; the keys that move reach the last of them, and wishes."""
    crowd = [f"官员{number:02}" for number in range(24)]
    staff(scene, crowd)
    for number in range(24):  # everybody at once: some cannot have it
        wished(scene, f"o{number}", crowd[number], day=FIRST_DAY)
    async with scene.app().run_test(size=(80, 24)) as pilot:
        app = await opened(pilot)
        await next_month(pilot)
        await press(pilot, "f3")
        await shows(pilot, "Have a roster proposed")
        await press(pilot, "f9")
        await shows(pilot, "the best roster there is", "distance from the share")
        seen = set[str]()
        for key in ("home", "pagedown", "end"):
            await press(pilot, key)
            await pilot.pause()
            seen |= {name for name in crowd if name in screen_text(app)}
        assert seen == {*crowd}
        await press(pilot, "left")
        await shows(pilot, "wishes met: 23 of 24", "Not met:", "against duty 2026-12-01 夜班")
