"""The visitors at the keyboard in 80×24: in, out, not let in, corrected, found."""

from __future__ import annotations

from pathlib import Path

import pytest

from dutyroom.registers.visitors import reading
from dutyroom.registers.visitors.kinds import VisitFilter
from dutyroom.registers.visitors.reading import VisitorRow
from dutyroom.standard.clocks import local_date
from tests.screens.driving import press, ready, shows, type_text, until
from tests.screens.scene import NOW, Scene
from tests.screens.secrecy_scene import visited


def visits(scene: Scene) -> list[VisitorRow]:
    """Return every visit, the newest first."""
    with scene.store.read() as session:
        return reading.listed(session, VisitFilter.ALL, local_date(NOW))


async def test_a_visitor_comes_and_goes(scene: Scene) -> None:
    scene.shift("黄丽", "曾国强")
    async with scene.app().run_test(size=(80, 24)) as pilot:
        app = await ready(pilot)
        await app.action_command("visitors")
        await shows(pilot, "No visitors here.")
        await press(pilot, "n")
        await type_text(pilot, "兰雨")
        await press(pilot, "f9")
        await shows(pilot, "still in", "Let in 2026-11-23 10:30 黄丽")
        await press(pilot, "o", "ctrl+a", "ctrl+k")
        await type_text(pilot, "9:00")
        await press(pilot, "f9")
        await shows(pilot, "That is before they came.")  # refused, and asked anew
        await press(pilot, "ctrl+a", "ctrl+k")
        await type_text(pilot, "10:30")
        await press(pilot, "f9")
        await shows(pilot, "has gone")
        assert not visits(scene)[0].inside


@pytest.mark.slow
async def test_a_visitor_is_refused_corrected_found_and_printed(
    scene: Scene, tmp_path: Path
) -> None:
    scene.shift("黄丽", "曾国强")
    visited(scene)
    async with scene.app().run_test(size=(80, 24)) as pilot:
        app = await ready(pilot)
        await app.action_command("visitors")
        await shows(pilot, "兰雨")
        await press(pilot, "x")
        await type_text(pilot, "何某")
        await press(pilot, "f9")
        await shows(pilot, "Why not let in is missing.")
        await type_text(pilot, "未预约")
        await press(pilot, "f9")
        await shows(pilot, "Not let in 2026-11-23 10:30 黄丽 未预约")  # the cursor is on it
        await press(pilot, "2")
        await shows(pilot, "[2 Still in 1]")
        await press(pilot, "c", "down", "enter", "f9", "ctrl+a", "ctrl+k")
        await type_text(pilot, "蓝宇")
        await press(pilot, "tab")
        await type_text(pilot, "听错")
        await press(pilot, "f9")
        await shows(pilot, "Visitor: 兰雨 > 蓝宇 (听错)")
        await pilot.resize_terminal(120, 36)
        await shows(pilot, "Whom they see    Business")  # a column of its own
        await pilot.resize_terminal(80, 24)
        await press(pilot, "slash")
        await type_text(pilot, "清河")
        await shows(pilot, "[3 All]")
        await press(pilot, "enter", "y", "f9", "end", "enter", "ctrl+u")
        await type_text(pilot, str(tmp_path / "day"))
        await press(pilot, "f9")
        await until(pilot, (tmp_path / "day.txt").exists)
        text = (tmp_path / "day.txt").read_text(encoding="utf-8")
        assert "Remark: not let in: 未预约" in text
        assert "Row 1: Visitor 兰雨 > 蓝宇 (听错)" in text
