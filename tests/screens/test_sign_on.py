"""Found a desk, sign on, relieve: with the keys, at 80 columns and 24 lines."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from textual.widgets import Input

from dutyroom.registers.accounts import reading as accounts
from dutyroom.registers.equipment.ticketing import open_by_hand
from dutyroom.registers.shifts import rostering
from dutyroom.registers.shifts.blockers import Rostered
from dutyroom.registers.shifts.reading import detail
from dutyroom.screens.calls import CallsScreen
from dutyroom.standard.equipment.items import State
from dutyroom.widgets.blocker_line import BlockerLine
from dutyroom.widgets.name_field import NameField
from dutyroom.widgets.pick import Pick
from dutyroom.widgets.sign_on_fields import SignOnFields
from tests.registers.accounts.account_kit import PASSWORD
from tests.registers.shifts.shift_kit import officer_of
from tests.screens.driving import press, ready, screen_text, shows, type_text, until
from tests.screens.equipment_scene import act, carried_out, checked, equip
from tests.screens.scene import NOW, Scene
from tests.screens.signing_on import fill, opens, signed_on
from tests.screens.staff import THIRD, staff

OWN = "Qinghe-2026-water"


async def test_the_first_start_offers_accounts_and_the_first_administrator_signs_on(
    scene: Scene,
) -> None:
    """No default password: the administrator chooses one, twice; two that differ are refused."""
    async with scene.app().run_test(size=(80, 24)) as pilot:
        app = await ready(pilot)
        await shows(pilot, "Who is on duty?", "works without accounts", "F4")
        await type_text(pilot, "覃小梅")
        await press(pilot, "f4")
        await shows(pilot, "Set up accounts", "覃小梅")
        await press(pilot, "tab", "tab", "tab")
        await type_text(pilot, OWN)
        await press(pilot, "tab")
        await type_text(pilot, "another one")
        await press(pilot, "f9")
        await shows(pilot, "The two new passwords differ.")
        app.screen.query_one("#again", Input).value = OWN
        await press(pilot, "f9")
        screen = await opens(pilot)
        await shows(pilot, "( ) by phone   said so ( ) yes  ( ) no")  # whole, in 80 columns
        assert screen.query_one("#officer Input", Input).value == "覃小梅"
        with scene.store.read() as session:
            assert accounts.founded(session)
        assert app.standing.shift is None


async def test_accounts_are_set_up_for_whom_initials_mean(scene: Scene) -> None:
    """The name goes on to the next question, and not the letters that found it."""
    staff(scene)
    async with scene.app().run_test(size=(80, 24)) as pilot:
        app = await ready(pilot)
        await shows(pilot, "Who is on duty?")
        await type_text(pilot, "sxm")
        await shows(pilot, THIRD)
        await press(pilot, "f4")
        await shows(pilot, "Set up accounts")
        assert app.screen.query_one("#name", NameField).value == THIRD  # or other initials


async def test_the_question_who_is_on_duty_is_asked_once(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second F10 leaves no question behind that nobody listens to; the roster has the hours.

    It has names, too: whoever else begins says why, and loses nothing that was typed by thinking.
    """
    slot = Rostered("a", NOW - timedelta(hours=2), NOW + timedelta(hours=6), {"x": "李四"})
    monkeypatch.setattr(rostering, "rostered", lambda _session, _at: slot)
    async with scene.app().run_test(size=(80, 24), notifications=True) as pilot:
        app = await ready(pilot)
        await shows(pilot, "Who is on duty?", "Roster: 李四.")
        depth = len(app.screen_stack)
        await press(pilot, "f10", "ctrl+d")
        await shows(pilot, "asked right here")  # Esc would leave it
        assert len(app.screen_stack) == depth
        await type_text(pilot, "张三")
        await press(pilot, "f9")
        await shows(pilot, "In spite of the rule?", "The roster names somebody else: 李四.")
        await press(pilot, "escape")
        await shows(pilot, "Who is on duty?", "张三")
        await press(pilot, "f9")
        await shows(pilot, "In spite of the rule?")
        await type_text(pilot, "李四生病，临时顶班")
        await press(pilot, "f9")
        await signed_on(pilot, "张三")
        await until(pilot, lambda: isinstance(app.screen, CallsScreen), "the log")
        assert app.standing.shift is not None
        assert app.standing.shift.planned_end == slot.end


