"""The accounts on the screen: what an administrator does, what everybody may, and the review."""

from __future__ import annotations

import asyncio

from textual.pilot import Pilot

from dutyroom.app import DutyApp
from dutyroom.registers.accounts import reading, vouching
from dutyroom.registers.accounts.roles import AccountRole
from dutyroom.screens.accounts import AccountsScreen
from dutyroom.screens.sign_on import SignOnScreen
from tests.registers.accounts import account_kit
from tests.registers.accounts.account_kit import ADMIN_PASSWORD, FIRST_PASSWORD, PASSWORD
from tests.screens.driving import press, ready, shows, until
from tests.screens.filling import fill
from tests.screens.scene import Scene
from tests.screens.signing_on import opens


async def _opened(pilot: Pilot[int]) -> DutyApp:
    """Leave the form of sign-on, and go to the accounts."""
    app = await ready(pilot)
    await opens(pilot)
    await press(pilot, "escape")
    await until(pilot, lambda: not isinstance(app.screen, SignOnScreen), "the log")
    await app.action_command("accounts")
    await until(pilot, lambda: isinstance(app.screen, AccountsScreen), "the accounts")
    return app


async def _signed_in(pilot: Pilot[int]) -> DutyApp:
    """Sign the administrator in."""
    app = await _opened(pilot)
    await shows(pilot, "To look only", "李建国")
    await press(pilot, "f4")
    await shows(pilot, "Signed in until")
    focused = app.focused
    assert focused is not None
    assert focused.id == "password"  # with one administrator nothing else is left to say
    fill(app, password=ADMIN_PASSWORD)
    await press(pilot, "f9")
    await shows(pilot, "Administrator: 李建国")
    return app


async def _choose(pilot: Pilot[int], person: str) -> None:
    """Put the cursor on somebody."""
    screen = pilot.app.screen
    assert isinstance(screen, AccountsScreen)
    listed = screen.query_one("AccountList")
    place = next(n for n, row in enumerate(listed.rows) if row.id == person)  # type: ignore[attr-defined] # the list of rows
    listed.cursor = place  # type: ignore[attr-defined] # its cursor
    await pilot.pause()


async def test_nobody_changes_an_account_without_an_administrator(scene: Scene) -> None:
    """What cannot be done says why; a wrong password lets nobody in."""
    await scene.staff()
    async with scene.app().run_test(size=(80, 24), notifications=True) as pilot:
        app = await _opened(pilot)
        await shows(pilot, "To look only")
        await press(pilot, "f9")
        await shows(pilot, "Sign in as administrator first (F4).")
        await press(pilot, "f4")
        await shows(pilot, "Signed in until")
        fill(app, password="not-the-one-1")  # noqa: S106 - made up
        await press(pilot, "f9")
        await shows(pilot, "That is not right.")
        await press(pilot, "escape")
        await shows(pilot, "To look only")


async def test_an_officer_gets_an_account_and_a_new_password(scene: Scene) -> None:
    """A first password has to be changed; it is said so in the list."""
    staff = await scene.staff()
    person = account_kit.add_person(staff.access, "单明", "officer")
    async with scene.app().run_test(size=(80, 24)) as pilot:
        app = await _signed_in(pilot)
        await _choose(pilot, person.id)
        await press(pilot, "f3")
        await shows(pilot, "Account for 单明")
        fill(app, new=FIRST_PASSWORD, again=FIRST_PASSWORD)
        await press(pilot, "f9")
        await until(pilot, lambda: _account(scene, person.id) is not None, "the account")
        held = _account(scene, person.id)
        assert held is not None
        assert (held.roles, held.must_change) == (frozenset({AccountRole.OFFICER}), True)
        await shows(pilot, "first password")
        await _choose(pilot, person.id)
        await press(pilot, "p")
        await shows(pilot, "Password of 单明")
        fill(app, old=FIRST_PASSWORD, new=PASSWORD, again=PASSWORD)
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: not _must_change(scene, person.id), "an own password")
        await press(pilot, "e")
        await shows(pilot, "Roles of 单明")
        fill(app, roles="administrator officer", why="兼任")
        await press(pilot, "f9")
        await until(
            pilot, lambda: AccountRole.ADMINISTRATOR in _roles(scene, person.id), "the roles"
        )
        await press(pilot, "x")
        await shows(pilot, "Close the account of 单明?")
        fill(app, why="调离")
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: _closed(scene, person.id), "closed")
        await press(pilot, "insert")
        await shows(pilot, "Reopen the account of 单明")
        fill(app, why="返岗", new=FIRST_PASSWORD, again=FIRST_PASSWORD)
        await press(pilot, "f9")
        await until(pilot, lambda: not _closed(scene, person.id), "reopened")


async def test_the_last_administrator_stays(scene: Scene) -> None:
    """The question comes back with the reason."""
    staff = await scene.staff()
    async with scene.app().run_test(size=(80, 24)) as pilot:
        app = await _signed_in(pilot)
        await _choose(pilot, staff.admin.id)
        await press(pilot, "delete")
        await shows(pilot, "Close the account of 李建国?")
        fill(app, why="x")
        await press(pilot, "f9")
        await shows(pilot, "last administrator")


async def test_leaving_the_page_ends_what_the_administrator_opened(scene: Scene) -> None:
    """No session is left behind."""
    await scene.staff()
    async with scene.app().run_test(size=(80, 24)) as pilot:
        await _signed_in(pilot)
        before = _open(scene)
        await press(pilot, "escape")
        await until(pilot, lambda: _open(scene) == before - 1, "the session to be closed")


async def test_another_room_over_the_page_ends_it_too(scene: Scene) -> None:
    """Whoever goes on from here does not find the administrator's rights when they come back."""
    await scene.staff()
    async with scene.app().run_test(size=(80, 24)) as pilot:
        app = await _signed_in(pilot)
        before = _open(scene)
        await app.action_command("people")
        await until(pilot, lambda: _open(scene) == before - 1, "the session to be closed")
        assert any(isinstance(screen, AccountsScreen) for screen in app.screen_stack)


async def test_a_word_by_phone_is_reviewed_by_somebody_else(scene: Scene) -> None:
    """What waits stands on top; the finding is kept."""
    staff = await scene.staff()
    await asyncio.to_thread(
        vouching.vouch_by_phone,
        staff.access,
        staff.officer.id,
        given_by=staff.leader.id,
        attested_by=staff.officer.id,
        reason="凌晨忘记",
    )
    async with scene.app().run_test(size=(80, 24)) as pilot:
        app = await _signed_in(pilot)
        await shows(pilot, "1 word to review")
        await press(pilot, "w")
        await shows(pilot, "Word of a leader")
        fill(app, upheld="yes", finding="已向曾国强核实")
        await press(pilot, "f9")
        await until(pilot, lambda: not _unreviewed(scene), "reviewed")


def _account(scene: Scene, person: str) -> reading.Account | None:
    with scene.store.read() as session:
        return reading.account(session, person)


def _must_change(scene: Scene, person: str) -> bool:
    held = _account(scene, person)
    return held is not None and held.must_change


def _roles(scene: Scene, person: str) -> frozenset[AccountRole]:
    held = _account(scene, person)
    return held.roles if held is not None else frozenset()


def _closed(scene: Scene, person: str) -> bool:
    held = _account(scene, person)
    return held is not None and held.closed_at is not None


def _open(scene: Scene) -> int:
    with scene.store.read() as session:
        return len(reading.open_sessions(session))


def _unreviewed(scene: Scene) -> list[reading.Vouching]:
    with scene.store.read() as session:
        return reading.unreviewed(session)
