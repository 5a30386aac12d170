"""The console as a whole: how it starts, what it always shows, how it is left."""

from __future__ import annotations

import asyncio
import threading
from datetime import timedelta

import pytest
from textual import events
from textual.widgets import Input

from dutyroom.app import UNUSABLE, DutyApp
from dutyroom.channel.client import Gone, Mismatch
from dutyroom.channel.messages import LineState
from dutyroom.clock import Clock
from dutyroom.config import Places, Settings
from dutyroom.desk.desk import Desk, DeskError, open_registers
from dutyroom.desk.questions import Registers
from dutyroom.desk.standing import Presence
from dutyroom.registers.alarms import facts as alarm_facts
from dutyroom.registers.alarms.codes import AlarmCode
from dutyroom.registers.contacts import facts as contact_facts
from dutyroom.registers.contacts.book import Kind
from dutyroom.registers.sheets import staging
from dutyroom.screens.question import QuestionDialog
from dutyroom.standard.clocks import local
from dutyroom.store.facts import Place
from dutyroom.widgets.duty_strip import DutyStrip
from tests.screens.driving import press, ready, screen_text, shows, type_text, until, widget_text
from tests.screens.scene import LINE, NOW, Scene


async def test_strip_and_clock_stand_before_the_registers_are_open(scene: Scene) -> None:
    """The first picture waits for nothing."""
    hold = threading.Event()

    def slow(places: Places, settings: Settings, clock: Clock) -> Registers:
        hold.wait(5)
        return open_registers(places, settings, clock)

    scene.shift()
    app = DutyApp(Desk(scene.places, scene.settings, scene.clock, slow))
    async with app.run_test() as pilot:
        try:
            text = screen_text(app)
            assert "滨江区值班室" in text
            assert f"{local(NOW):%H:%M:%S}" in text
            assert "Opening the registers" in text
            await press(pilot, "f3")
            await shows(pilot, "Another" if app.desk.read_only else "滨江区值班室")
        finally:
            hold.set()
        await ready(pilot)
        await shows(pilot, "张三", "李四")


async def test_it_asks_once_who_sits_here(scene: Scene) -> None:
    """Without a shift the first question comes by itself; the answer is a fact."""
    app = scene.app()
    async with app.run_test() as pilot:
        await ready(pilot)
        await until(pilot, lambda: isinstance(app.screen, QuestionDialog))
        await type_text(pilot, "王五")
        await press(pilot, "enter")
        await type_text(pilot, "赵六")
        await press(pilot, "f9")
        await shows(pilot, "王五", "赵六")
        assert app.standing.shift is not None
        assert app.standing.shift.begun_at == NOW.replace(second=0)


async def test_the_question_can_be_put_off(scene: Scene) -> None:
    """Esc leaves the desk usable; the strip says that nobody signed on."""
    app = scene.app()
    async with app.run_test() as pilot:
        await ready(pilot)
        await until(pilot, lambda: isinstance(app.screen, QuestionDialog))
        await press(pilot, "escape")
        await shows(pilot, "Nobody signed on")
        await asyncio.sleep(0.05)
        assert not isinstance(app.screen, QuestionDialog)


async def test_the_strip_shows_the_lamps(scene: Scene) -> None:
    """Line, recorder with seconds, disk, alarms: symbol, word, figure."""
    scene.shift()
    scene.record(alarm_facts.raised("a", NOW, LINE, code=AlarmCode.SOUND_LOST))
    app = scene.app()
    async with app.run_test() as pilot:
        await ready(pilot)
        scene.keeper.well()
        await shows(pilot, "✔ Line ok", "✔ Rec ready", "✔ Disk 240 h", "✖ Alarms 1")
        since = (NOW - timedelta(seconds=72)).isoformat()
        scene.keeper.news.put_nowait(
            LineState("1", "ok", "ok", "recording", "c", since, disk_hours=12.0)
        )
        await shows(pilot, "◉ REC 1:12", "‼ Disk 12 h")
        scene.keeper.news.put_nowait(LineState("1", "lost", "ok", "idle"))
        await shows(pilot, "✖ Line lost 1")
        scene.keeper.news.put_nowait(LineState("1", "ok", "lost", "recording", "c", since))
        await shows(pilot, "✔ Line ok", "✖ Sound lost 1")
        assert "REC" not in screen_text(app)


async def test_a_keeper_that_is_gone_is_shown_at_once(scene: Scene) -> None:
    """And so is one of another version."""
    scene.shift()
    app = scene.app()
    async with app.run_test() as pilot:
        await ready(pilot)
        scene.keeper.well()
        await shows(pilot, "Line ok")
        scene.keeper.news.put_nowait(Gone())
        await shows(pilot, "✖ Keeper gone: calls not logged")
        scene.keeper.news.put_nowait(Mismatch())
        await shows(pilot, "Line keeper of another version")
        assert app.standing.keeper is Presence.OTHER


@pytest.mark.parametrize("key", ["f1", "ctrl+p", "f5", "ctrl+o", "n", "f10"])
async def test_no_screen_covers_the_strip(scene: Scene, key: str) -> None:
    """Dialogs, palette and help leave the two lines on top as they are."""
    scene.shift()
    app = scene.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        before = screen_text(app).splitlines()[:2]
        await press(pilot, key)
        await until(pilot, lambda: len(app.screen_stack) == 3)
        await pilot.pause()
        assert screen_text(app).splitlines()[:2] == before


