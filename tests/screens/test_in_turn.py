"""Keys that come at once are dealt with one after the other, as they were typed."""

from __future__ import annotations

import asyncio
import threading
import time

import pytest
from textual import events
from textual.widget import Widget
from textual.widgets import Input, TextArea

from dutyroom.app import DutyApp
from dutyroom.desk.opening import StoreRegisters
from dutyroom.screens import in_turn
from dutyroom.screens.filling import Filling
from dutyroom.screens.form import FormScreen
from dutyroom.screens.palette import PaletteScreen
from dutyroom.screens.write_up import WriteUpScreen
from dutyroom.widgets.entries import Entry
from tests.screens.driving import DEADLINE, ready, until
from tests.screens.scene import Scene


def _at_once(app: DutyApp, *keys: tuple[str, str | None]) -> None:
    """Have keys arrive in one reading of the terminal."""
    for key, character in keys:
        app.post_message(events.Key(key, character))


async def test_what_is_typed_right_behind_a_key_goes_where_the_key_leads(scene: Scene) -> None:
    """`/12` looks for 12; it does not choose the filters 1 and 2."""
    scene.shift()
    scene.past("one")
    async with scene.app().run_test() as pilot:
        app = await ready(pilot)
        _at_once(app, ("slash", "/"), ("1", "1"), ("2", "2"))
        await until(pilot, lambda: app.screen.query_one("#search", Input).value == "12")


async def test_what_is_typed_behind_a_key_that_opens_a_screen_goes_into_it(scene: Scene) -> None:
    """The screen stands first, then its field takes what was typed."""
    scene.shift()
    async with scene.app().run_test() as pilot:
        app = await ready(pilot)
        _at_once(app, ("ctrl+p", None), *((each, each) for each in "abc"))
        await until(pilot, lambda: isinstance(app.screen, PaletteScreen))
        await until(pilot, lambda: app.screen.query_one(Input).value == "abc")


async def test_what_is_typed_before_a_form_is_filled_in_waits_for_it(scene: Scene) -> None:
    """Nothing is lost, and nothing is overwritten by what was known."""
    scene.shift()
    async with scene.app().run_test() as pilot:
        app = await ready(pilot)
        entries = (Entry("who", "Who", named=True), Entry("what", "What"))
        filling = Filling("key", "Form", entries, lambda _access, _values: "", start={"what": "x"})
        form = FormScreen(filling)
        app.push_screen(form)
        _at_once(app, *((each, each) for each in "abc"))
        await until(pilot, lambda: not form.arriving)
        await until(pilot, lambda: form.texts() == {"who": "abc", "what": "x"})


async def test_a_widget_that_keeps_a_key_does_not_keep_the_others(scene: Scene) -> None:
    """Somewhere something hangs; the keyboard goes on."""

    class Hanging(Widget, can_focus=True):
        async def on_key(self, _event: events.Key) -> None:
            await freed.wait()

    freed = asyncio.Event()
    scene.shift()
    async with scene.app().run_test() as pilot:
        app = await ready(pilot)
        hanging = Hanging()
        await app.screen.mount(hanging)
        app.screen.set_focus(hanging)
        began = time.monotonic()
        _at_once(app, ("x", "x"), ("slash", "/"))
        app.call_later(app.screen.set_focus, None)
        async with asyncio.timeout(DEADLINE):
            while not isinstance(app.focused, Input):
                await asyncio.sleep(0.01)
        assert time.monotonic() - began >= in_turn.PATIENCE * in_turn._LOOK
        freed.set()
        await pilot.pause()  # the key that was kept is done with before the program ends


async def test_a_program_that_stands_still_does_not_lose_patience(scene: Scene) -> None:
    """What follows a key waits for its effect, however long the machine was away meanwhile."""

    class Stalled(Widget, can_focus=True):
        async def on_key(self, event: events.Key) -> None:
            if event.key == "x":
                time.sleep(1.2)  # noqa: ASYNC251 - the whole program stands still
                await asyncio.sleep(0.05)
                self.screen.query_one("#search", Input).focus()

    scene.shift()
    async with scene.app().run_test() as pilot:
        app = await ready(pilot)
        stalled = Stalled()
        await app.screen.mount(stalled)
        app.screen.set_focus(stalled)
        _at_once(app, ("x", "x"), *((each, each) for each in "abc"))
        await until(pilot, lambda: app.screen.query_one("#search", Input).value == "abc")


async def test_what_is_typed_behind_the_key_that_takes_a_call_stands_in_its_form(
    scene: Scene,
) -> None:
    """It goes where the form begins, and what is known of the call does not cover it."""
    scene.shift()
    scene.past("one")
    async with scene.app().run_test() as pilot:
        app = await ready(pilot)
        _at_once(app, ("f3", None), *((each, each) for each in "abc"))
        await until(pilot, lambda: isinstance(app.screen, WriteUpScreen))
        await until(pilot, lambda: app.screen.query_one("#content", TextArea).text == "abc")
        assert app.screen.query_one("#caller_number", Input).value


async def test_what_was_typed_while_a_call_was_read_for_long_stays(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Keys do not wait for ever; what they typed is not covered by what is known."""
    monkeypatch.setattr(in_turn, "PATIENCE", 30)
    read = threading.Event()
    scene.shift()
    scene.past("one")
    async with scene.app().run_test() as pilot:
        app = await ready(pilot)
        monkeypatch.setattr(
            StoreRegisters, "draft", lambda _self, _key: read.wait(DEADLINE) and None
        )
        form = WriteUpScreen("one")
        app.push_screen(form)
        _at_once(app, ("a", "a"))
        await until(pilot, lambda: "a" in form.texts().values())
        read.set()
        await until(pilot, lambda: form.dirty)
        assert "a" in form.texts().values()


async def test_a_call_that_the_card_does_not_show_yet_is_taken(scene: Scene) -> None:
    """The telephone is heard, and the log may show the call, a moment before the card does."""
    scene.shift()
    async with scene.app().run_test() as pilot:
        app = await ready(pilot)
        scene.ring("one")
        _at_once(app, ("f2", None))
        await until(pilot, lambda: isinstance(app.screen, WriteUpScreen))
