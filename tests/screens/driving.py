"""Drive a console in a test: wait for what must come, read what stands on the screen."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

import pytest
from textual.app import App
from textual.events import Key
from textual.geometry import Region
from textual.message import Message
from textual.pilot import Pilot
from textual.widget import Widget

from dutyroom.app import DutyApp

DEADLINE = 8.0
ROOM = "room:"

_APART = 0.03
"""Seconds between two repetitions of a held key."""


async def until(pilot: Pilot[int], reached: Callable[[], object], what: str = "") -> None:
    """Wait until something is so.

    Raises:
        AssertionError: It was not so within the deadline.
    """
    end = time.monotonic() + DEADLINE
    while time.monotonic() < end:
        await pilot.pause()
        if reached():
            return
        await asyncio.sleep(0.01)
    raise AssertionError(f"never came: {what or reached}\n{screen_text(pilot.app)}")


async def ready(pilot: Pilot[int]) -> DutyApp:
    """Wait until the registers are open and read once."""
    app = pilot.app
    assert isinstance(app, DutyApp)
    await until(pilot, lambda: app.edition > 0, "the registers")
    await pilot.pause()
    return app


def screen_text(app: App[int]) -> str:
    """Return the screen as its lines of text."""
    width, height = app.size
    lines = app.screen._compositor.render_strips(app.size)
    return "\n".join(strip.text[:width].rstrip() for strip in lines[:height])


def widget_text(widget: Widget) -> str:
    """Return what one widget draws, its lines joined without a break."""
    size = widget.size
    strips = widget.render_lines(Region(0, 0, size.width, size.height))
    return " ".join(strip.text.strip() for strip in strips)


async def shows(pilot: Pilot[int], *words: str) -> None:
    """Wait until words stand on the screen."""
    for word in words:
        await until(pilot, lambda w=word: w in screen_text(pilot.app), f"“{word}”")  # type: ignore[misc]


async def press(pilot: Pilot[int], *keys: str) -> None:
    """Press keys one after the other, none of them held; `room:x` goes to a room."""
    app = pilot.app
    assert isinstance(app, DutyApp)
    for key in keys:
        app.presses.pointer()
        if key.startswith(ROOM):
            await app.action_command(key.removeprefix(ROOM))
        else:
            await pilot.press(key)
        await pilot.pause()


async def hold(pilot: Pilot[int], key: str, times: int = 15, *, down: bool = False) -> None:
    """Hold a key down, as a keyboard repeats it.

    Args:
        pilot: Of the console.
        key: Its name.
        times: How often it comes.
        down: It was down already, and none of them is its first.
    """
    app, begun = pilot.app, Message().time - times * _APART
    assert isinstance(app, DutyApp)
    app.presses.pointer()
    if down:
        app.presses.note(key, begun - _APART)
    for place in range(times):
        event = Key(key, key if len(key) == 1 else None)
        event.time = begun + place * _APART
        app.post_message(event)
        await pilot.pause()


async def type_text(pilot: Pilot[int], text: str) -> None:
    """Type a text as an input method hands it over: whole characters, all at once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("textual.app.wait_for_idle", _at_once)
        await pilot.press(*text)
    await pilot.pause()


async def _at_once(_min_sleep: float = 0.0, _max_sleep: float = 0.0) -> None:
    """Let the console read a key, and send the next."""
    await asyncio.sleep(0)
