"""Two are at the post and the telephone rings: F2 asks which of them takes the call."""

from __future__ import annotations

import asyncio

from dutyroom.registers.calls.detail import detail
from dutyroom.registers.shifts import serving
from dutyroom.screens.calls import CallsScreen
from dutyroom.screens.question import QuestionDialog
from dutyroom.screens.write_up import WriteUpScreen
from tests.registers.accounts.account_kit import PASSWORD
from tests.registers.shifts import shift_kit
from tests.screens.driving import press, ready, screen_text, shows, type_text, until
from tests.screens.filling import fill
from tests.screens.scene import Scene


async def test_the_receiver_is_asked_once_and_acts_from_then_on(scene: Scene) -> None:
    """Esc leaves the call to ring; whoever is chosen is its first receiver, and the strip's."""
    staff = await scene.staff()

    def sit() -> str:
        second = shift_kit.officer_of(staff, "单明")
        shift = shift_kit.sign_on(staff, staff.officer).shift
        serving.join(
            staff.access,
            shift,
            second.id,
            password=PASSWORD,
            arrived_at=scene.clock.now(),
            sober=True,
            fit=True,
        )
        return second.id

    second = await asyncio.to_thread(sit)
    async with scene.app().run_test(size=(80, 24)) as pilot:
        app = await ready(pilot)
        await shows(pilot, "The console is locked.", "Password")
        await type_text(pilot, PASSWORD)
        await press(pilot, "f9")
        await until(pilot, lambda: isinstance(app.screen, CallsScreen), "the log")
        scene.ring("call")
        app.look_again()
        await shows(pilot, "057188886666", "覃小梅 +1")
        await press(pilot, "f2", "f2")
        await shows(pilot, "Who takes this call?", "覃小梅", "单明")
        await press(pilot, "escape")
        await until(pilot, lambda: isinstance(app.screen, CallsScreen), "one question alone")
        assert not app.standing.taken
        await press(pilot, "f2")
        await until(pilot, lambda: isinstance(app.screen, QuestionDialog), "the question")
        fill(app, receiver=second)
        await press(pilot, "f9")
        await until(pilot, lambda: isinstance(app.screen, WriteUpScreen), "the form")
        await until(pilot, lambda: app.standing.taken == {"call"}, "the first receiver")
        assert "Officer 单明 +1" in screen_text(app)
    with scene.store.read() as session:
        found = detail(session, "call")
    assert found is not None
    assert found.first_receiver == "单明"
