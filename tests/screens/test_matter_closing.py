"""A matter is closed while another writer works at it."""

from __future__ import annotations

from dutyroom.registers.matters import instructing
from dutyroom.registers.matters.instruction_facts import Instruction
from dutyroom.screens.matter import MatterScreen
from tests.screens.driving import press, ready, shows, type_text, until
from tests.screens.scene import Scene
from tests.screens.test_matters import LI, ZHANG, access, every, opened


async def test_an_instruction_that_comes_while_a_matter_is_closed_is_asked_about(
    scene: Scene,
) -> None:
    """The open form gains its entries; what was typed of another never counts for it."""
    scene.shift()
    matter = opened(scene, "水库超汛限")
    order = Instruction("曾国强", "立即泄洪")
    instructing.instruct(access(scene), matter, order, by=ZHANG)
    app = scene.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        app.push_screen(MatterScreen(matter))
        await shows(pilot, "水库超汛限")
        await press(pilot, "x")
        await shows(pilot, "曾国强: 立即泄洪")
        await type_text(pilot, "已泄洪")
        await press(pilot, "tab", "tab")
        await type_text(pilot, "待复核")
        instructing.instruct(access(scene), matter, Instruction("韦立新", "转移群众"), by=LI)
        await press(pilot, "f9")
        await shows(pilot, "1 instruction of a leader has no outcome", "韦立新: 转移群众", "待复核")
        assert every(scene)[0].row.open
        await type_text(pilot, "已转移")  # the new entry has the cursor
        await press(pilot, "f9")
        await until(pilot, lambda: not every(scene)[0].row.open)
    first, other = every(scene)[0].instructions
    assert (first.settled_at, other.outcome) == (None, "已转移")
