"""From a ringing call to a signed record, and nothing typed is ever lost."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from dutyroom.channel.messages import LineState
from dutyroom.registers.calls import detail as details
from dutyroom.registers.calls import facts
from dutyroom.screens.calls import CallsScreen
from dutyroom.screens.write_up import WriteUpScreen
from dutyroom.widgets.call_card import CallCard
from dutyroom.widgets.call_list import CallList
from tests.screens.driving import hold, press, ready, screen_text, shows, type_text, until
from tests.screens.scene import LINE, NOW, Scene


def detail(scene: Scene, call: str) -> details.CallDetail:
    """Return a call as the registers have it now."""
    with scene.store.read() as session:
        found = details.detail(session, call)
    assert found is not None
    return found


async def test_from_the_ring_to_the_signature(scene: Scene) -> None:
    """The card appears, one key takes the call, the form is filled in and signed."""
    scene.shift()
    scene.past("before", number="057188886666")
    scene.clock.advance(60)
    app = scene.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        scene.ring("call", number="057188886666", name="WANG")
        app.look_again()
        await shows(pilot, "Ringing 0:00", "057188886666  WANG", "F2/Ctrl+T take", "Before:")
        await press(pilot, "f2")
        await until(pilot, lambda: isinstance(app.screen, WriteUpScreen))
        await until(pilot, lambda: isinstance(app.focused, TextArea))
        assert app.screen.query_one("#caller_number", Input).value == "057188886666"
        await shows(pilot, "taken")
        assert detail(scene, "call").first_receiver == "张三"
        await type_text(pilot, "滨盛路水管爆裂")
        scene.end("call")
        app.look_again()
        await until(pilot, lambda: "Ringing" not in screen_text(app).splitlines()[2])
        await press(pilot, "ctrl+s")
        await shows(pilot, "Sign this record?", "Signed by 张三.")
        assert not detail(scene, "call").row.written_up
        await press(pilot, "f9")
        await until(pilot, lambda: isinstance(app.screen, CallsScreen))
        found = detail(scene, "call")
        assert found.recorder == "张三"
        assert found.fields["content"] == "滨盛路水管爆裂"
        await shows(pilot, "Written up")


async def test_the_safe_answer_has_the_focus(scene: Scene) -> None:
    """Enter, pressed by habit, does not sign."""
    scene.shift()
    scene.past("call")
    app = scene.app()
    async with app.run_test() as pilot:
        await _open(pilot)
        await type_text(pilot, "text")
        await press(pilot, "ctrl+s")
        await shows(pilot, "Sign this record?")
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, WriteUpScreen))
        assert not detail(scene, "call").row.written_up


async def test_what_is_missing_is_named(scene: Scene) -> None:
    """And the field that misses it gets the keyboard."""
    scene.shift()
    scene.past("call")
    app = scene.app()
    async with app.run_test() as pilot:
        await _open(pilot)
        app.screen.query_one("#called_at", Input).focus()
        await press(pilot, "f9")
        await shows(pilot, "Content is missing.")
        assert app.focused is not None
        assert app.focused.id == "content"


async def test_what_is_missing_stands_until_something_is_typed(scene: Scene) -> None:
    """The draft that is saved in the next pause does not take the sentence away."""
    scene.shift()
    scene.past("call")
    app = scene.app()
    async with app.run_test() as pilot:
        await _open(pilot)
        form = app.screen
        assert isinstance(form, WriteUpScreen)
        form.query_one("#caller_name", Input).value = "王"
        await pilot.pause()
        await press(pilot, "f9")
        await shows(pilot, "Content is missing.")
        await form.keep()
        await pilot.pause()
        assert "Content is missing." in screen_text(app)
        await type_text(pilot, "半句话")
        await form.keep()
        await shows(pilot, "Draft saved.")


async def test_a_draft_survives_the_end_of_the_program(scene: Scene) -> None:
    """It is saved at a pause in typing, without any key for it, and comes back."""
    scene.shift()
    scene.past("call")
    app = scene.app()
    async with app.run_test() as pilot:
        await _open(pilot)
        await type_text(pilot, "半句话")
        await shows(pilot, "Draft saved.")
        app.exit()  # no Esc, no confirmation: as after a crash
    again = scene.app()
    async with again.run_test() as pilot:
        await _open(pilot)
        await shows(pilot, "This is the draft of", "半句话")


async def test_leaving_keeps_the_draft_without_a_pause(scene: Scene) -> None:
    """Esc right after the last key loses nothing."""
    scene.shift()
    scene.past("call")
    app = scene.app()
    async with app.run_test() as pilot:
        await _open(pilot)
        await type_text(pilot, "abc")
        await press(pilot, "escape")
        await until(pilot, lambda: isinstance(app.screen, CallsScreen))
        await press(pilot, "f3")
        await shows(pilot, "abc", "This is the draft of")


async def test_a_call_that_rings_disturbs_nobody_who_types(scene: Scene) -> None:
    """Focus, cursor and text stay; taking the call opens a form above the other one."""
    scene.shift()
    scene.past("call")
    app = scene.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await _open(pilot)
        await type_text(pilot, "first half, ")
        before = app.focused
        scene.ring("second", number="057122223333")
        app.look_again()
        await shows(pilot, "057122223333")
        assert app.focused is before
        await type_text(pilot, "second half")
        await shows(pilot, "first half, second half")
        await press(pilot, "ctrl+t")
        await until(pilot, lambda: len(app.screen_stack) == 4)
        await press(pilot, "escape")
        await shows(pilot, "first half, second half")


async def test_calls_stack_in_the_card(scene: Scene) -> None:
    """Two calls at once stand below each other; the one that waits longest is taken first."""
    scene.shift()
    app = scene.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        scene.ring("one", number="057111111111")
        scene.clock.advance(3)
        scene.ring("two", number=None)
        app.look_again()
        await shows(pilot, "057111111111", "number to come")
        scene.keeper.well()
        for name in ("1", "2"):  # where there are two, the card says which handset to lift
            scene.keeper.news.put_nowait(LineState(name, "ok", "ok", "idle"))
        await shows(pilot, "line 1  057111111111")
        assert "No number sent" not in screen_text(app)
        wanted, lines = ("滨江区值班室", "张三", "057111111111"), screen_text(app).splitlines()
        assert all(words in line for words, line in zip(wanted, lines, strict=False))
        await press(pilot, "f2")
        await until(pilot, lambda: detail(scene, "one").first_receiver == "张三")
        await pilot.click(CallCard, offset=(5, 0))  # the one under the pointer, not who waits
        assert detail(scene, "two").first_receiver == ""
        app.presses.pointer()
        await press(pilot, "f2")
        await until(pilot, lambda: detail(scene, "two").first_receiver == "张三")


async def test_a_correction_keeps_the_old_value(scene: Scene) -> None:
    """It needs a reason and a change; the record keeps both values."""
    scene.shift()
    scene.past("call")
    fields = {"called_at": "2026-11-23 10:30", "content": "old"}
    scene.record(facts.written_up("call", NOW, LINE, actor="张三", fields=fields))
    app = scene.app()
    async with app.run_test() as pilot:
        await _open(pilot, first="why")
        await press(pilot, "ctrl+s")
        await shows(pilot, "Reason for the correction is missing.")
        await type_text(pilot, "misheard")
        await press(pilot, "ctrl+s")
        await shows(pilot, "Nothing has been changed.", "Reason for the correction * misheard")
        app.screen.query_one("#content", TextArea).focus()
        await type_text(pilot, "new ")
        await press(pilot, "ctrl+s", "f9")
        await until(pilot, lambda: isinstance(app.screen, CallsScreen))
        (change,) = detail(scene, "call").corrections
        assert {change.old, change.new, change.why} == {"old", "new old", "misheard"}


async def test_a_refused_signature_keeps_the_form(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the database refuses, nothing is closed and nothing is lost."""
    scene.shift()
    scene.past("call")
    app = scene.app()
    async with app.run_test() as pilot:
        await _open(pilot)
        await type_text(pilot, "text")

        async def refuse(*_facts: object) -> bool:
            app.tell("The disk is full.", wrong=True)
            return False

        monkeypatch.setattr(app, "recorded", refuse)
        await press(pilot, "ctrl+s", "f9")
        await pilot.pause()
        await until(pilot, lambda: isinstance(app.screen, WriteUpScreen))
        await shows(pilot, "text")


