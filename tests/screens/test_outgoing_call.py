"""A call that the unit makes itself."""

from __future__ import annotations

from dutyroom.registers.calls import facts
from dutyroom.registers.calls.detail import detail
from dutyroom.registers.calls.kinds import Outcome
from tests.screens.driving import press, ready, screen_text, shows, until
from tests.screens.scene import LINE, Scene


async def test_a_call_that_goes_out_has_no_first_receiver(scene: Scene) -> None:
    """It says so from its first sign, and F2 does not offer to take it."""
    scene.shift()
    app = scene.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        scene.record(facts.begun("own", scene.clock.now(), LINE, direction="out"))
        app.look_again()
        await shows(pilot, "Outgoing 0:00")
        assert "F2/Ctrl+T take" not in screen_text(app)
        await press(pilot, "f2")
        await until(
            pilot, lambda: "No call is waiting" in " ".join(n.message for n in app._notifications)
        )
        scene.end("own", Outcome.OUTGOING)
        app.look_again()
        await shows(pilot, "unknown number")
    with scene.store.read() as session:
        found = detail(session, "own")
    assert found is not None
    assert found.first_receiver == ""
