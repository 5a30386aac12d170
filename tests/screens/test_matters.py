"""Matters at the desk: from a call, by hand, carried on, passed on, closed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from textual.widgets import Input

from dutyroom.registers.accounts.access import Access
from dutyroom.registers.alarms import facts as alarm_facts
from dutyroom.registers.alarms.codes import AlarmCode
from dutyroom.registers.calls import facts as call_facts
from dutyroom.registers.matters import acting, facts, moving, reading
from dutyroom.registers.matters.detail import MatterDetail, detail
from dutyroom.registers.matters.facts import Opening
from dutyroom.registers.matters.fields import Officer
from dutyroom.registers.matters.kinds import Channel, Urgency
from dutyroom.registers.matters.reading import Horizon, MatterFilter
from dutyroom.registers.people import facts as people
from dutyroom.screens.call import CallScreen
from dutyroom.screens.form import FormScreen
from dutyroom.screens.matter import MatterScreen
from dutyroom.screens.matter_ordering import heard_at
from dutyroom.screens.matters import MattersScreen
from dutyroom.screens.question import QuestionDialog
from dutyroom.standard.clocks import local
from dutyroom.widgets.matter_list import MatterList
from tests.registers.accounts.account_kit import CHEAP
from tests.screens.driving import hold, press, ready, screen_text, shows, type_text, until
from tests.screens.scene import LINE, NOW, Scene
from tests.screens.test_hostile import HOSTILE, harmless

ZHANG, LI = Officer("张三"), Officer("李四")


def access(scene: Scene) -> Access:
    """Return what acts need."""
    return Access(scene.store, scene.ledger, scene.clock, LINE, CHEAP)


def opened(scene: Scene, content: str, **more: object) -> str:
    """Have a matter of Zhang's."""
    what = Opening(content, **more)  # type: ignore[arg-type] # tests know the fields
    return acting.open_matter(access(scene), what, by=ZHANG)


def every(scene: Scene) -> list[MatterDetail]:
    """Return every matter, the newest first."""
    with scene.store.read() as session:
        rows = reading.page(session, MatterFilter.ALL, Horizon(NOW))
        found = [detail(session, row.id) for row in rows]
    return [each for each in found if each is not None]


async def test_a_call_becomes_a_matter_with_one_key(scene: Scene) -> None:
    """The form is filled in from the record; F9 opens the matter and shows it."""
    scene.shift()
    scene.past("c1", number="057188886666")
    fields = {"called_at": "now", "content": "东风路塌陷", "caller_unit": "青山镇", "cause": "降雨"}
    scene.record(call_facts.written_up("c1", NOW, LINE, actor="张三", fields=fields))
    app = scene.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await shows(pilot, "057188886666")
        await press(pilot, "t")
        await until(pilot, lambda: isinstance(app.screen, FormScreen))
        await shows(pilot, "东风路塌陷", "青山镇", "[Pressing]")
        await press(pilot, "f9")
        await until(pilot, lambda: isinstance(app.screen, MatterScreen))
        await shows(pilot, "2026-0001", "东风路塌陷", "Call 2026-00001")
        (made,) = every(scene)
        assert made.row.first_receiver == made.row.handler == "张三"
        assert (made.row.call, made.row.urgency) == ("c1", Urgency.URGENT)
        assert (made.row.contact_unit, made.row.contact_phone) == ("青山镇", "057188886666")
        await press(pilot, "escape", "enter")
        await until(pilot, lambda: isinstance(app.screen, CallScreen))
        await press(pilot, "end")
        await shows(pilot, "Matters of this call", "2026-0001")


async def test_what_is_typed_is_there_again(scene: Scene) -> None:
    """Esc keeps the draft; another opening of the form shows it; saving forgets it."""
    scene.shift()
    app = scene.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await app.do_matters()
        await until(pilot, lambda: isinstance(app.screen, MattersScreen))
        await press(pilot, "n")
        await until(pilot, lambda: isinstance(app.screen, FormScreen))
        await pilot.pause()
        await type_text(pilot, "路灯损坏")
        await press(pilot, "escape", "n")
        await shows(pilot, "路灯损坏", "This is the draft of")
        await press(pilot, "f9")
        await until(pilot, lambda: isinstance(app.screen, MatterScreen))
        await press(pilot, "escape", "n")
        await until(pilot, lambda: isinstance(app.screen, FormScreen))
        await pilot.pause()
        assert "路灯损坏" not in screen_text(app)
        assert len(every(scene)) == 1


