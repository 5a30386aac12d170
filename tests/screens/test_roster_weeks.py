"""The roster by weeks: the cursor stays on its shift, and a week may lie in two months."""

from __future__ import annotations

from dutyroom.app import DutyApp
from tests.registers.roster.roster_kit import Room
from tests.screens.driving import press, screen_text, shows, type_text, until
from tests.screens.scene import Scene
from tests.screens.test_roster import DECEMBER, access, next_month, opened, screen, staff


async def test_week_and_month_keep_the_shift(scene: Scene) -> None:
    """The cursor stays on its shift; the week has hours."""
    staff(scene)
    async with scene.app().run_test(size=(120, 36)) as pilot:
        app = await opened(pilot)
        await next_month(pilot)
        await press(pilot, "down", "down", "right", "w")
        await shows(pilot, "17:30-08:30", "Hours")
        await until(pilot, lambda: _slot(app) == "2026-12-03/night", "the night")
        await press(pilot, "down", "down", "w")
        await until(pilot, lambda: _slot(app) == "2026-12-04/day", "the day")
        text = screen_text(app)
        assert "12-29 Tu" in text


async def test_a_week_of_two_months_is_shown_and_edited_whole(scene: Scene) -> None:
    """Each shift belongs to the roster of its month; the way back stays with each draft."""
    staff(scene)
    room = Room(access(scene), scene.clock)
    room.publish(room.filled(*DECEMBER))
    async with scene.app().run_test(size=(80, 24)) as pilot:
        app = await opened(pilot)
        await press(pilot, "end", "up", "w")
        await shows(pilot, "11-28 Sa")  # the cursor is on the 29th, and in sight
        await press(pilot, "right_square_bracket")
        await shows(pilot, "12-06 Su", "2026-12  in force: version 1", "Also: 2026-11")
        await press(pilot, "home")
        await shows(pilot, "11-30 Mo", "Also: 2026-12  in force: version 1")
        await press(pilot, "delete", "enter")  # a shift of November
        await type_text(pilot, "qxm")
        await press(pilot, "enter")
        await shows(pilot, "1 of 90 shifts filled", "覃小梅*")
        await press(pilot, "down", "down", "down")
        await until(pilot, lambda: _slot(app) == "2026-12-01/day", "the next day")
        await shows(pilot, "2026-12  in force", "Also: 2026-11  DRAFT", "覃小梅*")
        await press(pilot, "delete")
        await shows(pilot, "2026-12  DRAFT", "1 shift changed")
        await press(pilot, "up")
        await until(pilot, lambda: _slot(app) == "2026-11-30/leader", "the day before")
        await shows(pilot, "1 of 90 shifts filled", "Also: 2026-12  DRAFT  1 shift")
        await press(pilot, "ctrl+z")
        await shows(pilot, "0 of 90 shifts filled")
        await press(pilot, "right_square_bracket")
        await shows(pilot, "12-07 Mo", "12-10 Th", "2026-12  DRAFT  1 shift changed")
        assert "Also" not in screen_text(app)
        await press(pilot, "ctrl+z")
        await shows(pilot, "0 shifts changed")
        await press(pilot, "left_square_bracket", "left_square_bracket")
        await shows(pilot, "11-23 Mo", "11-26 Th")


def _slot(app: DutyApp) -> str:
    """Return the id of the chosen slot."""
    slot = screen(app).grid.slot
    return slot.id if slot else ""
