"""What is told for a moment covers nothing that must be read or pressed."""

from __future__ import annotations

import pytest
from textual.widgets._toast import Toast

from dutyroom.registers.calls.kinds import Outcome
from dutyroom.widgets.duty_strip import DutyStrip
from tests.screens.driving import press, ready, shows, until
from tests.screens.scene import Scene

LONG = "The disk is nearly full: soon calls cannot be recorded. Make room on the disk. " * 2


@pytest.mark.parametrize(("sentence", "lines"), [("Saved.", 1), (LONG, 3)])
async def test_a_notice_covers_neither_strip_nor_dialog(
    scene: Scene, sentence: str, lines: int
) -> None:
    scene.shift()
    scene.past("call", Outcome.MISSED)
    app = scene.app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await ready(pilot)
        await press(pilot, "b")
        await shows(pilot, "Call this number on the duty line.")
        app.tell(sentence, wrong=True)
        await until(pilot, lambda: app.screen.query(Toast))
        await until(pilot, lambda: app.screen.query_one(Toast).region.height > 0)
        toast = app.screen.query_one(Toast).region
        assert toast.height <= lines
        assert toast.bottom <= 23, "the keys below stay to be read"
        assert not toast.overlaps(app.screen.query_one(".frame").region)
        assert not toast.overlaps(app.screen.query_one(DutyStrip).region)


@pytest.mark.parametrize("sentence", ["Saved.", LONG])
async def test_what_is_told_again_stands_there_once(scene: Scene, sentence: str) -> None:
    """Also where it takes more than one line."""
    scene.shift()
    app = scene.app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await ready(pilot)
        for _press in range(3):
            app.tell(sentence, wrong=True)
            await until(pilot, lambda: app.screen.query(Toast))
        assert len(app.screen.query(Toast)) == 1