async def test_a_desk_may_go_on_without_accounts(scene: Scene) -> None:
    """Whoever types their name goes on as before."""
    async with scene.app().run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await shows(pilot, "Who is on duty?")
        await type_text(pilot, "张三")
        await press(pilot, "f9")
        await signed_on(pilot, "张三")


async def test_names_alone_do_not_skip_the_check(scene: Scene) -> None:
    """Open faults and blockers stand in the question; each takes a reason, kept with the shift."""
    equip(scene)
    carried_out(scene, lambda s: open_by_hand(s, act(scene), "fax", State.FAULTY, "无声"))
    async with scene.app().run_test(size=(80, 24)) as pilot:
        app = await ready(pilot)
        await shows(pilot, "Who is on duty?", "1 open fault", "is not signed")
        await shows(pilot, "1 The equipment check", "2 Critical")  # as the reasons are numbered
        await type_text(pilot, "张三")
        await press(pilot, "f9")
        await shows(pilot, "Reason 1 is missing.")
        await type_text(pilot, "半夜")
        await press(pilot, "enter")
        await type_text(pilot, "已报修")
        await press(pilot, "f9")
        await signed_on(pilot, "张三")
        assert app.standing.shift is not None
        with scene.store.read() as session:
            kept = detail(session, app.standing.shift.id)
    assert kept is not None
    assert kept.overrides == {"equipment-check": "半夜", "equipment-critical-fax": "已报修"}


async def test_an_officer_signs_on_with_the_keys_alone(scene: Scene) -> None:
    """Initials name them; what is declared is never preset; the leader and the margin stand."""
    desk = await scene.staff()
    async with scene.app().run_test(size=(80, 24)) as pilot:
        app = await ready(pilot)
        screen = await opens(pilot)
        picks = {pick.id: pick.value for pick in screen.query(Pick)}
        assert picks == {"sober": "", "fit": "", "mode": "", "acknowledged": ""}
        await press(pilot, "room:people")  # who is given an account in a room above can sign on
        await asyncio.to_thread(officer_of, desk, "单明")
        await press(pilot, "escape")
        fields = screen.query_one(SignOnFields)
        await until(pilot, lambda: "单明" in {each.name for each in fields._known.officers})
        await fill(pilot, "qxm")
        assert "覃小梅" in screen_text(app)
        await press(pilot, "f9")
        await signed_on(pilot, "覃小梅")
        await until(pilot, lambda: isinstance(app.screen, CallsScreen), "the log")
        shift = app.standing.shift
        assert shift is not None
        assert (shift.leader, shift.leader_mode) == ("曾国强", "at-post")
        assert shift.leader_acknowledged_at == scene.clock.now()
        assert app.session


async def test_every_open_fault_stands_above_the_signature(scene: Scene) -> None:
    """Also one with a workaround, which stands against nothing."""
    await scene.staff()
    equip(scene)
    checked(scene, bad="copier")
    carried_out(
        scene,
        lambda s: open_by_hand(s, act(scene), "fax", State.FAULTY, "无声", workaround="文印室"),
    )
    async with scene.app().run_test(size=(80, 24)) as pilot:
        app = await ready(pilot)
        await opens(pilot)
        await shows(pilot, "2 open faults", "Fax*: 无声 (workaround: 文印室)", "卡纸", "Officer")
        carried_out(
            scene, lambda s: open_by_hand(s, act(scene), "recorder", State.FAULTY, "无录音")
        )
        app.look_again()
        await shows(pilot, "3 open faults", "无录音")


async def test_what_is_missing_is_said_and_gone_to(scene: Scene) -> None:
    """Officer, declaration, password: one after the other."""
    await scene.staff()
    staff(scene)
    async with scene.app().run_test(size=(80, 24)) as pilot:
        app = await ready(pilot)
        screen = await opens(pilot)
        await press(pilot, "f9")
        await shows(pilot, "Officer is missing.")
        field = screen.query_one("#officer Input", Input)
        field.value = "赵无名"
        await press(pilot, "f9")
        await shows(pilot, "The register has nobody “赵无名”.")
        field.value = "单晓明"
        await press(pilot, "f9")
        await shows(pilot, "单晓明 has no open account and cannot sign on.")
        field.value = ""
        await type_text(pilot, "qxm")
        await press(pilot, "ctrl+s")
        await shows(pilot, "No alcohol is missing.")
        assert app.focused is screen.query_one("#sober")


