"""A search that the registers do not answer."""

from __future__ import annotations

import pytest
from textual.widgets import Input

from dutyroom.desk.desk import DeskError
from dutyroom.widgets.call_list import CallList
from tests.screens.driving import press, ready, screen_text, shows, type_text, until
from tests.screens.scene import Scene


async def test_a_search_that_fails_shows_no_rows_of_another(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They would be taken for what was found; what was typed stays, and the next try may work."""
    scene.shift()
    scene.past("one", number="057111112222")
    app = scene.app()

    async def damaged(_question: object) -> None:
        raise DeskError("The search is damaged.")

    async with app.run_test() as pilot:
        await ready(pilot)
        await shows(pilot, "057111112222")
        await until(pilot, lambda: app.screen.query_one(CallList).answered is not None)
        await press(pilot, "slash")
        with monkeypatch.context() as broken:
            broken.setattr(app.desk, "ask", damaged)
            await type_text(pilot, "4")
            await shows(pilot, "could not be looked for", "The search is damaged.")
            assert "057111112222" not in screen_text(app)
            assert app.screen.query_one("#search", Input).value == "4"
        await press(pilot, "backspace")
        await shows(pilot, "057111112222")
