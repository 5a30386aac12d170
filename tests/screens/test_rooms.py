"""The menu of the rooms, and the way from one to another."""

from __future__ import annotations

from dutyroom.commands.rooms import ROOMS
from dutyroom.screens.calls import CallsScreen
from dutyroom.screens.contacts import ContactsScreen
from dutyroom.screens.rooms import DIGITS, RoomsDialog
from tests.screens.driving import hold, press, ready, shows, until
from tests.screens.scene import Scene


def digit(room: str) -> str:
    """Return the digit of a room in the menu."""
    return DIGITS[place(room)]


def place(room: str) -> int:
    """Return how many rooms stand above a room in the menu."""
    return [command.name for command in ROOMS].index(room)


async def test_a_digit_opens_a_room_and_the_way_back_does_not_grow(scene: Scene) -> None:
    """Going to a room that is open below goes back to it."""
    scene.shift()
    async with scene.app().run_test(size=(80, 24)) as pilot:
        app = await ready(pilot)
        await press(pilot, "ctrl+w")
        await shows(pilot, "1", "2")
        await press(pilot, digit("contacts"))
        await until(pilot, lambda: isinstance(app.screen, ContactsScreen), "the address book")
        depth = len(app.screen_stack)
        await press(pilot, "ctrl+w", digit("call_log"))
        await until(pilot, lambda: isinstance(app.screen, CallsScreen), "the call log")
        await press(pilot, "ctrl+w", *["down"] * place("contacts"), "enter")
        await until(pilot, lambda: isinstance(app.screen, ContactsScreen), "the address book")
        assert len(app.screen_stack) == depth


async def test_a_held_digit_opens_nothing(scene: Scene) -> None:
    """The menu stays where the digit that opened something else is still down."""
    scene.shift()
    async with scene.app().run_test(size=(80, 24)) as pilot:
        app = await ready(pilot)
        await press(pilot, "ctrl+w")
        await hold(pilot, "2", down=True)
        await pilot.pause()
        assert isinstance(app.screen, RoomsDialog)
