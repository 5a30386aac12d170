"""The locked console: what stays in sight, what unlocks it, and that nobody is ever shut out."""

from __future__ import annotations

import asyncio

from textual.widgets import Input, Label

from dutyroom.config import Duty, Settings
from dutyroom.registers.accounts import administration, opening, vouching
from dutyroom.registers.accounts.reading import unreviewed
from dutyroom.registers.people import reading as people
from dutyroom.registers.shifts import serving
from dutyroom.screens.calls import CallsScreen
from dutyroom.screens.contacts import ContactsScreen
from dutyroom.screens.lock import LockScreen
from dutyroom.screens.write_up import WriteUpScreen
from tests.registers.accounts.account_kit import PASSWORD, PIN, Desk, add_person
from tests.registers.shifts import shift_kit
from tests.screens.driving import press, ready, screen_text, shows, type_text, until
from tests.screens.filling import fill
from tests.screens.scene import Scene


async def _locked(scene: Scene, *, pin: bool = True) -> Desk:
    """Have the officer in charge with an open session, so that the console starts locked."""
    staff = await scene.staff()

    def sits() -> None:
        signed = shift_kit.sign_on(staff, staff.officer)
        if pin:
            opening.set_pin(staff.access, signed.session.id, PASSWORD, PIN)

    await asyncio.to_thread(sits)
    return staff


async def test_a_console_that_is_started_again_is_locked_and_a_pin_unlocks_it(
    scene: Scene,
) -> None:
    """Strip and alarms stay in sight; Esc is no way out."""
    await _locked(scene)
    async with scene.app().run_test(size=(80, 24)) as pilot:
        app = await ready(pilot)
        await shows(pilot, "The console is locked.", "PIN", "覃小梅")
        await press(pilot, "escape", "ctrl+o", "f5")
        assert isinstance(app.screen, LockScreen)
        await type_text(pilot, PIN)
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, CallsScreen), "the log")
        assert not app.locked
        assert app.session


async def test_a_call_that_is_wanted_while_locked_opens_after_the_pin(scene: Scene) -> None:
    """Nobody's name is put under a call before it is known who is there."""
    await _locked(scene)
    async with scene.app().run_test(size=(80, 24)) as pilot:
        app = await ready(pilot)
        await shows(pilot, "PIN")
        scene.ring("call")
        app.look_again()
        await shows(pilot, "057188886666")
        await press(pilot, "f2")
        await pilot.pause()
        assert not app.standing.taken
        await type_text(pilot, PIN)
        await press(pilot, "f9")
        await until(pilot, lambda: isinstance(app.screen, WriteUpScreen), "the form")
        await until(pilot, lambda: app.standing.taken == {"call"}, "the first receiver")


async def test_after_five_wrong_pins_the_password_is_asked_for(scene: Scene) -> None:
    """And it unlocks; a wrong one is said and another may be typed."""
    await _locked(scene)
    async with scene.app().run_test(size=(80, 24)) as pilot:
        app = await ready(pilot)
        await shows(pilot, "PIN")
        for _wrong in range(5):
            await type_text(pilot, "9999")
            await press(pilot, "f9")
            await until(pilot, lambda: not app.screen.query_one(Input).value)
            await shows(pilot, "not right")
            scene.clock.advance(301)
        await type_text(pilot, PIN)
        await press(pilot, "f9")
        await shows(pilot, "only the password unlocks", "Password")
        await press(pilot, "f3")  # no field for a PIN that is spent
        await pilot.pause()
        assert str(app.screen.query_one("#label", Label).content) == "Password"
        await type_text(pilot, PASSWORD)
        await press(pilot, "f9")
        await until(pilot, lambda: not app.locked, "the console unlocked")


async def test_it_locks_itself_where_nobody_touches_a_key(scene: Scene) -> None:
    """What was open comes back as it was."""
    await _locked(scene)
    scene.settings = replace_duty(scene.settings, Duty(lock=60))
    async with scene.app().run_test(size=(80, 24)) as pilot:
        app = await ready(pilot)
        await shows(pilot, "PIN")
        await type_text(pilot, PIN)
        await press(pilot, "f9", "ctrl+o")
        await until(pilot, lambda: isinstance(app.screen, ContactsScreen), "the address book")
        scene.clock.advance(59)
        await pilot.pause(0.6)
        assert not app.locked
        scene.clock.advance(2)
        await until(pilot, lambda: isinstance(app.screen, LockScreen), "the lock")
        await until(pilot, lambda: "PIN" in screen_text(app))
        await type_text(pilot, PIN)
        await press(pilot, "f9")
        await until(pilot, lambda: isinstance(app.screen, ContactsScreen), "what was open")


async def test_a_key_locks_and_without_accounts_there_is_no_lock(scene: Scene) -> None:
    """Nobody could unlock it."""
    scene.shift()
    async with scene.app().run_test(size=(80, 24), notifications=True) as pilot:
        app = await ready(pilot)
        await press(pilot, "ctrl+backslash")
        await shows(pilot, "nobody could unlock it")
        assert not app.locked


