"""The officer in charge was taken ill and the console is locked: the relief goes on by password."""

from __future__ import annotations

import asyncio
from typing import Any

import msgspec
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Input

from dutyroom.app import DutyApp
from dutyroom.config.settings import Handover
from dutyroom.registers.accounts import administration
from dutyroom.registers.handover import acts
from dutyroom.registers.handover.reading import HandoverRow, of_shift
from dutyroom.registers.people.person import Person
from dutyroom.registers.shifts import signing
from dutyroom.screens.calls import CallsScreen
from dutyroom.screens.handovers import SignedListScreen
from dutyroom.screens.lock import LockScreen
from dutyroom.screens.relieving import RelievingScreen
from dutyroom.screens.sign_on import SignOnScreen
from dutyroom.widgets.blocker_line import BlockerLine
from dutyroom.widgets.choice_list import ChoiceList
from tests.registers.accounts.account_kit import ADMIN_PASSWORD, PASSWORD, add_person
from tests.registers.handover.handover_kit import HandoverDesk
from tests.registers.shifts.shift_kit import asking
from tests.screens.driving import press, ready, screen_text, shows, type_text, until
from tests.screens.scene import Scene
from tests.screens.signing_on import opens, signed_on

LOCK_KEY = "ctrl+backslash"
NEW = "a-new-horse-9"


async def _begun(scene: Scene, *matters: str, here: bool = True) -> tuple[HandoverDesk, list[str]]:
    """Have a handover whose relief may be here, and some matters that nobody explained yet."""
    staff = await scene.staff()

    def begin() -> tuple[HandoverDesk, list[str]]:
        desk = HandoverDesk(staff)
        opened = []
        for words in matters:
            opened.append(desk.matter(words))
            desk.desk.clock.advance(1)  # the order of the list is that of the times
        desk.begin()
        if here:
            desk.arrive()
        return desk, opened

    return await asyncio.to_thread(begin)


async def _shows_who(pilot: Pilot[int], password: str = PASSWORD) -> None:
    """Press F10 at the lock; whoever is noted as the relief types their password."""
    await press(pilot, "f10")
    await shows(pilot, "The relief goes on with the handover", "Its relief shows who they are")
    await press(pilot, "tab")
    await type_text(pilot, password)
    await press(pilot, "f9")


def _row(desk: HandoverDesk) -> HandoverRow:
    """Return the handover."""
    with desk.access.store.read() as session:
        row = of_shift(session, desk.shift)
    assert row is not None
    return row


async def test_the_relief_decides_and_signs_above_the_lock(scene: Scene) -> None:
    """What was decided counts, the matters change hands, and nothing was seen before."""
    desk, (known, unknown) = await _begun(scene, "水位超警戒", "滨盛路积水")
    await asyncio.to_thread(desk.explain, f"matter:{known}")
    await asyncio.to_thread(desk.decide, f"matter:{known}")
    async with scene.app().run_test(size=(80, 24), notifications=True) as pilot:
        app = await ready(pilot)
        await shows(pilot, "The console is locked.")
        await _shows_who(pilot, "wrong-password-1")
        await shows(pilot, "The password of 单明 is not right.")
        assert "水位" not in screen_text(app)
        scene.clock.advance(60)
        await type_text(pilot, PASSWORD)
        await press(pilot, "f9")
        await shows(pilot, "水位超警戒", "Taken over")
        await press(pilot, "down", "a")
        await shows(pilot, "note first why the outgoing officer is gone")
        await press(pilot, "ctrl+o", LOCK_KEY)  # no other room; whoever goes away locks
        await until(pilot, lambda: isinstance(app.screen, LockScreen), "the lock")
        await _shows_who(pilot)
        await until(pilot, lambda: isinstance(app.screen, RelievingScreen), "the handover again")
        await press(pilot, "i")
        await shows(pilot, "Leader who agreed")
        await type_text(pilot, "突发疾病送医")
        await press(pilot, "tab", "tab", "right", "f9")
        await shows(pilot, "taken ill")
        await press(pilot, "a")
        await shows(pilot, "Nobody explained this item")
        await type_text(pilot, "已看记录")
        await press(pilot, "f9")
        await shows(pilot, "l: leader")
        await press(pilot, "l", "f9")
        await shows(pilot, "F9 signs")
        assert _row(desk).leader_told_by == "单明"  # not who was taken ill
        await press(pilot, "f9")
        await _signs(pilot, app)
    assert {desk.matter_row(matter).handler for matter in (known, unknown)} == {"单明"}
    assert (_row(desk).incoming, _row(desk).proven) == ("单明", "incoming")


