"""The whereabouts board: applying, deciding, coming back, at the keyboard in 80×24."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from dutyroom.commands import leave as words
from dutyroom.commands.situation import Situation
from dutyroom.registers.leave import reading
from dutyroom.registers.leave.reading import LeaveRow
from tests.registers.accounts.account_kit import PASSWORD
from tests.screens.driving import press, ready, screen_text, shows, type_text, until
from tests.screens.leave_scene import apply_for
from tests.screens.scene import Scene
from tests.screens.staff import DEPUTY, FIRST, give_account, staff


def leaves(scene: Scene) -> list[LeaveRow]:
    """Return every open leave."""
    with scene.store.read() as session:
        return reading.board(session, scene.clock.now(), settled=9)


async def test_a_leave_from_asking_to_coming_back(scene: Scene) -> None:
    scene.shift("黄丽", "曾国强")
    staff(scene)
    async with scene.app().run_test(size=(80, 24)) as pilot:
        app = await ready(pilot)
        await app.action_command("leave")
        await shows(pilot, "Everybody is here.")
        await press(pilot, "n")
        await shows(pilot, "Apply for leave", FIRST)
        await type_text(pilot, "hl")  # initials leave only those who fit
        await shows(pilot, "/ hl")
        assert "陆建平" not in screen_text(app)
        await press(pilot, "enter", "down", "down", "f9")
        await shows(pilot, "Until *", "Where *", f"{FIRST}  official trip")
        await press(pilot, "f9")
        await shows(pilot, "Where is missing.")
        await type_text(pilot, "桂林市")
        await press(pilot, "tab")
        await type_text(pilot, "开会")
        await press(pilot, "tab", "tab")
        await type_text(pilot, "sxm")
        await shows(pilot, "单晓明 科员 13800000004")
        await press(pilot, "f9")
        await shows(pilot, "Apply all the same?", "before it was applied for")
        await press(pilot, "escape")  # what was typed is there again, and what speaks against it
        await shows(pilot, "桂林市", "开会", "before it was applied for")
        await press(pilot, "f9")
        await shows(pilot, "Apply all the same?")
        await press(pilot, "f9")
        await until(pilot, lambda: len(leaves(scene)) == 1)
        await shows(pilot, "not approved", "桂林市")
        await press(pilot, "f3")
        await press(pilot, "down", "enter", "tab", "down", "enter", "f9")
        await shows(pilot, "Attested by")
        await press(pilot, "f9")
        await until(pilot, lambda: leaves(scene)[0].approved)
        row = leaves(scene)[0]
        assert (row.decided_attested_by, row.kind) == ("黄丽", "trip")
        assert (row.deputy_name, row.deputy_phone) == ("单晓明", "13800000004")
        await shows(pilot, "away", "attested by 黄丽")
        await press(pilot, "f4", "f9")
        await until(pilot, lambda: leaves(scene)[0].returned_at is not None)
        await shows(pilot, "Everybody is here.")
        await press(pilot, "o")
        await shows(pilot, "back")


async def test_a_leader_at_the_desk_signs_by_password(scene: Scene) -> None:
    """A wrong one changes nothing and is said; nothing but the password is asked anew."""
    scene.shift("黄丽", "曾国强")
    ids = staff(scene)
    await asyncio.to_thread(give_account, scene, ids[DEPUTY])
    apply_for(scene, ids[FIRST])
    app = scene.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await app.action_command("leave")
        await shows(pilot, "to be decided")
        await press(pilot, "f3", "down", "down", "enter", "tab", "down", "enter", "f9")
        await shows(pilot, "A refusal takes a reason.")  # before anybody types a password
        await press(pilot, "escape", "f3", "down", "enter", "tab", "down", "enter", "f9")
        for typed in ("wrong-Horse-1", PASSWORD):
            await shows(pilot, "their own password")
            await type_text(pilot, typed)
            await press(pilot, "f9")
            if typed != PASSWORD:
                await shows(pilot, "is not right. Nothing")
                assert not leaves(scene)[0].approved
        await until(pilot, lambda: leaves(scene)[0].approved)
        assert leaves(scene)[0].decided_attested_by == ""


async def test_the_form_is_saved_from_the_board(scene: Scene, tmp_path: Path) -> None:
    scene.shift("黄丽", "曾国强")
    apply_for(scene, staff(scene)[FIRST])
    async with scene.app().run_test(size=(80, 24)) as pilot:
        app = await ready(pilot)
        await app.action_command("leave")
        await shows(pilot, "to be decided")
        await press(pilot, "y")
        await shows(pilot, "Save as plain text")
        await press(pilot, "end", "enter", "ctrl+u")
        await type_text(pilot, str(tmp_path / "form"))
        await press(pilot, "f9")
        target = tmp_path / "form.txt"
        await until(pilot, target.exists)
        assert FIRST in target.read_text(encoding="utf-8")


@pytest.mark.parametrize("key", ["f3", "f4", "x", "c", "y", "l"])
async def test_without_a_leave_nothing_is_asked(scene: Scene, key: str) -> None:
    scene.shift()
    async with scene.app().run_test(size=(80, 24)) as pilot:
        app = await ready(pilot)
        await app.action_command("leave")
        await shows(pilot, "Everybody is here.")
        depth = len(app.screen_stack)
        await press(pilot, key)
        assert len(app.screen_stack) == depth


def test_compensatory_leave_is_sent_to_its_ledger_before_anything_is_asked() -> None:
    here = frozenset({words.CHOSEN, words.TO_DECIDE, words.HERE})
    for command in (words.DecideLeave, words.CancelLeave):
        usual = Situation(ready=True, signed_on=True, here=here)
        assert command.why_not(usual) == ""
        ledger = replace(usual, here=here | {words.COMPENSATORY})
        assert "decided in its own ledger" in command.why_not(ledger)
