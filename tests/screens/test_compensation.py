"""Compensatory leave at the keyboard: credit, apply, approve, take, reverse, print."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import msgspec

from dutyroom.config.settings import Leave
from dutyroom.registers.compensation.reading import Statement, statement
from dutyroom.registers.shifts import facts as shifts
from tests.screens.driving import press, ready, screen_text, shows, type_text, until
from tests.screens.scene import NOW, Scene
from tests.screens.staff import DEPUTY, FIRST, PLACE, staff


def known(scene: Scene, person: str) -> Statement:
    """Return where somebody stands."""
    with scene.store.read() as session:
        return statement(session, person)


def served(scene: Scene) -> str:
    """Have the first officer serve on a Saturday; return their id."""
    person = staff(scene)[FIRST]
    start = NOW - timedelta(days=2)
    signed = shifts.SignedOn(person, start)
    scene.record(
        shifts.begun("past", start, PLACE, officer=FIRST, signed=signed),
        shifts.ended("past", start + timedelta(hours=9), PLACE, actor="x"),
    )
    scene.shift("黄丽", DEPUTY)
    leave = Leave(compensation_pack="example")
    scene.settings = msgspec.structs.replace(scene.settings, leave=leave)
    return person


async def test_from_a_shift_to_leave_taken(scene: Scene, tmp_path: Path) -> None:
    person = served(scene)
    async with scene.app().run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await press(pilot, "room:compensation")
        await shows(pilot, "an example; binds nobody", "1 ended shifts wait", FIRST)
        assert known(scene, person).lines == ()
        await press(pilot, "f4")
        await shows(pilot, "9 h")
        await press(pilot, "f9")
        await shows(pilot, "Nothing waits to be credited.")
        await press(pilot, "escape", "end", "enter")
        await shows(pilot, "Balance 9 h", "earned")
        await press(pilot, "n")
        await shows(pilot, "Apply for compensatory leave", "2026-11-24 08:30", "2026-11-24 18:00")
        await press(pilot, "ctrl+u")
        await type_text(pilot, "1")
        await press(pilot, "f9")
        await shows(pilot, "there are 8 h of working")
        for typed in ("8", "2026-11-23 08:30", "2026-11-23 18:00"):
            await press(pilot, "ctrl+u")
            await type_text(pilot, typed)
            await press(pilot, "tab")
        await press(pilot, "f9")
        await shows(pilot, "It begins before it was applied for.")
        await press(pilot, "f9")
        await until(pilot, lambda: known(scene, person).ledger.pending == 480)
        await shows(pilot, "Available 1 h", "applied for")
        await press(pilot, "end", "f3")
        await shows(pilot, f"{FIRST}  8 h  2026-11-23 08:30 - 18:00")
        await press(pilot, "down", "enter", "tab", "down", "enter", "f9", "f9")
        await until(pilot, lambda: len(known(scene, person).lines) == 3)
        await shows(pilot, "approved")
        await press(pilot, "home", "down", "f4")
        await until(pilot, lambda: known(scene, person).ledger.balance == 60)
        await press(pilot, "home", "x")
        await type_text(pilot, "误")
        await press(pilot, "f9")
        await until(pilot, lambda: len(known(scene, person).lines) == 4)
        await press(pilot, "y", "end", "enter", "ctrl+u")
        await type_text(pilot, str(tmp_path / "paper"))
        await press(pilot, "f9")
        await until(pilot, (tmp_path / "paper.txt").exists)
        assert FIRST in (tmp_path / "paper.txt").read_text(encoding="utf-8")


async def test_an_advance_takes_a_reason_and_a_name(scene: Scene) -> None:
    person = served(scene)
    async with scene.app().run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await press(pilot, "room:compensation", "end", "enter")
        await shows(pilot, "No line yet.")
        await press(pilot, "n", "f9", "f9")
        await shows(pilot, "advance must be")
        await press(pilot, "escape", "a")
        await type_text(pilot, "8")
        await press(pilot, "tab")
        await type_text(pilot, f"{'连日防汛值守，' * 6}（终）")
        await press(pilot, "tab", "down", "enter", "f9", "f9")
        await until(pilot, lambda: known(scene, person).ledger.advanced == 480)
        await shows(pilot, "advance granted")
        assert "终" not in screen_text(pilot.app)
        await press(pilot, "end", "enter")
        await shows(pilot, "终", "decided by")
