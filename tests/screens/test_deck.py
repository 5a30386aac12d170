"""Orders to the player that come faster than it answers."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

import pytest

from dutyroom.screens import deck


class SlowPlayer:
    """A player that says nothing of what it does."""

    speeds: ClassVar[list[float]] = []

    def __init__(self, path: Path, tell: object) -> None:
        """Stand there."""

    def set_speed(self, speed: float) -> None:
        """Note it."""
        self.speeds.append(speed)


async def test_two_presses_are_two_steps_of_speed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SlowPlayer, "speeds", [])
    monkeypatch.setattr(deck, "Player", SlowPlayer)
    played = deck.Deck()
    await played.load(Path("a.wav"), lambda _state: None)
    for by in (1, 1, -1, -1, -1):
        played.change_speed(by)
    assert SlowPlayer.speeds == [1.5, 2.0, 1.5, 1.0, 0.75]