async def test_a_matter_is_ordered_passed_on_and_closed(scene: Scene) -> None:
    """Instruction in exact words, conveyed; transfer accepted by name; closed with a result."""
    scene.shift()
    matter = opened(scene, "水库超汛限")
    fields = {"name": "曾国强", "position": "区政府办副主任", "roles": "leader"}
    scene.record(people.added("l0", NOW, LINE, actor="x", fields=fields))
    app = scene.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        app.push_screen(MatterScreen(matter))
        await shows(pilot, "水库超汛限")
        await press(pilot, "i")
        await until(pilot, lambda: isinstance(app.screen, FormScreen))
        await pilot.pause()
        await type_text(pilot, "zgq")  # initials, as wherever somebody's name is asked for
        await shows(pilot, "曾国强 区政府办副主任")
        await press(pilot, "enter", "tab", "tab")
        await shows(pilot, "Given by *      曾国强")
        await type_text(pilot, "立即泄洪")
        await press(pilot, "tab")
        await type_text(pilot, "水利局")
        await press(pilot, "tab", "right", "f9")
        await shows(pilot, "立即泄洪", "Conveyed to 水利局", "no receipt")
        (told,) = every(scene)[0].conveyances
        assert told.channel == Channel.IN_PERSON
        await press(pilot, "t")
        await shows(pilot, "It stays with 张三")
        await type_text(pilot, "李四")
        await press(pilot, "tab")
        await type_text(pilot, "主管")
        await press(pilot, "f9")
        await shows(pilot, "has not answered")
        await press(pilot, "a")
        await shows(pilot, "Your name")
        await type_text(pilot, "王五")
        await press(pilot, "f9")
        await shows(pilot, "Only 李四", "Your name")  # what was typed stands there to be mended
        assert app.screen.query_one("#name", Input).value == "王五"
        await press(pilot, "ctrl+u")
        await type_text(pilot, "李四")
        await press(pilot, "f9")
        await until(pilot, lambda: every(scene)[0].row.handler == "李四")
        await press(pilot, "x")
        await until(pilot, lambda: isinstance(app.screen, FormScreen))
        await pilot.pause()
        await press(pilot, "f9")
        await shows(pilot, "Result is missing")
        await type_text(pilot, "已泄洪")
        await press(pilot, "f9")
        await shows(pilot, "1 instruction of a leader has no outcome", "曾国强: 立即泄洪")
        assert every(scene)[0].row.open
        await press(pilot, "tab", "tab")
        await type_text(pilot, "待水利局复核")
        await press(pilot, "f9")
        await until(pilot, lambda: isinstance(app.screen, MatterScreen))
        await until(pilot, lambda: not every(scene)[0].row.open)
        await shows(pilot, "instruction not fulfilled")
    row = every(scene)[0].row
    assert (row.first_receiver, row.result, row.unsettled) == ("张三", "已泄洪", 1)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("08:30", "2026-11-23 08:30"),
        ("23:10", "2026-11-22 23:10"),
        ("11-21 22:05", "2026-11-21 22:05"),
        ("昨天 22:05", "2026-11-22 22:05"),
        ("2026-11-24 08:00", ""),
        ("soon", ""),
    ],
)
def test_an_instruction_was_heard_at_some_time_before(typed: str, meant: str) -> None:
    found = heard_at(typed, datetime(2026, 11, 23, 2, 30, tzinfo=UTC))
    assert (f"{local(found):%Y-%m-%d %H:%M}" if found else "") == meant