async def test_it_fits_80_columns(scene: Scene) -> None:
    """Everything the strip has to say fits at the smallest size, in Chinese names too."""
    scene.shift("欧阳建国", "司马相如")
    app = scene.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        scene.keeper.well()
        await shows(pilot, "Alarms 0")
        strip = widget_text(app.screen.query_one(DutyStrip))
        assert "欧阳建国" in strip
        assert "Rec ready" in strip


async def test_ascii_draws_nothing_that_may_be_two_cells_wide(scene: Scene) -> None:
    """With ASCII borders only letters of names are not ASCII."""
    scene.shift()
    scene.past("c1")
    app = scene.app(borders="ascii", language="en")
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        scene.keeper.well()
        await shows(pilot, "+ Line ok")
        await press(pilot, "f1")
        await pilot.pause()
        wide = set(screen_text(app)) - set("滨江区值班室张三李四\n")
        assert not {character for character in wide if not character.isascii()}


async def test_ctrl_q_leaves_and_asks_first_where_a_form_is_open(scene: Scene) -> None:
    """What is typed is a draft; leaving is confirmed."""
    scene.shift()
    scene.past("c1")
    app = scene.app()
    async with app.run_test() as pilot:
        await ready(pilot)
        await press(pilot, "f3")
        await shows(pilot, "Content *")
        await until(pilot, lambda: app.focused is not None and app.focused.id == "content")
        await type_text(pilot, "abc")
        await press(pilot, "ctrl+q")
        await shows(pilot, "A form is not signed yet")
        assert app.is_running
        await press(pilot, "escape")
        await press(pilot, "ctrl+c")
        assert app.is_running


async def test_ctrl_q_leaves_at_once_where_nothing_is_typed(scene: Scene) -> None:
    """No question without a reason."""
    scene.shift()
    app = scene.app()
    async with app.run_test() as pilot:
        await ready(pilot)
        await press(pilot, "ctrl+q")
        await pilot.pause()
        assert app.return_code == 0


async def test_a_second_console_only_shows(scene: Scene) -> None:
    """It says so, and refuses to write."""
    scene.shift()
    scene.past("c1")
    first, second = scene.app(), scene.app()
    async with first.run_test() as pilot:
        await ready(pilot)
        async with second.run_test() as other:
            await ready(other)
            await shows(other, "(only shows)")
            await press(other, "f3")
            await pilot.pause()
            assert len(second.screen_stack) == 2
    third = scene.app()
    async with third.run_test() as pilot:
        await ready(pilot)
        assert not third.desk.read_only


async def test_a_damaged_database_ends_the_start(scene: Scene) -> None:
    """Exit code 2, a plain sentence, and the file as it was."""
    scene.store.close()
    damage = b"SQLite format 3\x00" + b"nonsense" * 500
    scene.places.database.write_bytes(damage)
    app = scene.app()
    async with app.run_test() as pilot:
        await until(pilot, lambda: app.return_code == UNUSABLE)
    assert str(scene.places.database) in app.unusable
    assert scene.places.database.read_bytes() == damage


async def test_a_busy_database_is_waited_for(scene: Scene) -> None:
    """At the start a locked database is a sentence on the screen, not the end."""
    scene.shift()
    tries: list[int] = []

    def busy(places: Places, settings: Settings, clock: Clock) -> Registers:
        tries.append(1)
        if len(tries) == 1:
            raise DeskError("Somebody else is writing.")
        return open_registers(places, settings, clock)

    app = DutyApp(Desk(scene.places, scene.settings, scene.clock, busy))
    async with app.run_test() as pilot:
        await shows(pilot, "Somebody else is writing.")
        await shows(pilot, "张三")


async def test_a_database_that_fails_later_is_a_sentence(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The console stays, says what is wrong, and recovers."""
    scene.shift()
    app = scene.app()
    async with app.run_test(size=(120, 36)) as pilot:
        await ready(pilot)
        real = app.desk.changed

        async def broken() -> bool:
            raise DeskError("The disk is gone.")

        monkeypatch.setattr(app.desk, "changed", broken)
        app.look_again()
        await shows(pilot, "The disk is gone.")
        monkeypatch.setattr(app.desk, "changed", real)
        scene.past("c1")
        app.look_again()
        await until(pilot, lambda: "The disk is gone." not in screen_text(app))


async def test_keys_pressed_before_the_log_stands_are_kept(scene: Scene) -> None:
    """Whoever types at once finds it in the search."""
    scene.shift()
    app = scene.app()
    early = ["slash", "1", "2"]

    class Hasty(DutyApp):
        async def _begin(self) -> None:
            for key in early:
                self.post_message(events.Key(key, key if len(key) == 1 else "/"))
            self.call_next(super()._begin)

    hasty = Hasty(app.desk, client=scene.keeper)
    async with hasty.run_test() as pilot:
        await ready(pilot)
        await until(pilot, lambda: hasty.screen.query_one("#search", Input).value == "12")


async def test_an_interrupted_import_is_finished_when_the_console_opens(scene: Scene) -> None:
    """Nobody has to think of it."""
    fact = contact_facts.added(
        contact_facts.new_id(),
        NOW,
        Place("unit"),
        actor="import",
        kind=Kind.UNIT,
        fields={"name": "清河镇人民政府", "duty": "057188886666"},
    )
    staging.stage(scene.store, [fact], NOW)
    scene.shift()
    scene.past("one")
    app = scene.app()
    async with app.run_test() as pilot:
        await ready(pilot)
        await shows(pilot, "清河镇..")
    assert not staging.waiting(scene.store)
