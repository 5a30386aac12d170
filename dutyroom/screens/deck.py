"""A player and where it is; without a player every order does nothing."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

from dutyroom.devices.playback import SPEEDS, Phase, Player, PlayerState


class Deck:
    """Holds the player of one recording at a time.

    Attributes:
        state: What the player said last.
    """

    def __init__(self) -> None:
        """Begin empty."""
        self.state = PlayerState(Phase.PAUSED)
        self._player: Player | None = None

    async def load(self, path: Path, tell: Callable[[PlayerState], None]) -> None:
        """Have another recording ready to play.

        Args:
            path: The file.
            tell: Told each state, in a thread of the player's.

        Raises:
            OSError: No player can be started.
        """
        await self.close()
        self.state = PlayerState(Phase.PAUSED)
        self._player = await asyncio.to_thread(Player, path, tell)

    async def close(self) -> None:
        """End the player; that may take a moment."""
        player, self._player = self._player, None
        if player is not None:
            await asyncio.to_thread(player.close)

    def play(self) -> None:
        """Play."""
        if self._player is not None:
            self._player.play()

    def play_pause(self) -> None:
        """Play, or pause."""
        if self._player is None:
            return
        if self.state.phase is Phase.PLAYING:
            self._player.pause()
        else:
            self._player.play()

    def skip(self, seconds: float) -> None:
        """Go on or back."""
        if self._player is not None:
            self._player.seek_by(seconds)

    def go_to(self, seconds: float) -> None:
        """Go to a place."""
        if self._player is not None:
            self._player.seek_to(seconds)

    def change_speed(self, by: int) -> None:
        """Choose another of the player's speeds.

        Args:
            by: 1: the next faster one; -1: the next slower one.
        """
        if self._player is None:
            return
        speeds = sorted(SPEEDS)
        nearest = min(range(len(speeds)), key=lambda i: abs(speeds[i] - self.state.speed))
        self._player.set_speed(speeds[max(0, min(nearest + by, len(speeds) - 1))])
