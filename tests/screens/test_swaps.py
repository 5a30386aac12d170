"""Swaps at the keyboard: five steps in 80×24, and the ways out."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

from dutyroom.config import Calendar
from dutyroom.registers.accounts.roles import AccountRole
from dutyroom.registers.roster import reading as roster
from dutyroom.registers.submissions.reading import submissions
from dutyroom.registers.swaps import reading
from dutyroom.registers.swaps.reading import SwapRow
from dutyroom.registers.swaps.telling import owing
from dutyroom.screens.question import QuestionDialog
from dutyroom.standard.roster.swapping import SwapState
from tests.registers.accounts.account_kit import PASSWORD
from tests.registers.swaps.swap_kit import agreed, submitted, swapped, swapping
from tests.screens.driving import press, ready, shows, type_text, until
from tests.screens.roster_scene import FIRST_DAY, LAST_DAY, publish
from tests.screens.scene import Scene
from tests.screens.staff import DEPUTY, FIRST, HEAD, THIRD, give_account, staff


def swaps(scene: Scene) -> list[SwapRow]:
    """Return every swap."""
    with scene.store.read() as session:
        return [*reading.open_swaps(session), *reading.settled_swaps(session, 9)]


async def test_a_swap_from_asking_to_the_notice(scene: Scene, tmp_path: Path) -> None:
    scene.shift("黄丽", DEPUTY)
    staff(scene)
    publish(scene)
    async with scene.app().run_test(size=(80, 24)) as pilot:
        app = await ready(pilot)
        await press(pilot, "room:swaps")
        await shows(pilot, "No swap is under way.")
        await press(pilot, "n")
        await shows(pilot, "Whose shift changes hands", DEPUTY, HEAD, FIRST)
        await press(pilot, "down", "down", "f9")  # a leader needs no rest between two days
        await shows(pilot, "Which shift is given away")
        await press(pilot, "f9")
        await shows(pilot, "Who takes it over")
        await press(pilot, "down", "f9")
        await shows(pilot, "get in return")
        await press(pilot, "f9")
        await shows(pilot, "Who asks")
        await type_text(pilot, "外出开会")
        await press(pilot, "tab", "down", "f9")
        await shows(pilot, "Attested by")
        await press(pilot, "f9")
        await until(pilot, lambda: len(swaps(scene)) == 1)
        row = swaps(scene)[0]
        (waiting,) = row.waiting.values()
        await shows(pilot, f"{waiting} to agree")
        await press(pilot, "f3", "f9", "f9")
        await until(pilot, lambda: swaps(scene)[0].swap.state is SwapState.AGREED)
        await shows(pilot, "report to the leader")
        await press(pilot, "f4")  # both leaders have a part in it
        await shows(pilot, "Was told", "Name, if outside")
        await type_text(pilot, "王书记")
        await press(pilot, "f9")
        await until(pilot, lambda: swaps(scene)[0].reported_name == "王书记")
        await shows(pilot, "carry out: publish", "F9 Carry out")  # the one step that is next
        await press(pilot, "f9")
        await shows(pilot, "submitted already?")
        await press(pilot, "down", "f9")
        await until(pilot, lambda: swaps(scene)[0].swap.notice_due)
        with scene.store.read() as session:
            leg = row.legs[0]
            inside = roster.in_force(session, FIRST_DAY, LAST_DAY).roster.people_in(leg.slot)
        assert inside == (leg.taker,)
        await shows(pilot, "send the change notice")
        await press(pilot, "v")
        await type_text(pilot, "传真")
        await press(pilot, "f9")
        await shows(pilot, "No swap is under way.")
        await press(pilot, "o")
        await shows(pilot, "version 2", "Change notice")
        await press(pilot, "y", "end", "enter", "ctrl+u")
        await type_text(pilot, str(tmp_path / "swap"))
        await press(pilot, "f9")
        await until(pilot, (tmp_path / "swap.txt").exists)
        assert "外出开会" in (tmp_path / "swap.txt").read_text(encoding="utf-8")
        assert app.is_running


async def test_a_rule_is_set_aside_with_reason_and_name(scene: Scene) -> None:
    """A shift that has begun is not swapped by oversight; a wrong password loses no decision."""
    scene.shift("黄丽", DEPUTY)
    ids = staff(scene)
    publish(scene)
    await asyncio.to_thread(give_account, scene, ids[THIRD], AccountRole.OFFICER)
    scene.clock.advance(9.2 * 86400)
    async with scene.app().run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await press(pilot, "room:swaps", "n", "down", "f9")
        await shows(pilot, "(has begun)")
        await press(pilot, "home", "f9", "down", "f9")
        await shows(pilot, "get in return")
        await press(pilot, "f9")
        await type_text(pilot, "补记")
        await press(pilot, "tab", "down", "f9")
        await type_text(pilot, "wrong-Horse-1")
        await press(pilot, "f9")
        await shows(pilot, "In spite of the rule?")
        assert swaps(scene) == []
        await press(pilot, "f9")
        await shows(pilot, "Reason is missing.")
        await type_text(pilot, "突发疾病")
        await press(pilot, "f9")
        await shows(pilot, "The password of 单晓明 is not right.", "Password")
        await type_text(pilot, PASSWORD)
        await press(pilot, "f9")
        await until(pilot, lambda: len(swaps(scene)) == 1)
        waiver = swaps(scene)[0].swap.waiver
        assert waiver is not None
        assert (waiver.reason, waiver.by) == ("突发疾病", DEPUTY)


async def test_going_back_records_nothing_and_a_no_ends_it(scene: Scene) -> None:
    scene.shift("黄丽", DEPUTY)
    staff(scene)
    publish(scene)
    async with scene.app().run_test(size=(80, 24)) as pilot:
        app = await ready(pilot)
        await press(pilot, "room:swaps")
        await press(pilot, "n", "down", "f9", "f9", "down", "f9")
        await shows(pilot, "get in return")
        await press(pilot, "escape")
        await shows(pilot, "Who takes it over")
        await press(pilot, "escape")
        await shows(pilot, "Which shift is given away")
        await press(pilot, "escape")
        await shows(pilot, "Whose shift changes hands")
        await press(pilot, "escape")
        await until(pilot, lambda: not isinstance(app.screen, QuestionDialog))
        assert swaps(scene) == []
        await press(pilot, "n", "down", "f9", "f9", "down", "f9", "f9")
        await shows(pilot, "Who asks")
        await type_text(pilot, "x")
        await press(pilot, "tab", "down", "f9", "f9")
        await until(pilot, lambda: len(swaps(scene)) == 1)
        await shows(pilot, "to agree")
        await press(pilot, "d")
        await type_text(pilot, "有事")
        await press(pilot, "tab", "down", "down", "f9", "f9")
        await until(pilot, lambda: swaps(scene)[0].swap.state is SwapState.DECLINED)
        assert swaps(scene)[0].swap.ended_why == "有事"


async def test_without_a_published_roster_there_is_nothing_to_swap(scene: Scene) -> None:
    scene.shift()
    staff(scene)
    async with scene.app().run_test(size=(80, 24)) as pilot:
        app = await ready(pilot)
        await press(pilot, "room:swaps", "n")
        await until(pilot, lambda: any("nothing to swap" in n.message for n in app._notifications))


@pytest.mark.slow
async def test_a_notice_for_a_submission_is_noted_once_for_both(scene: Scene) -> None:
    """Whoever notes it with the swap is asked what the submission needs."""
    desk = swapping(scene.store)
    day = desk.slots("o0")[0].slot.day
    submitted(desk, day)
    desk.room.go_to(desk.room.clock.now() + timedelta(hours=1))
    swap = swapped(desk, day)
    scene.shift("黄丽", DEPUTY)
    async with scene.app().run_test(size=(100, 34), notifications=True) as pilot:
        await ready(pilot)
        await press(pilot, "room:swaps")
        await shows(pilot, "send the change notice")
        await press(pilot, "v")
        await shows(pilot, "Change notice: 进博会", "swap: 1 shift has changed")
        await press(pilot, "f9")
        await shows(pilot, "Noted.", "No swap is under way.")
    with scene.store.read() as session:
        (known,) = submissions(session, day, day)
        assert [notice.sent.to for notice in known.notices] == ["市委值班室"]
        assert owing(session, [day], scene.clock.now(), Calendar()) == []
    assert desk.known(swap).swap.state is SwapState.NOTIFIED


@pytest.mark.slow
async def test_a_version_that_is_refused_is_asked_about_again(scene: Scene) -> None:
    """What was answered stands there again, with why it cannot be published now."""
    desk = swapping(scene.store)
    swap = agreed(desk, desk.slots("o0")[0].slot.day)
    desk.report(swap)
    leg = desk.known(swap).legs[0]
    assert leg.start is not None
    assert leg.end is not None
    desk.go_away(leg.taker, leg.start, leg.end)
    scene.shift("黄丽", DEPUTY)
    async with scene.app().run_test(size=(100, 34)) as pilot:
        app = await ready(pilot)
        await press(pilot, "room:swaps")
        await shows(pilot, "carry out: publish")
        await press(pilot, "f9", "down", "f9")
        await shows(pilot, "is away from", "submitted already?")
        assert isinstance(app.screen, QuestionDialog)
        assert app.screen.question.blanks[0].value == "yes"
    assert desk.known(swap).swap.state is SwapState.REPORTED
