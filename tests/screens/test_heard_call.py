"""While the database takes nothing the card shows what the keeper knows of the call."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dutyroom.channel.messages import CallOnLine, KeeperState, LineState
from tests.screens.driving import ready, screen_text, shows, until
from tests.screens.scene import NOW, Scene

RINGS = CallOnLine(
    id="one", direction="in", state="ringing", began=(NOW - timedelta(seconds=7)).isoformat(),
    number="057188886666", name="WANG",
)  # fmt: skip


def line(call: CallOnLine | None) -> LineState:
    """Return the state of a line with a call on it."""
    return LineState("1", "ok", "ok", "idle", call=call.id if call else "", on_line=call)


@pytest.mark.parametrize("database", ["locked", "full", "damaged", "missing"])
async def test_a_call_that_cannot_be_written_is_shown(scene: Scene, database: str) -> None:
    scene.shift()
    app = scene.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        scene.keeper.well()
        scene.keeper.news.put_nowait(KeeperState(database, spooled=2))  # type: ignore[arg-type]
        scene.keeper.news.put_nowait(line(RINGS))
        await shows(pilot, "Ringing 0:07", "057188886666  WANG", "since 10:30:08")
        await shows(pilot, "The register cannot be written now.")
        scene.keeper.news.put_nowait(line(None))
        await until(pilot, lambda: "WANG" not in screen_text(app))


async def test_a_call_that_the_register_has_is_shown_once(scene: Scene) -> None:
    scene.shift()
    scene.ring("one", number="057188886666", name="WANG")
    app = scene.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        scene.keeper.well()
        scene.keeper.news.put_nowait(KeeperState("full"))
        scene.keeper.news.put_nowait(line(RINGS))
        await shows(pilot, "Disk full", "F2/Ctrl+T take")
        card = "".join(screen_text(app).splitlines()[2:6])
        assert card.count("057188886666") == 1
        assert "cannot be written" not in card


async def test_with_a_sound_database_the_register_alone_is_shown(scene: Scene) -> None:
    scene.shift()
    app = scene.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        scene.keeper.well()
        scene.keeper.news.put_nowait(line(RINGS))
        await shows(pilot, "Line ok")
        assert "WANG" not in screen_text(app)


async def test_a_hostile_call_is_shown_harmlessly(scene: Scene) -> None:
    scene.shift()
    app = scene.app()
    call = CallOnLine(
        "x", "in", "talking", "nonsense", "2026", "\x1b[31m1", "[bold]\x00\u202e" * 99, "?"
    )
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        scene.keeper.well()
        scene.keeper.news.put_nowait(KeeperState("damaged"))
        scene.keeper.news.put_nowait(line(call))
        await shows(pilot, "The register cannot be written now.", "[bold]")
