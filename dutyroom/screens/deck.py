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
        self._speed = 1.0
        self._loaded: tuple[Path, Callable[[PlayerState], None]] | None = None

    async def load(self, path: Path, tell: Callable[[PlayerState], None]) -> None:
        """Have another recording ready to play.

        Args:
            path: The file.
            tell: Told each state, in a thread of the player's.

        Raises:
            OSError: No player can be started.
        """
        await self.close()
        self._loaded, self._speed = (path, tell), 1.0
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

    async def play_pause(self, at: float) -> None:
        """Play, or pause; a player that failed has ended, and another one goes on in its place.

        Args:
            at: Where that one plays on, in seconds.

        Raises:
            OSError: No player can be started.
        """
        if self.state.phase is Phase.FAILED and self._loaded is not None:
            await self.load(*self._loaded)
            self.go_to(at)
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
        nearest = min(range(len(speeds)), key=lambda i: abs(speeds[i] - self._speed))
        # What the player says of its speed comes later than the next key.
        self._speed = speeds[max(0, min(nearest + by, len(speeds) - 1))]
        self._player.set_speed(self._speed)
