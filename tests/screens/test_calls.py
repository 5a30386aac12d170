"""The call log: what is listed, found, opened, and done to one call."""

from __future__ import annotations

from datetime import timedelta

import pytest
from textual.widgets import Input

from dutyroom.config import Alarms
from dutyroom.registers.alarms.rules import due_since
from dutyroom.registers.calls import facts
from dutyroom.registers.calls.kinds import Outcome
from dutyroom.registers.calls.owing import owing
from dutyroom.screens.call import CallScreen
from dutyroom.screens.calls import PAGE, CallsScreen
from dutyroom.widgets.call_list import CallList
from dutyroom.widgets.filter_bar import FilterBar
from tests.screens.driving import press, ready, screen_text, shows, type_text, until
from tests.screens.scene import LINE, NOW, Scene

LONG_DUE = due_since(NOW + timedelta(days=1), Alarms())
"""A day on, when every alarm of a call is due."""


async def test_filters_and_their_counts(scene: Scene) -> None:
    """Each filter shows its calls; what is open is counted beside its name."""
    scene.shift()
    scene.past("answered", number="057111112222")
    scene.past("missed", Outcome.MISSED, number="057133334444")
    app = scene.app()
    async with app.run_test(size=(100, 24)) as pilot:
        await ready(pilot)
        await shows(pilot, "[1 This shift]", "3 Not written up 1", "4 Missed 1", "057111112222")
        await press(pilot, "3")
        await until(pilot, lambda: "057133334444" not in screen_text(app))
        await shows(pilot, "[3 Not written up 1]", "057111112222", "To write up")
        await press(pilot, "4")
        await until(pilot, lambda: "057111112222" not in screen_text(app))
        await shows(pilot, "057133334444", "To call back")
        await press(pilot, "5")
        await shows(pilot, "[5 All]", "057111112222", "057133334444")


async def test_a_click_chooses_a_filter_and_two_open_a_call(scene: Scene) -> None:
    """The mouse works too."""
    scene.shift()
    scene.past("call")
    app = scene.app()
    async with app.run_test(size=(100, 24)) as pilot:
        await ready(pilot)
        await pilot.click(FilterBar, offset=(18, 0))
        await until(pilot, lambda: app.screen.query_one(FilterBar).which == "today")
        await shows(pilot, "057188886666")
        await pilot.click(CallList, offset=(5, 1), times=2)
        await until(pilot, lambda: isinstance(app.screen, CallScreen))


async def test_search_finds_as_one_types(scene: Scene) -> None:
    """A part of a number narrows the list; Esc brings all back."""
    scene.shift()
    scene.past("one", number="057111112222")
    scene.past("two", number="057133334444")
    app = scene.app()
    async with app.run_test() as pilot:
        await ready(pilot)
        await shows(pilot, "057111112222", "057133334444")
        await press(pilot, "slash")
        assert isinstance(app.focused, Input)
        await type_text(pilot, "4444")
        await until(pilot, lambda: "057111112222" not in screen_text(app))
        await shows(pilot, "057133334444")
        await type_text(pilot, "9")
        await shows(pilot, "Nothing found.")
        await press(pilot, "escape")
        await shows(pilot, "057111112222", "057133334444")


async def test_search_looks_through_everything_and_gives_the_filter_back(scene: Scene) -> None:
    """Whatever filter is on; a filter chosen meanwhile narrows what was found."""
    scene.shift()
    scene.past("one", number="057111112222")
    app = scene.app()
    async with app.run_test() as pilot:
        await ready(pilot)
        await press(pilot, "4")
        await until(pilot, lambda: app.screen.query_one(FilterBar).which == "missed")
        await until(pilot, lambda: "057111112222" not in screen_text(app))
        await press(pilot, "slash")
        await type_text(pilot, "2222")
        await shows(pilot, "057111112222")
        assert app.screen.query_one(FilterBar).which == "all"
        await press(pilot, "escape")
        await until(pilot, lambda: app.screen.query_one(FilterBar).which == "missed")


async def test_pages_come_as_one_goes_down(scene: Scene) -> None:
    """Only a page is read at first; the next comes before its end is reached, or seen."""
    scene.shift()
    new = []
    for index in range(2 * PAGE + 5):
        call = f"c{index:04}"
        new.append(facts.begun(call, NOW, LINE, direction="in"))
        new.append(facts.numbered(call, NOW, LINE, number=f"0571{index:08}"))
    scene.record(*new)
    app = scene.app()
    async with app.run_test() as pilot:
        await ready(pilot)
        calls = app.screen.query_one(CallList)
        await until(pilot, lambda: len(calls.rows) == PAGE)
        calls.scroll_to(y=PAGE, animate=False)  # by the wheel: the cursor stays
        await until(pilot, lambda: len(calls.rows) == 2 * PAGE)
        assert calls.cursor == 0
        await press(pilot, "end")
        await until(pilot, lambda: len(calls.rows) == 2 * PAGE + 5)
        await press(pilot, "end")
        assert calls.chosen is not None
        assert calls.chosen.number == "057100000000"
        await shows(pilot, "057100000000")


async def test_the_cursor_stays_on_its_call_when_others_come(scene: Scene) -> None:
    """A call that arrives never slips under the officer's next key."""
    scene.shift()
    scene.past("one", number="057111112222")
    app = scene.app()
    async with app.run_test() as pilot:
        await ready(pilot)
        calls = app.screen.query_one(CallList)
        await until(pilot, lambda: calls.chosen is not None)
        scene.past("two", number="057133334444")
        app.look_again()
        await until(pilot, lambda: len(calls.rows) == 2)
        assert calls.chosen is not None
        assert calls.chosen.id == "one"
        await shows(pilot, "057133334444")


