"""Who calls is painted before anything that can wait."""

from __future__ import annotations

import threading

import pytest

from dutyroom.channel.messages import Changed, LineState
from dutyroom.desk import watch
from dutyroom.desk.almanac import named
from dutyroom.widgets.call_card import CallCard
from tests.screens.driving import ready, shows, until
from tests.screens.scene import Scene


async def test_what_the_day_is_called_keeps_no_call_waiting(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The reading thread answers one question after the other."""
    scene.shift()
    shown = threading.Event()
    app = scene.app()
    async with app.run_test() as pilot:
        await ready(pilot)
        monkeypatch.setattr(watch, "named", lambda *of: shown.wait(60) and named(*of))
        scene.ring("one")
        scene.keeper.news.put_nowait(Changed(("calls",)))
        try:
            await shows(pilot, "Ringing 0:00  0571")
        finally:
            shown.set()


async def test_the_card_lays_the_screen_out_anew_only_when_it_grows(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All is drawn again then, the log too; the state of the line changes often in a call."""
    scene.shift()
    anew: list[bool] = []
    refresh = CallCard.refresh

    def noted(card: CallCard, *regions: object, layout: bool = False, **how: bool) -> CallCard:
        anew.append(layout)
        return refresh(card, *regions, layout=layout, **how)  # type: ignore[arg-type]

    app = scene.app()
    async with app.run_test() as pilot:
        await ready(pilot)
        scene.ring("one")
        scene.keeper.news.put_nowait(Changed(("calls",)))
        await shows(pilot, "Ringing 0:00  0571")
        monkeypatch.setattr(CallCard, "refresh", noted)
        scene.keeper.news.put_nowait(LineState("1", "ok", "ok", "recording", disk_hours=24.0))
        await until(pilot, lambda: bool(anew))
        assert anew == [False] * len(anew)
        scene.ring("two", number="13800138000")
        scene.keeper.news.put_nowait(Changed(("calls",)))
        await shows(pilot, "13800138000")
        assert True in anew
