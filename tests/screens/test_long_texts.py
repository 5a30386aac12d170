"""What is typed stays in sight, however long it gets."""

from __future__ import annotations

from textual.widgets import Input

from dutyroom.screens.write_up import WriteUpScreen
from tests.screens.driving import press, ready, shows, type_text, until
from tests.screens.scene import Scene


async def test_a_text_longer_than_its_field_stays_in_sight(scene: Scene) -> None:
    """A field of one line scrolls its text; no scroll bar is drawn over it."""
    scene.shift()
    scene.past("one")
    async with scene.app().run_test(size=(80, 24)) as pilot:
        app = await ready(pilot)
        await press(pilot, "f3")
        await until(pilot, lambda: isinstance(app.screen, WriteUpScreen))
        app.screen.query_one("#caller_unit", Input).focus()
        await type_text(pilot, "云岭区自然资源和规划局防汛抗旱办公室")
        await shows(pilot, "规划局防汛抗旱办公室")
