"""No fault of a part ends the console: it is logged, said, and the part begins anew."""

from __future__ import annotations

import asyncio
import logging

import pytest
from textual import events
from textual.app import RenderResult
from textual.widgets import TextArea

from dutyroom.desk.watch import Watch
from dutyroom.registers.calls.reading import CallRow
from dutyroom.registers.drafts import load
from dutyroom.registers.people import reading as people
from dutyroom.screens import boundary
from dutyroom.screens.alarms import AlarmsScreen
from dutyroom.screens.calls import CallsScreen
from dutyroom.screens.faults import FORGOTTEN, LONGEST, Faults
from dutyroom.screens.rest import RestScreen
from dutyroom.screens.write_up import WriteUpScreen
from dutyroom.store.errors import DatabaseBusy
from dutyroom.store.session import Session
from dutyroom.widgets.alarm_list import AlarmList
from dutyroom.widgets.call_card import CallCard
from dutyroom.widgets.call_list import CallList
from tests.screens.driving import press, ready, shows, type_text, until
from tests.screens.scene import Scene

QUOTED = "1380013-secret"
SAID = "A part of the screen failed"


class MadeToFailError(Exception):
    """What a part raises in these tests; its words quote a caller."""


BUSY = "Another program is writing."


def _busy(_session: Session) -> None:
    """Be a question that the registers cannot answer now."""
    raise DatabaseBusy(BUSY)


def _fail(*_anything: object) -> RenderResult:
    raise MadeToFailError(QUOTED)


@pytest.fixture
def failing(scene: Scene) -> Scene:
    """A desk with somebody on duty and one call, on which something is going to fail."""
    scene.shift()
    scene.past("one")
    scene.fails = True
    return scene