async def test_the_form_fits_the_smallest_screen(scene: Scene) -> None:
    """Every plain field stands on 80×24 at once, below a card of one call."""
    scene.shift()
    scene.past("call")
    scene.ring("second")
    app = scene.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await _open(pilot, index=1)
        await shows(pilot, "Time of call *", "Caller's unit", "Content *", "Leader's", "Handling")
        await shows(pilot, "Urgent", "F9 Sign")


async def test_urgent_calls_have_more_fields(scene: Scene) -> None:
    """They appear with one key and can be reached with the keyboard alone."""
    scene.shift()
    scene.past("call")
    app = scene.app()
    async with app.run_test(size=(80, 50)) as pilot:
        await _open(pilot)
        assert "Measures taken" not in screen_text(app)
        app.screen.query_one("#urgent").focus()
        await press(pilot, "space")
        await shows(pilot, "[X] Urgent", "Measures taken", "Trend")


async def _open(pilot: Pilot[int], *, first: str = "content", index: int = 0) -> None:
    """Open the form of a call of the log, and wait until it can be typed in."""
    app = await ready(pilot)
    calls = app.screen.query_one(CallList)
    await until(pilot, lambda: calls.chosen is not None)
    calls.cursor = index
    await press(pilot, "f3")
    await until(pilot, lambda: app.focused is not None and app.focused.id == first)


async def test_a_held_key_never_signs(scene: Scene) -> None:
    """The key that opens the question is the one that answers it: held, it only opens."""
    scene.shift()
    scene.past("call")
    app = scene.app()
    async with app.run_test() as pilot:
        await _open(pilot)
        await type_text(pilot, "text")
        await hold(pilot, "f9")
        await shows(pilot, "Sign this record?")
        await pilot.pause()
        assert not detail(scene, "call").row.written_up
        await press(pilot, "f9")
        await until(pilot, lambda: detail(scene, "call").row.written_up)


async def test_a_number_that_comes_late_fills_what_is_empty(scene: Scene) -> None:
    """Whoever takes the call at the first ring still gets the number; typed text stays."""
    scene.shift()
    scene.record(facts.begun("call", NOW, LINE, direction="in"))
    app = scene.app()
    async with app.run_test() as pilot:
        await ready(pilot)
        await press(pilot, "f2")
        await until(pilot, lambda: isinstance(app.focused, TextArea))
        app.screen.query_one("#caller_name", Input).value = "王小明"
        scene.record(facts.numbered("call", NOW, LINE, number="057188886666", name="WANG"))
        app.look_again()
        await until(
            pilot, lambda: app.screen.query_one("#caller_number", Input).value == "057188886666"
        )
        assert app.screen.query_one("#caller_name", Input).value == "王小明"
        await shows(pilot, "057188886666  WANG")
