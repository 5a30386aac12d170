"""Many open faults at sign-on: none is out of reach at 80 columns and 24 lines."""

from __future__ import annotations

from dutyroom.registers.equipment import lists
from dutyroom.registers.equipment.ticketing import open_by_hand
from dutyroom.screens.sign_on import SignOnScreen
from dutyroom.standard.equipment.items import Kind, State
from dutyroom.widgets.blocker_line import BlockerLine
from dutyroom.widgets.open_faults import OpenFaults
from tests.screens.driving import press, ready, screen_text, shows, type_text, until
from tests.screens.equipment_scene import act, carried_out, equip
from tests.screens.scene import Scene
from tests.screens.signing_on import opens


async def test_many_open_faults_are_all_read_with_the_keys(scene: Scene) -> None:
    """Ten at 80 columns and 24 lines: each that blocks asks how one does without, all are read."""
    await scene.staff()
    equip(scene)
    with scene.store.read() as session:
        current = lists.in_force(session)
    assert current is not None
    items = [item for item in current.items if item.kind is Kind.STATE][:10]
    for item in items:
        carried_out(
            scene,
            lambda s, key=item.key: open_by_hand(s, act(scene), key, State.FAULTY, "整日无法使用"),  # type: ignore[misc]
        )
    async with scene.app().run_test(size=(80, 24)) as pilot:
        app = await ready(pilot)
        screen = await opens(pilot)
        await type_text(pilot, "qxm")
        critical = [item.name for item in items if item.critical]
        assert len(critical) > 3
        await shows(pilot, "10 open faults", "how the desk does without it")
        asked = [each for each in screen.query(BlockerLine) if each.blocker.bypassed]
        assert len(asked) == len(critical)
        assert all(name in "".join(each.blocker.words for each in asked) for name in critical)
        assert "! art. 12: " in screen_text(app), "the mark and its words share a line"
        await press(pilot, "shift+tab")
        assert app.focused is screen.query_one(OpenFaults)
        assert items[-1].name not in _faults_in_sight(screen)
        await press(pilot, "end")
        await until(pilot, lambda: "整日无法使用" in _faults_in_sight(screen), "the end")
        await until(pilot, lambda: items[-1].name in _faults_in_sight(screen), "the last one")


def _faults_in_sight(screen: SignOnScreen) -> str:
    """Return the lines of the open faults that are on the screen."""
    region = screen.query_one(OpenFaults).region
    return "\n".join(screen_text(screen.app).splitlines()[region.y : region.bottom])