async def test_where_all_is_decided_the_form_of_the_signatures_opens(scene: Scene) -> None:
    """A reason in place of a signature asks which leader agreed, there and then."""
    desk, _none = await _begun(scene)
    await asyncio.to_thread(desk.tell_leader)
    async with scene.app().run_test(size=(80, 24)) as pilot:
        app = await ready(pilot)
        await _shows_who(pilot)
        await until(pilot, lambda: isinstance(app.screen, SignOnScreen), "the form")
        await _fill(pilot)
        lines = _against(app.screen)
        lines["outgoing-absent"].query_one(Input).value = "突发疾病送医"
        assert set(lines) == {"outgoing-absent"}  # the leader is asked for once
        await press(pilot, "f9")
        await shows(pilot, "The outgoing officer was taken ill", "突发疾病送医")
        await press(pilot, "f9")
        await shows(pilot, "How is missing.")
        await press(pilot, "right", "f9")
        await signed_on(pilot, "单明")
    assert (_row(desk).emergency, _row(desk).agreed_by) == ("突发疾病送医", "曾国强")


async def test_a_call_while_both_sign_has_the_leader_sign_anew_and_loses_nothing(
    scene: Scene,
) -> None:
    """Where the unit wants the leader's signature: it is asked for above the form, as it stands."""
    handover = Handover(leader="signs")
    scene.settings = msgspec.structs.replace(scene.settings, handover=handover)
    desk, _none = await _begun(scene)
    await asyncio.to_thread(acts.leader_signs, desk.access, desk.desk.leader.id, PASSWORD)
    async with scene.app().run_test(size=(80, 24)) as pilot:
        app = await ready(pilot)
        await _shows_who(pilot)
        await until(pilot, lambda: isinstance(app.screen, SignOnScreen), "the form")
        await _fill(pilot)
        await press(pilot, "tab")
        await type_text(pilot, PASSWORD)
        await asyncio.to_thread(desk.call, "c9")
        await press(pilot, "f9")
        await shows(pilot, "Decide on this item, then it is signed")
        await type_text(pilot, "问路")
        await press(pilot, "tab", "right", "f9")
        await shows(pilot, "The leader signs", "The list has changed: 曾国强 signs anew.")
        await type_text(pilot, PASSWORD)
        await press(pilot, "f9")
        await signed_on(pilot, "单明")
    assert _row(desk).proven == "outgoing incoming"


async def _fill(pilot: Pilot[int]) -> None:
    """Fill the form of the signatures, in which the relief stands as they were noted."""
    screen = await opens(pilot)
    await until(pilot, lambda: screen.query_one("#sober").has_focus, "the declaration")
    await press(pilot, "right", "enter", "right", "tab")  # Enter goes on from a choice, too
    await type_text(pilot, "zgq")
    await press(pilot, "tab", "right", "enter", "right", "tab")
    await type_text(pilot, PASSWORD)
    await until(pilot, lambda: "no-leader" not in _against(screen), "what is typed to count")


def _against(screen: Screen[Any]) -> dict[str, BlockerLine]:
    """Return what stands against signing, by code."""
    return {line.blocker.code: line for line in screen.query(BlockerLine)}