async def test_the_list_shows_what_presses_and_finds(scene: Scene) -> None:
    """Overdue first, in the filters' counts; search finds closed ones too."""
    scene.shift()
    opened(scene, "不急的事")
    opened(scene, "到期的事", due_at=NOW - timedelta(minutes=90), urgency=Urgency.VERY_URGENT)
    done = opened(scene, "办完的会议通知")
    acting.close(access(scene), done, "已转", by=ZHANG)
    app = scene.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await app.do_matters()
        await shows(pilot, "!! At once", "over by 1h 30m", "Overdue 1", "All open 2")
        matters = app.screen.query_one(MatterList)
        assert [row.content for row in matters.rows] == ["到期的事", "不急的事"]
        await press(pilot, "slash")
        await type_text(pilot, "会议")
        await until(pilot, lambda: [row.content for row in matters.rows] == ["办完的会议通知"])
        await press(pilot, "escape")
        await until(pilot, lambda: len(matters.rows) == 2)


async def test_an_alarm_opens_its_matter(scene: Scene) -> None:
    """From the list of alarms to the matter with one key."""
    scene.shift()
    matter = opened(scene, "超时的事", due_at=NOW)
    scene.record(alarm_facts.raised("a", NOW, LINE, code=AlarmCode.MATTER_OVERDUE, about=matter))
    app = scene.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await press(pilot, "f5")
        await shows(pilot, "A matter is overdue.")
        await press(pilot, "o")
        await shows(pilot, "超时的事")


async def test_a_held_key_saves_one(scene: Scene) -> None:
    """Twenty repetitions of F9 open one matter."""
    scene.shift()
    app = scene.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await app.do_matters()
        await until(pilot, lambda: isinstance(app.screen, MattersScreen))
        await press(pilot, "plus")
        await shows(pilot, "Quick entry")
        await type_text(pilot, "一件事")
        await hold(pilot, "f9")
        await until(pilot, lambda: len(every(scene)) == 1)
        await pilot.pause()
    assert len(every(scene)) == 1


@pytest.mark.parametrize("text", HOSTILE)
async def test_a_matter_survives_a_hostile_text(scene: Scene, text: str) -> None:
    """List, detail, forms and questions: no control byte, no style, no end."""
    scene.shift("张三")
    named = text[:60] or "x"
    matter = opened(scene, text, texts=dict.fromkeys(("contact_unit", "risk", "proposal"), text))
    acting.note(
        access(scene), matter, facts.Note(text, named, answer=text, waiting_for=named), by=LI
    )
    moving.ask_transfer(access(scene), matter, Officer(named), text, by=ZHANG)
    acting.correct(access(scene), matter, {"risk": "y" + text}, named, by=ZHANG)
    scene.record(
        facts.after(
            facts.attached(matter, NOW, LINE, actor=named, name=named, sha256=named, size=1), 9
        )
    )
    app = scene.app()
    async with app.run_test(size=(120, 36)) as pilot:
        await ready(pilot)
        await app.do_matters()
        await shows(pilot, "2026-0001")
        for keys in (
            (), ("enter",), ("w",), ("escape", "e"), ("escape", "a"), ("escape", "d"),
            ("escape", "t"), ("escape", "x"), ("escape", "escape", "escape"),
        ):  # fmt: skip
            await press(pilot, *keys)
            await pilot.pause()
            harmless(app)
        assert app.is_running


async def test_esc_says_first_that_a_typed_line_is_not_kept(scene: Scene) -> None:
    """Once it is said, Esc goes back; a question without words is left at once."""
    scene.shift()
    app = scene.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await app.do_matters()
        await until(pilot, lambda: isinstance(app.screen, MattersScreen))
        await press(pilot, "plus")
        await shows(pilot, "Quick entry")
        await type_text(pilot, "路灯损坏")
        await press(pilot, "escape")
        await shows(pilot, "What you typed is not kept.", "路灯损坏")
        await type_text(pilot, "了")
        await press(pilot, "escape")
        assert isinstance(app.screen, QuestionDialog)
        await press(pilot, "escape")
        await until(pilot, lambda: isinstance(app.screen, MattersScreen))
        await press(pilot, "plus")
        await until(pilot, lambda: isinstance(app.screen, QuestionDialog))
        await press(pilot, "escape")
        await until(pilot, lambda: isinstance(app.screen, MattersScreen))
    assert not every(scene)
