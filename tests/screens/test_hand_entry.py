"""What did not come over the line is in the log once something is written of it, not before."""

from __future__ import annotations

from textual.widgets import Input, TextArea

from dutyroom.registers.calls import facts, reading
from dutyroom.registers.calls.detail import detail
from dutyroom.registers.calls.reading import CallRow
from tests.screens.driving import press, ready, screen_text, shows, until
from tests.screens.scene import LINE, Scene


def log(scene: Scene) -> list[CallRow]:
    """Return the log as it stands."""
    with scene.store.read() as session:
        return reading.page(session, reading.CallFilter.ALL, limit=9)


async def test_an_empty_entry_leaves_nothing_in_the_log(scene: Scene) -> None:
    scene.shift()
    app = scene.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await press(pilot, "n")
        await shows(pilot, "Enter by hand")
        await press(pilot, "f9")
        await shows(pilot, "Handling", "Fax  2026-11-23 10:30")
        await press(pilot, "escape")
        await shows(pilot, "No calls here.")
        assert log(scene) == []


async def test_what_is_written_makes_the_entry_and_its_draft(scene: Scene) -> None:
    """The log names the medium, where a fax has no number."""
    scene.shift()
    app = scene.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await press(pilot, "n")
        await shows(pilot, "Enter by hand")
        await press(pilot, "f9")
        await shows(pilot, "Handling", "Fax")
        app.screen.query_one("#content", TextArea).insert("传真一份")
        await press(pilot, "f9")
        await shows(pilot, "Sign this record?")
        await press(pilot, "escape")
        await shows(pilot, "Not signed yet. The draft is kept.")
        await press(pilot, "f9")
        await shows(pilot, "Sign this record?")
        await press(pilot, "f9")
        await until(pilot, lambda: [row.written_up for row in log(scene)] == [True])
        await press(pilot, "5")
        await shows(pilot, "Fax ", "By hand")
        assert "No number sent" not in screen_text(app)


async def test_the_form_of_a_call_that_went_out_is_named_as_the_slip(scene: Scene) -> None:
    scene.shift()
    scene.record(facts.begun("own", scene.clock.now(), LINE, direction="out"))
    app = scene.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await press(pilot, "5")
        await shows(pilot, "00001")
        await press(pilot, "f3")
        await shows(pilot, "Called unit", "Called person", "Called number")
        assert "Caller's" not in screen_text(app)


async def test_the_time_of_the_call_is_a_time_and_is_asked_about_where_it_is_far_off(
    scene: Scene,
) -> None:
    scene.shift()
    scene.past("call")
    app = scene.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await press(pilot, "5", "f3")
        await shows(pilot, "Handling")
        app.screen.query_one("#content", TextArea).insert("水位上涨")
        called_at = app.screen.query_one("#called_at", Input)
        logged = called_at.value
        for typed, told in (("应急厅来信", "is a day and a time"), ("23:59", "still to come")):
            called_at.value = typed
            await press(pilot, "f9")
            await shows(pilot, told)
            assert called_at.has_focus
        called_at.value = "0:05"
        await press(pilot, "f9")
        await shows(pilot, "Sign this record?", f"The log has the call at {logged}")
        await press(pilot, "f9")
        await until(pilot, lambda: [row.written_up for row in log(scene)] == [True])
    with scene.store.read() as session:
        signed = detail(session, "call")
    assert signed is not None
    assert signed.fields["called_at"] == f"{logged.split()[0]} 00:05"
