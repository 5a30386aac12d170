"""The documents by number at the keyboard in 80×24."""

from __future__ import annotations

import pytest

from dutyroom.registers.custody import reading
from dutyroom.registers.custody.kinds import CustodyFilter
from dutyroom.registers.custody.reading import DocumentRow
from tests.screens.driving import press, ready, shows, type_text, until
from tests.screens.scene import Scene
from tests.screens.secrecy_scene import lent


def documents(scene: Scene) -> list[DocumentRow]:
    """Return every document, the newest first."""
    with scene.store.read() as session:
        return reading.listed(session, CustodyFilter.ALL)


async def test_a_document_is_taken_in_by_its_number_alone(scene: Scene) -> None:
    """A title is refused, and what was typed stands there to be mended."""
    scene.shift("黄丽", "曾国强")
    async with scene.app().run_test(size=(80, 24)) as pilot:
        app = await ready(pilot)
        await app.action_command("custody")
        await shows(pilot, "No documents here.")
        await press(pilot, "n")
        await type_text(pilot, "关于汛期的通知3")
        await press(pilot, "tab", "tab", "down", "down", "tab")
        await type_text(pilot, "机要局")
        await press(pilot, "f9")
        await shows(pilot, "That is not a number")
        await press(pilot, "ctrl+a", "ctrl+k")
        await type_text(pilot, "2026-3号")
        await press(pilot, "f9")
        await shows(pilot, "[1 Held 1]", "Taken in", "secret")
        row = documents(scene)[0]
        assert (row.number, row.level, row.custodian) == ("2026-3号", "secret", "黄丽")


@pytest.mark.slow
async def test_a_document_goes_its_way(scene: Scene) -> None:
    """Given back, corrected, entrusted, sent on; what is gone is no longer held."""
    scene.shift("黄丽", "曾国强")
    lent(scene)
    async with scene.app().run_test(size=(80, 24)) as pilot:
        app = await ready(pilot)
        await app.action_command("custody")
        await shows(pilot, "Lent 1", "韦东")
        await press(pilot, "l")
        assert not documents(scene)[0].kept  # it is out: nothing was asked
        await press(pilot, "f4", "f9")
        await shows(pilot, "Given back by  韦东")
        await press(pilot, "c", "down", "down", "enter", "f9", "ctrl+a", "ctrl+k")
        await type_text(pilot, "3")
        await press(pilot, "tab")
        await type_text(pilot, "数错")
        await press(pilot, "f9")
        await shows(pilot, "Number of copies 2 > 3 (数错)")
        await press(pilot, "u")
        await type_text(pilot, "单明")
        await press(pilot, "f9")
        await shows(pilot, "Entrusted to  单明")
        await press(pilot, "m")
        await type_text(pilot, "市委机要局")
        await press(pilot, "tab")
        await type_text(pilot, "0912")
        await press(pilot, "f9")
        await until(pilot, lambda: documents(scene)[0].state == "sent")
        await shows(pilot, "No documents here.")
        await press(pilot, "3")
        await shows(pilot, "sent on", "市委机要局  receipt 0912")