async def _signs(pilot: Pilot[int], app: DutyApp) -> None:
    """Fill the form of the signatures without the outgoing officer, and look at the list."""
    await _fill(pilot)
    assert _against(app.screen)["outgoing-absent"].reason == "突发疾病送医"  # said before
    assert "noted as absent" in screen_text(app)
    await press(pilot, "f9")
    await signed_on(pilot, "单明")
    await until(pilot, lambda: isinstance(app.screen, SignedListScreen), "the first look")
    await press(pilot, "escape")
    await until(pilot, lambda: isinstance(app.screen, CallsScreen), "the log, unlocked")
    assert not app.locked


async def test_where_nobody_else_has_an_account_a_leader_vouches_for_the_relief(
    scene: Scene,
) -> None:
    """No dead end at the lock: the relief chooses a password, and goes on with the handover."""
    relief = await _alone(scene)
    async with scene.app().run_test(size=(80, 24)) as pilot:
        app = await ready(pilot)
        await press(pilot, "f10")
        await shows(pilot, "Let a relief in", f"{relief.name} (no account)")
        await press(pilot, "down", "tab", "down", "tab", "right", "right", "f9")
        await _chooses(pilot)
        await shows(pilot, "The relief goes on with the handover")
        app.screen.query_one("#password", Input).value = NEW
        await press(pilot, "f9")
        await until(pilot, lambda: isinstance(app.screen, RelievingScreen), "the handover")
        await shows(pilot, f"李建国 > {relief.name}")


async def test_a_relief_without_an_account_is_let_in_where_others_have_one(scene: Scene) -> None:
    """By F4 at the lock, which sends them on to F10, or from the list of those who relieve."""
    desk, _none = await _begun(scene, here=False)
    for name in ("王五", "赵六"):
        await asyncio.to_thread(add_person, desk.access, name, "officer")
    async with scene.app().run_test(size=(80, 24)) as pilot:
        app = await ready(pilot)
        await press(pilot, "f4")
        await shows(pilot, "Password forgotten")
        app.screen.query_one("#person", ChoiceList).focus()
        await type_text(pilot, "王")
        await press(pilot, "tab", "down", "tab", "right", "right", "f9")
        await _chooses(pilot)
        await shows(pilot, "The new password takes the shift over: F10.")
        await press(pilot, "f10")
        await shows(pilot, "The relief goes on with the handover", "赵六 (no account)")
        await type_text(pilot, "赵")
        await press(pilot, "f9")
        await shows(pilot, "Let a relief in", "who has no account")
        await press(pilot, "down", "tab", "right", "right", "enter")
        assert app.focused is app.screen.query_one("#accept")
        await press(pilot, "f9")
        await _chooses(pilot)
        await shows(pilot, "赵六 now shows")
        await type_text(pilot, NEW)
        await press(pilot, "f9")
        await until(pilot, lambda: isinstance(app.screen, RelievingScreen), "the handover")
        await shows(pilot, "> 赵六")


async def _chooses(pilot: Pilot[int]) -> None:
    """Have a leader's word noted that came by phone, and a new password chosen."""
    await shows(pilot, "Who heard it")
    pilot.app.screen.query_one("#reason", Input).value = "接班人无账户"
    await press(pilot, "f9")
    await shows(pilot, "New password")
    for name in ("#new", "#again"):
        pilot.app.screen.query_one(name, Input).value = NEW
    await press(pilot, "f9")


async def _alone(scene: Scene) -> Person:
    """Have a handover begun by the only officer who has an account; return somebody without."""
    staff = await scene.staff()

    def begin() -> Person:
        session, access = staff.admin_session(), staff.access
        for person in (staff.officer, staff.leader):
            administration.close_account(access, session, person.id, why="停用")
        relief = add_person(access, "单明", "officer")
        reasons = {"role": "补录", "post": "补录"}
        asked = asking(staff, staff.admin)
        signing.sign_on(access, asked, password=ADMIN_PASSWORD, reasons=reasons)
        acts.begin(access, actor="李建国", planned_end=None)
        return relief

    return await asyncio.to_thread(begin)
