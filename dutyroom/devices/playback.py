"""Listening to a recording from the console.

The sound is made by a process of its own: PortAudio and ALSA write their
complaints straight to the terminal, where they would spoil the screen, and a
driver that hangs must not hang the console. Orders return at once; the state
comes back through a call in a thread of the player's.
"""

from __future__ import annotations

import contextlib
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import msgspec

from dutyroom import i18n
from dutyroom.devices.player_messages import Phase, PlayerOrder, PlayerState
from dutyroom.devices.reel import LOUDEST, SPEEDS

__all__ = ["LOUDEST", "SPEEDS", "Phase", "Player", "PlayerState"]

_END_SECONDS = 2.0


class Player:
    """Plays one file; paused at its start at first."""

    def __init__(
        self, path: Path, tell: Callable[[PlayerState], None], *, device: str = ""
    ) -> None:
        """Start the playing process.

        Args:
            path: A recording; one that is still being made grows while it plays.
            tell: Told each state, in a thread of the player's: post a message
                from there, touch no widget. The last one is `ended`, `paused`
                or `failed`, whose message is a sentence for the user.
            device: What to play on, as in the settings; empty: the default.

        Raises:
            OSError: No process can be started.
        """
        self._tell = tell
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            [
                sys.executable,
                "-m",
                "dutyroom.devices.playback_process",
                str(path),
                device,
                i18n.language(),
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self._listener = threading.Thread(target=self._listen, name="player", daemon=True)
        self._listener.start()

    def play(self) -> None:
        """Begin, or go on after a pause; after the end, from the start."""
        self._order(PlayerOrder("play"))

    def pause(self) -> None:
        """Stop where it is."""
        self._order(PlayerOrder("pause"))

    def seek_by(self, seconds: float) -> None:
        """Go on or back, within the recording."""
        self._order(PlayerOrder("seek_by", seconds))

    def seek_to(self, seconds: float) -> None:
        """Go to a place in the recording."""
        self._order(PlayerOrder("seek_to", seconds))

    def set_speed(self, speed: float) -> None:
        """Play at one of `SPEEDS`."""
        self._order(PlayerOrder("speed", speed))

    def set_volume(self, volume: float) -> None:
        """Play louder or softer: 1 as recorded, up to `LOUDEST`."""
        self._order(PlayerOrder("volume", volume))

    def close(self) -> None:
        """End the process; waits a moment for it."""
        if self._process.stdin is not None:
            with contextlib.suppress(OSError):  # it may have ended before its last order
                self._process.stdin.close()
        try:
            self._process.wait(_END_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._listener.join(_END_SECONDS)
        if self._process.stdout is not None:
            self._process.stdout.close()

    def _order(self, order: PlayerOrder) -> None:
        """Write an order; a process that is gone has said why."""
        if self._process.stdin is None:
            return
        try:
            self._process.stdin.write(msgspec.json.encode(order) + b"\n")
            self._process.stdin.flush()
        except (OSError, ValueError):
            return

    def _listen(self) -> None:
        """Pass on what the process says; in the player's thread."""
        for line in self._process.stdout or ():
            try:
                self._tell(msgspec.json.decode(line, type=PlayerState))
            except msgspec.DecodeError:
                continue  # something printed by a library is no state