async def test_a_widget_that_cannot_be_drawn(
    failing: Scene, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The screen goes, the call log stays; the log file names the place and not the words."""
    app = failing.app()
    async with app.run_test(notifications=True) as pilot:
        await ready(pilot)
        with monkeypatch.context() as patch, caplog.at_level(logging.ERROR):
            patch.setattr(AlarmList, "render_line", _fail)
            await press(pilot, "f5")
            await until(pilot, lambda: isinstance(app.screen, CallsScreen))
        await shows(pilot, SAID, "00001")
        assert "MadeToFailError at" in caplog.text
        assert "_fail" in caplog.text
        assert QUOTED not in caplog.text
        await press(pilot, "f5")
        await until(pilot, lambda: isinstance(app.screen, AlarmsScreen))


async def test_a_widget_that_fails_on_a_key(
    failing: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The call log itself is made anew, with its rows and under the keys."""
    app = failing.app()
    async with app.run_test(notifications=True) as pilot:
        await ready(pilot)
        await shows(pilot, "00001")
        first = app.screen
        with monkeypatch.context() as patch:
            patch.setattr(CallList, "_on_key", _fail, raising=False)
            await press(pilot, "j")
            await until(pilot, lambda: isinstance(app.screen, CallsScreen) and app.screen != first)
        await shows(pilot, SAID, "00001")
        await press(pilot, "enter")
        await shows(pilot, "Time  2026-11-23")


async def test_a_command_that_fails(failing: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands run in the app itself; it goes on."""
    app = failing.app()
    async with app.run_test(notifications=True) as pilot:
        await ready(pilot)
        monkeypatch.setattr(type(app), "do_contacts", _fail)
        await press(pilot, "ctrl+o")
        await shows(pilot, SAID)
        await press(pilot, "f5")
        await until(pilot, lambda: isinstance(app.screen, AlarmsScreen))


async def test_a_worker_of_a_form_that_fails_keeps_what_was_typed(
    failing: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Back to the log, with the draft saved; the log itself is not made anew."""
    app = failing.app()
    async with app.run_test(notifications=True) as pilot:
        await ready(pilot)
        log = app.screen
        await press(pilot, "f3")
        await until(pilot, lambda: isinstance(app.screen, WriteUpScreen))
        await until(pilot, lambda: isinstance(app.focused, TextArea))
        await type_text(pilot, "水库")
        monkeypatch.setattr(WriteUpScreen, "_complete", _fail)
        await press(pilot, "f9")
        await until(pilot, lambda: app.screen is log)
        await shows(pilot, SAID)
    with failing.store.read() as session:
        draft = load(session, "write_up:one")
    assert draft is not None
    assert draft.fields["content"] == "水库"


async def test_an_answer_that_comes_while_the_console_closes_is_no_fault(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The parts of a screen go before the screen does, and with it what it waits for."""
    scene.shift()
    scene.past("one")
    gone = asyncio.Event()

    async def answer_late(_self: CallsScreen, *_which: object) -> list[CallRow]:
        await gone.wait()
        return []

    app = scene.app()
    async with app.run_test() as pilot:
        await ready(pilot)
        await shows(pilot, "00001")
        monkeypatch.setattr(CallsScreen, "_page", answer_late)
        monkeypatch.setattr(CallList, "on_unmount", lambda _list: gone.set(), raising=False)
        await press(pilot, "3")
    assert gone.is_set()


async def test_registers_that_do_not_answer_a_step_of_a_screen_close_none(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Their own sentence is said; nothing of the console is at fault."""
    scene.shift()
    app = scene.app()
    async with app.run_test(notifications=True) as pilot:
        await ready(pilot)
        await app.action_command("leave")
        await shows(pilot, "Everybody is here.")
        screen = app.screen
        monkeypatch.setattr(people, "everybody", _busy)
        await press(pilot, "n")
        await shows(pilot, BUSY)
        assert app.screen is screen


async def test_the_watch_of_the_registers_begins_again(
    failing: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A fault while the desk is looked at stops no later call from being shown."""
    app = failing.app()
    async with app.run_test() as pilot:
        await ready(pilot)
        with monkeypatch.context() as patch:
            patch.setattr(Watch, "_look_now", _fail)
            await until(pilot, lambda: failing.faults)
        failing.ring("two")
        await shows(pilot, "057188886666", "00002")


@pytest.mark.slow  # on a busy machine the pilot may wait long for the widget that fails
async def test_a_part_of_the_strip_that_follows_the_desk_fails(
    failing: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A widget that cannot take a new picture does not keep the others from it."""
    app = failing.app()
    async with app.run_test() as pilot:
        await ready(pilot)
        with monkeypatch.context() as patch:
            patch.setattr(CallCard, "set_class", _fail)
            failing.ring("two")
            await until(pilot, lambda: failing.faults)
        await until(pilot, lambda: app.screen.query(CallCard).filter(".-calls"), "the card")


async def test_screens_that_go_on_failing_come_back_by_and_by(
    failing: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Words alone stand meanwhile; the program does not spin, and can be left."""
    monkeypatch.setattr("dutyroom.screens.faults.LONGEST", 0.2)
    app = failing.app()
    async with app.run_test() as pilot:
        await ready(pilot)
        with monkeypatch.context() as patch:
            patch.setattr(CallList, "render_line", _fail)
            app.screen.query_one(CallList).refresh()
            await until(pilot, lambda: isinstance(app.screen, RestScreen))
            await shows(pilot, "come back by themselves")
        await until(pilot, lambda: isinstance(app.screen, CallsScreen))
        await shows(pilot, "00001")
        await press(pilot, "ctrl+q")
        await until(pilot, lambda: app.return_code == 0)


async def test_a_fault_while_the_first_keys_wait(
    failing: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Faults before the log stands are no different."""
    app = failing.app()
    original = CallsScreen.on_mount

    def once(screen: CallsScreen) -> None:
        monkeypatch.setattr(CallsScreen, "on_mount", original)
        _fail()

    monkeypatch.setattr(CallsScreen, "on_mount", once)
    async with app.run_test() as pilot:
        await ready(pilot)
        await shows(pilot, "00001")


def test_the_same_place_is_logged_once_a_minute() -> None:
    """A fault at each tick of the clock does not fill the disk."""
    faults = Faults()
    assert faults.note("here", 0.0)
    assert not faults.note("here", FORGOTTEN - 1)
    assert faults.note("there", 1.0)
    assert faults.note("here", FORGOTTEN + 1)


def test_the_wait_grows_and_is_forgotten() -> None:
    """The first time at once; never longer than the longest; a quiet minute forgives."""
    faults = Faults()
    waits = [faults.wait(float(at)) for at in range(8)]
    assert waits[:3] == [0.0, 2.0, 4.0]
    assert max(waits) == LONGEST
    assert faults.wait(FORGOTTEN + 8) == 0.0


def test_a_place_has_no_words_of_the_fault() -> None:
    """Where, and of what kind: no more goes into the log."""
    try:
        _fail(events.Key("a", "a"))
    except MadeToFailError as error:
        place = boundary.place_of(error)
    assert place.startswith("MadeToFailError at test_boundary.py:")
    assert QUOTED not in place
