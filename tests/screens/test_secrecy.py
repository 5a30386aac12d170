"""A level marking is said while it is typed, kept in no draft and saved nowhere; the banner."""

from __future__ import annotations

import pytest

from dutyroom.registers import drafts
from dutyroom.registers.calls.detail import detail
from dutyroom.registers.matters.reading import pending_for_handover
from dutyroom.screens.calls import CallsScreen
from dutyroom.screens.matters import MattersScreen
from dutyroom.screens.write_up import WriteUpScreen
from tests.screens.driving import press, ready, screen_text, shows, type_text, until
from tests.screens.scene import Scene


def kept(scene: Scene) -> list[str]:
    """Return what there are drafts of."""
    with scene.store.read() as session:
        return drafts.keys(session)


async def test_a_marking_in_a_write_up_is_kept_nowhere(scene: Scene) -> None:
    """The draft of before goes as well; without the marking it can be signed."""
    scene.shift()
    scene.past("call")
    app = scene.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await shows(pilot, "00001")
        await press(pilot, "f3")
        await until(pilot, lambda: isinstance(app.screen, WriteUpScreen))
        await shows(pilot, "Content")
        await type_text(pilot, "市委办来文")
        await shows(pilot, "Draft saved.")
        assert kept(scene) == ["write_up:call"]
        await type_text(pilot, " 密级机密")
        await shows(pilot, "Level marking “密级机密”")
        await until(pilot, lambda: kept(scene) == [])
        await press(pilot, "f9")
        assert isinstance(app.screen, WriteUpScreen)
        await press(pilot, "escape")
        await shows(pilot, "Press Esc again to leave it.")
        await press(pilot, "escape")
        await until(pilot, lambda: isinstance(app.screen, CallsScreen))
        assert kept(scene) == []
        with scene.store.read() as session:
            found = detail(session, "call")
        assert found is not None
        assert not found.row.written_up


@pytest.mark.slow
async def test_a_marking_in_a_matter_or_a_question_is_saved_nowhere(scene: Scene) -> None:
    scene.shift()
    app = scene.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await app.action_command("matters")
        await shows(pilot, "No matters here.")
        await press(pilot, "n")
        await shows(pilot, "New matter")
        await type_text(pilot, "绝密30年")
        await shows(pilot, "Level marking “绝密30年”")
        await press(pilot, "f9", "escape", "escape")
        await until(pilot, lambda: isinstance(app.screen, MattersScreen))
        assert kept(scene) == []
        await press(pilot, "plus")
        await type_text(pilot, "密级秘密")
        await press(pilot, "f9")
        await shows(pilot, "Level marking “密级秘密”")
        await press(pilot, "ctrl+a", "ctrl+k")
        await type_text(pilot, "商业秘密纠纷")
        await press(pilot, "f9")
        await shows(pilot, "商业秘密纠纷")
        with scene.store.read() as session:
            assert [row.content for row in pending_for_handover(session)] == ["商业秘密纠纷"]


async def test_the_banner_stands_on_every_screen(scene: Scene) -> None:
    """In short where there is little room, and over the lock as well."""
    app = scene.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        assert "Not for classified content  2026-11-23" in screen_text(app).splitlines()[0]
        await app.action_command("alarms")
        await pilot.resize_terminal(60, 24)
        await shows(pilot, "Unclassified  2026-11-23")
        await shows(pilot, "滨江区值班室")