async def test_who_declares_not_to_be_fit_does_not_sign_on(scene: Scene) -> None:
    """No reason sets that aside."""
    await scene.staff()
    async with scene.app().run_test(size=(80, 24)) as pilot:
        app = await ready(pilot)
        screen = await opens(pilot)
        await fill(pilot, "qxm")
        screen.query_one("#sober").focus()
        await press(pilot, "right")
        await press(pilot, "f9")
        await shows(pilot, "Nobody takes charge without declaring")
        await pilot.pause(0.3)
        assert app.standing.shift is None


async def test_a_relief_takes_both_passwords_and_says_whose_is_wrong(scene: Scene) -> None:
    """Nothing is half done: the outgoing officer stays in charge until both are right."""
    staff = await scene.staff()
    other = await scene.relief(staff)
    async with scene.app().run_test(size=(80, 24)) as pilot:
        app = await ready(pilot)
        await shows(pilot, "The console is locked.")
        await press(pilot, "f10")
        await fill(pilot, "sm", outgoing="not-the-one")
        await press(pilot, "f9")
        await shows(pilot, "The password of 覃小梅 is not right.")
        assert app.standing.shift is not None
        assert app.standing.shift.officer == "覃小梅"
        await type_text(pilot, PASSWORD)  # the cursor stands where it is asked; the other one stays
        await press(pilot, "ctrl+s")
        await signed_on(pilot, "单明")
        await until(pilot, lambda: isinstance(app.screen, CallsScreen), "the log, unlocked")
        assert app.standing.shift is not None
        with scene.store.read() as session:
            known = detail(session, app.standing.shift.id)
            open_ones = {each.person for each in accounts.open_sessions(session)}
        assert known is not None
        assert known.fit
        assert open_ones >= {other.id}
        assert staff.officer.id not in open_ones


async def test_a_relief_without_the_outgoing_officer_takes_a_reason(scene: Scene) -> None:
    """The blocker stands there live, with its article; the reason is kept with the shift."""
    await scene.relief(await scene.staff())
    async with scene.app().run_test(size=(80, 24)) as pilot:
        app = await ready(pilot)
        await press(pilot, "f10")
        await fill(pilot, "sm")
        await shows(pilot, "art. 17", "does not sign for the handover")
        await press(pilot, "f9")
        await shows(pilot, "see to it, or give the reason")
        await type_text(pilot, "突发疾病送医")
        await press(pilot, "f9")
        line = next(x for x in app.screen.query(BlockerLine) if x.blocker.code == "leader-consent")
        await press(pilot, "f9")
        await until(pilot, lambda: line.query_one(Pick).has_focus, "how the leader agreed")
        assert not line.reason  # nothing is taken for said by itself
        line.query_one("#consent-at", Input).value = "08:00"
        await press(pilot, "right", "f9")
        await signed_on(pilot, "单明")
        assert app.standing.shift is not None
        with scene.store.read() as session:
            known = detail(session, app.standing.shift.id)
        assert known is not None
        assert known.overrides == {
            "outgoing-absent": "突发疾病送医",
            "leader-consent": "曾国强 agreed by phone, 2026-11-23 08:00",
        }


async def test_a_reason_that_was_typed_stays_while_other_things_change(scene: Scene) -> None:
    """The list is brought up to date, not made anew."""
    await scene.relief(await scene.staff())
    async with scene.app().run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await press(pilot, "f10")
        screen = await opens(pilot)
        await type_text(pilot, "sm")
        await until(pilot, lambda: len(screen.query(BlockerLine)) >= 3, "what stands against it")
        line = next(x for x in screen.query(BlockerLine) if x.blocker.code == "outgoing-absent")
        line.query_one(Input).value = "reason"
        screen.query_one("#sober", Pick).value = "yes"
        screen.query_one("#fit", Pick).value = "yes"

        def codes() -> set[str]:
            return {x.blocker.code for x in screen.query(BlockerLine)}

        await until(pilot, lambda: "declaration" not in codes(), "the declaration to be settled")
        assert "outgoing-absent" in codes()
        assert line.is_attached
        assert line.reason == "reason"