async def test_a_call_in_full(scene: Scene) -> None:
    """Record, corrections with the old value, and other calls of the number."""
    scene.shift()
    scene.past("before", number="057188886666")
    scene.clock.advance(60)
    scene.past("call", number="057188886666")
    fields = {"called_at": "2026-11-23 10:30", "content": "水管爆裂", "caller_name": "王小明"}
    scene.record(
        facts.taken("call", NOW, LINE, actor="张三"),
        facts.written_up("call", NOW, LINE, actor="张三", fields=fields),
        facts.corrected(
            "call", NOW, LINE, actor="张三", field="caller_name", old="王小明", new="王晓明",
            why="听错",
        ),
    )  # fmt: skip
    app = scene.app()
    async with app.run_test(size=(80, 40)) as pilot:
        await ready(pilot)
        await shows(pilot, "Written up")
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, CallScreen))
        await shows(pilot, "First receiver  张三", "水管爆裂", "王小明 -> 王晓明", "听错")
        await shows(pilot, "Other calls of this number", "Signed by 张三")
        await press(pilot, "escape")
        assert isinstance(app.screen, CallsScreen)


async def test_wide_screens_show_the_call_beside_the_list(scene: Scene) -> None:
    """At 120×36 nothing has to be opened; at 80×24 the list has the room."""
    scene.shift()
    scene.past("call")
    app = scene.app()
    async with app.run_test(size=(120, 36)) as pilot:
        await ready(pilot)
        await shows(pilot, "known by the handset")
        await pilot.resize_terminal(80, 24)
        await until(pilot, lambda: "known by the handset" not in screen_text(app))


async def test_no_write_up_needed(scene: Scene) -> None:
    """A reason is asked for, and stands in the log."""
    scene.shift()
    scene.past("call")
    app = scene.app()
    async with app.run_test() as pilot:
        await ready(pilot)
        await shows(pilot, "To write up")
        await press(pilot, "x")
        await shows(pilot, "No write-up needed?")
        await shows(pilot, "2026-00001  2026-11-23 10:30")
        await press(pilot, "ctrl+s")
        await shows(pilot, "Reason is missing.")  # nothing is said for the officer
        await type_text(pilot, "打错")
        await press(pilot, "ctrl+s")
        await shows(pilot, "Not needed")
        await press(pilot, "x")
        await until(pilot, lambda: "This was said already." in _notices(app))


@pytest.mark.parametrize("number", [None, "138****1234"])
async def test_a_missed_call_without_a_number_asks_for_nothing(
    scene: Scene, number: str | None
) -> None:
    """Log, filter and alarm agree; why it cannot be called back can be said."""
    scene.shift()
    scene.past("call", Outcome.MISSED, number=number)
    with scene.store.read() as session:
        assert owing(session, LONG_DUE) == []
    app = scene.app()
    async with app.run_test(notifications=True) as pilot:
        await ready(pilot)
        await shows(pilot, "Missed", "No number", "4 Missed")
        await press(pilot, "b")
        await shows(pilot, "No number came")
        await press(pilot, "x")
        await shows(pilot, "Cannot be called back?")
        await press(pilot, "ctrl+s")
        await shows(pilot, "Not needed")
        scene.record(facts.numbered("call", scene.clock.now(), LINE, number="057133334444"))
        with scene.store.read() as session:
            assert owing(session, LONG_DUE) == []  # what the officer said stands


async def test_calling_back_a_missed_call(scene: Scene) -> None:
    """The number stands there large; what came of it is recorded."""
    scene.shift()
    scene.past("call", Outcome.MISSED)
    app = scene.app()
    async with app.run_test() as pilot:
        await ready(pilot)
        await shows(pilot, "To call back")
        await press(pilot, "b")
        await shows(pilot, "Call this number on the duty line.", "╭─╮╭─╴╶─┐")
        await press(pilot, "ctrl+s")
        await shows(pilot, "What came of it is missing.")
        await type_text(pilot, "no matter")
        await press(pilot, "ctrl+s")
        await shows(pilot, "Called back")


async def test_the_officer_is_asked_what_nobody_knows(scene: Scene) -> None:
    """Before such a call is written up, its outcome is asked for."""
    scene.shift()
    scene.past("call", Outcome.UNKNOWN)
    app = scene.app()
    async with app.run_test() as pilot:
        await ready(pilot)
        await shows(pilot, "Unknown")
        await press(pilot, "f3")
        await shows(pilot, "What became of this call?")
        await press(pilot, "down", "enter", "f9")
        await shows(pilot, "Content *")
        await press(pilot, "escape")
        await until(pilot, lambda: "Unknown" not in screen_text(app))


async def test_a_fax_is_entered_by_hand(scene: Scene) -> None:
    """How, which way, from whom and when; then the form opens."""
    scene.shift()
    app = scene.app()
    async with app.run_test() as pilot:
        await ready(pilot)
        await press(pilot, "n")
        await shows(pilot, "How it arrived")
        await press(pilot, "enter", "enter")
        await type_text(pilot, "88886666")
        await press(pilot, "f9")
        await shows(pilot, "Content *", "88886666")
        await press(pilot, "escape")
        await shows(pilot, "By hand", "To write up")


def _notices(app: object) -> str:
    """Return what the app has told the officer."""
    return " ".join(notice.message for notice in app._notifications)  # type: ignore[attr-defined] # Textual offers no other way


async def test_the_footer_names_the_call_back_where_it_is_owed(scene: Scene) -> None:
    """And not on a call that was answered."""
    scene.shift()
    scene.past("answered")
    scene.clock.advance(60)
    scene.past("missed", Outcome.MISSED)
    app = scene.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await shows(pilot, "To call back", "b Call back")
        await press(pilot, "down")
        await until(pilot, lambda: "b Call back" not in screen_text(app))