async def test_a_fault_does_not_take_the_lock_away(scene: Scene) -> None:
    """The screens are built anew, and the lock with them."""
    scene.fails = True
    await _locked(scene)
    async with scene.app().run_test(size=(80, 24)) as pilot:
        app = await ready(pilot)
        await shows(pilot, "PIN")
        app._handle_exception(RuntimeError("made up"))
        await until(pilot, lambda: app.faults.places)
        await until(pilot, lambda: isinstance(app.screen, LockScreen), "the lock")
        await press(pilot, "ctrl+o")
        assert isinstance(app.screen, LockScreen)


async def test_without_a_pin_the_password_unlocks_and_a_handed_out_one_is_changed_first(
    scene: Scene,
) -> None:
    """An administrator who set it knows it: it opens nothing before."""
    staff = await _locked(scene, pin=False)

    def hand_out() -> None:
        session = staff.admin_session()
        administration.reset_password(staff.access, session, staff.officer.id, "handed-0ut-Xy")

    await asyncio.to_thread(hand_out)
    async with scene.app().run_test(size=(80, 24)) as pilot:
        app = await ready(pilot)
        await shows(pilot, "The console is locked.", "Password")
        await type_text(pilot, "handed-0ut-Xy")
        await press(pilot, "f9")
        await shows(pilot, "Password of 覃小梅", "Old password")
        for name, text in (
            ("old", "handed-0ut-Xy"),
            ("new", "own-Choice-9"),
            ("again", "own-Choice-9"),
        ):
            app.screen.query_one(f"#{name}", Input).value = text
        await press(pilot, "ctrl+s")
        await shows(pilot, "Unlock with the new password.")
        await type_text(pilot, "own-Choice-9")
        await press(pilot, "f9")
        await until(pilot, lambda: not app.locked, "the console unlocked")


async def test_a_leader_vouches_by_phone_for_who_forgot_everything(scene: Scene) -> None:
    """At three in the morning there is a way through, and it is to be reviewed."""
    staff = await _locked(scene)
    async with scene.app().run_test(size=(80, 24)) as pilot:
        app = await ready(pilot)
        await shows(pilot, "PIN")
        await press(pilot, "f4")
        await shows(pilot, "Who vouches")
        await press(pilot, "tab", "down", "tab", "left", "f9")
        await shows(pilot, "By phone", "Who heard it")
        app.screen.query_one("#reason", Input).value = "凌晨忘记"
        await press(pilot, "f9")
        await shows(pilot, "New password", "Somebody else reviews this")
        for name in ("new", "again"):
            app.screen.query_one(f"#{name}", Input).value = "own-Choice-9"
        await press(pilot, "ctrl+s")
        await shows(pilot, "Unlock with the new password.")
        await type_text(pilot, "own-Choice-9")
        await press(pilot, "f9")
        await until(pilot, lambda: not app.locked, "the console unlocked")
    with staff.access.store.read() as session:
        (word,) = unreviewed(session)
    assert (word.given_name, word.self_attested, word.reason) == ("曾国强", True, "凌晨忘记")


async def test_whoever_stands_in_without_an_account_is_let_in_by_a_leaders_word(
    scene: Scene,
) -> None:
    """They are at the post: the new password unlocks at once, and nobody signs on anew."""
    staff = await _locked(scene)

    def leave() -> None:
        other = add_person(staff.access, "农秀", "officer")
        shift = shift_kit.current(staff)
        assert shift is not None
        serving.leave_post(
            staff.access, shift.id, reason="就医", substitute="农秀", substitute_id=other.id
        )
        word = vouching.vouch_by_phone(
            staff.access,
            other.id,
            given_by=staff.leader.id,
            attested_by=staff.admin.id,
            reason="替岗",
        )
        assert word

    await asyncio.to_thread(leave)
    async with scene.app().run_test(size=(80, 24)) as pilot:
        app = await ready(pilot)
        await shows(pilot, "PIN", "农秀")
        await press(pilot, "f4")
        await shows(pilot, "Who vouches")
        fill(app, person=_id(scene, "农秀"), leader=staff.leader.id, how="phone")
        await press(pilot, "f9")
        await shows(pilot, "New password of 农秀")
        for name in ("new", "again"):
            app.screen.query_one(f"#{name}", Input).value = "own-Choice-9"
        await press(pilot, "ctrl+s")
        await shows(pilot, "Unlock with the new password.", "农秀  Password")
        await type_text(pilot, "own-Choice-9")
        await press(pilot, "f9")
        await until(pilot, lambda: not app.locked, "the console unlocked")
        assert app.officer == "农秀"


def _id(scene: Scene, name: str) -> str:
    """Return the id of somebody of the register."""
    with scene.store.read() as session:
        (person,) = people.named(session, name)
    return person.id


def replace_duty(settings: Settings, duty: Duty) -> Settings:
    """Return settings with other limits."""
    return Settings(unit=settings.unit, duty=duty)
