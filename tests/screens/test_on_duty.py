"""The shift in charge on the screen: leader, officers, the post, presence, corrections."""

from __future__ import annotations

import asyncio

from textual.pilot import Pilot
from textual.widgets import Input, OptionList

from dutyroom.app import DutyApp
from dutyroom.config import Duty, Settings
from dutyroom.registers.accounts import opening
from dutyroom.registers.people import reading as people
from dutyroom.registers.people.facts import changed
from dutyroom.registers.shifts.blockers import NamedLeader
from dutyroom.registers.shifts.reading import ShiftDetail, detail
from dutyroom.screens.on_duty import OnDutyScreen
from tests.registers.accounts.account_kit import PASSWORD, PIN, Desk
from tests.registers.shifts import shift_kit
from tests.screens.driving import press, ready, shows, type_text, until
from tests.screens.filling import fill
from tests.screens.scene import Scene


async def _in_charge(scene: Scene) -> tuple[Desk, str]:
    """Have the officer in charge, with a leader who has not said anything yet."""
    staff = await scene.staff()
    leader = NamedLeader("曾国强", "13800001111", staff.leader.id)

    def sits() -> str:
        shift_kit.officer_of(staff, "单明")
        signed = shift_kit.sign_on(staff, staff.officer, leader=leader)
        opening.set_pin(staff.access, signed.session.id, PASSWORD, PIN)
        return signed.shift

    return staff, await asyncio.to_thread(sits)


async def _opened(pilot: Pilot[int]) -> DutyApp:
    """Unlock, and go to the shift in charge by the menu."""
    app = await ready(pilot)
    await shows(pilot, "The console is locked.", "PIN")
    await type_text(pilot, PIN)
    await press(pilot, "enter")
    await until(pilot, lambda: not app.locked, "unlocked")
    await app.action_command("on_duty")
    await until(pilot, lambda: isinstance(app.screen, OnDutyScreen), "the shift")
    await shows(pilot, "In charge since")
    return app


def _known(scene: Scene, shift: str) -> ShiftDetail:
    """Return everything about a shift."""
    with scene.store.read() as session:
        found = detail(session, shift)
    assert found is not None
    return found


async def test_a_leader_heard_by_phone_is_noted_with_the_witness(scene: Scene) -> None:
    """Without a witness it is not taken; afterwards the screen says so."""
    _staff, shift = await _in_charge(scene)
    async with scene.app().run_test(size=(80, 24)) as pilot:
        app = await _opened(pilot)
        await shows(pilot, "曾国强", "has not confirmed", "Nobody known")
        await press(pilot, "f3")
        await shows(pilot, "Does 曾国强 lead?")
        fill(app, how="phone")
        await press(pilot, "f9")
        await shows(pilot, "Heard by is missing.")
        fill(app, attested="覃小梅", mode="by-phone")
        await press(pilot, "ctrl+s")
        await shows(pilot, "confirmed 10:30", "heard by")
        assert _known(scene, shift).leaders[-1].attested_by == "覃小梅"


async def test_a_leader_signs_here_and_a_wrong_password_is_asked_for_again(scene: Scene) -> None:
    """The question comes back with the reason."""
    _staff, shift = await _in_charge(scene)
    async with scene.app().run_test(size=(80, 24)) as pilot:
        app = await _opened(pilot)
        await press(pilot, "k")
        await shows(pilot, "Does 曾国强 lead?")
        fill(app, how="here", password="not-theirs-1")  # noqa: S106 - made up
        await press(pilot, "f9")
        await shows(pilot, "The password of 曾国强 is not right.")
        fill(app, password=PASSWORD)
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: _known(scene, shift).leaders[-1].acknowledged_at)


async def test_another_officer_joins_and_leaves(scene: Scene) -> None:
    """With a declaration and password of their own, and why in spite of what stands against it."""
    staff, shift = await _in_charge(scene)
    with scene.store.read() as session:
        (second,) = people.named(session, "单明")
    place, stale = staff.access.place, {"trained_until": "2026-01-01"}
    scene.record(changed(second, scene.clock.now(), place, actor="x", new=stale))
    async with scene.app().run_test(size=(80, 24)) as pilot:
        app = await _opened(pilot)
        await press(pilot, "j")
        await shows(pilot, "An officer joins", "单明")
        options = app.screen.query_one("#person", OptionList)
        fill(app, person=str(options.get_option_at_index(0).id), password=PASSWORD)
        await press(pilot, "f9")
        await shows(pilot, "No alcohol is missing.")
        fill(app, sober="yes", fit="no")
        await press(pilot, "ctrl+s")
        await shows(pilot, "Nobody takes charge without declaring")
        fill(app, fit="yes", password=PASSWORD)
        await press(pilot, "f9")
        await shows(pilot, "In spite of the rule?", "The training of 单明 has expired.")
        await press(pilot, "f9")
        await shows(pilot, "Reason 1 is missing.")
        fill(app, training="已排补训")
        await press(pilot, "f9")
        await until(pilot, lambda: len(_known(scene, shift).officers) == 1)
        assert _known(scene, shift).overrides == {"training+1": "已排补训"}
        await shows(pilot, "Beside")
        await press(pilot, "x")
        await shows(pilot, "An officer leaves")
        await press(pilot, "down", "f9")
        await until(pilot, lambda: _known(scene, shift).officers[0].left_at)


async def test_the_post_is_left_to_a_substitute_and_taken_again(scene: Scene) -> None:
    """What cannot be done now says why."""
    _staff, shift = await _in_charge(scene)
    async with scene.app().run_test(size=(80, 24), notifications=True) as pilot:
        app = await _opened(pilot)
        await press(pilot, "r")
        await shows(pilot, "Nobody is away.")
        await press(pilot, "p")
        await shows(pilot, "Leave the post")
        fill(app, reason="送取急件", substitute="单明")
        await press(pilot, "f9")
        await shows(pilot, "still away", "送取急件")
        await press(pilot, "ctrl+s")
        await shows(pilot, "back at the post?", "单明 stands in")
        await press(pilot, "f9")
        await until(pilot, lambda: _known(scene, shift).away is None)
        (away,) = _known(scene, shift).absences
        assert away.substitute_id


async def test_another_leader_leads_and_the_arrival_is_corrected(scene: Scene) -> None:
    """Both values stand on the screen."""
    staff, shift = await _in_charge(scene)
    async with scene.app().run_test(size=(80, 24)) as pilot:
        app = await _opened(pilot)
        await press(pilot, "l")
        await shows(pilot, "Another leader")
        fill(app, person=staff.leader.id, mode="at-post", said="no")
        await press(pilot, "f9")
        await until(pilot, lambda: len(_known(scene, shift).leaders) == 2)
        await press(pilot, "e")
        await shows(pilot, "Correct the shift")
        fill(app, field="arrived_at", new="25:00", why="误填")
        await press(pilot, "f9")
        await shows(pilot, "not a time of day")
        fill(app, new="10:05")
        await press(pilot, "ctrl+s")
        await shows(pilot, "Corrected", "误填")
        assert len(_known(scene, shift).corrections) == 1


async def test_presence_is_asked_for_in_a_line_and_confirmed_with_a_key(scene: Scene) -> None:
    """Nothing is taken from whoever types; what is missed is recorded as missed."""
    _staff, shift = await _in_charge(scene)
    scene.settings = Settings(unit=scene.settings.unit, duty=Duty(presence=3600, lock=0))
    async with scene.app().run_test(size=(80, 24), notifications=True) as pilot:
        app = await _opened(pilot)
        await press(pilot, "ctrl+right_square_bracket")
        await shows(pilot, "No confirmation is due.")
        scene.clock.advance(3601)
        await shows(pilot, "11:30", "Are you at the post?", "Ctrl+]")
        await press(pilot, "ctrl+o")
        await type_text(pilot, "清河")
        await press(pilot, "ctrl+right_square_bracket")
        await shows(pilot, "Noted: at the post.")
        assert app.screen.query_one("#search", Input).value == "清河"
        await until(pilot, lambda: _known(scene, shift).presence)
        scene.clock.advance(3600 + 601)
        await until(pilot, lambda: any(p.missed for p in _known(scene, shift).presence), "missed")
