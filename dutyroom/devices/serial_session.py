"""One opening of a port, from set-up to loss."""

from __future__ import annotations

from collections.abc import Callable

import serial

from dutyroom.clock import Clock
from dutyroom.devices.keep_alive import Heard, KeepAlive
from dutyroom.devices.serial_events import BridgeEvent, Bytes, SetUp, Wedged
from dutyroom.devices.serial_opening import read_waiting
from dutyroom.devices.serial_pacing import Pacing
from dutyroom.devices.serial_profile import Dialogue, PortProfile


class SerialSession:
    """Talks over an open port: set-up, bytes, keep-alive."""

    def __init__(
        self,
        port: serial.Serial,
        profile: PortProfile,
        clock: Clock,
        say: Callable[[BridgeEvent], None],
        pacing: Pacing,
    ) -> None:
        """Take over an open port.

        Args:
            port: Open; closed by whoever opened it.
            profile: How to talk to the box.
            clock: Stamps bytes and paces keep-alives.
            say: Told what happens, in the caller's thread.
            pacing: Waits.
        """
        self._port = port
        self._profile = profile
        self._clock = clock
        self._say = say
        self._dialogue: Dialogue | None = None
        self._alive = KeepAlive(profile.keep_alive, pacing, clock.monotonic())
        self.heard = False
        """Whether the box has sent anything at all."""

    def begin(self) -> None:
        """Send the first of the set-up lines, where there are any.

        Raises:
            OSError: The port is gone; any of `PORT_ERRORS`.
        """
        if self._profile.dialogue is not None:
            self._dialogue = self._profile.dialogue()
            self._send(self._dialogue.start(self._clock.monotonic()))

    def step(self, *, idle: bool) -> None:
        """Wait for bytes for a short time, pass them on and look at the timers.

        Args:
            idle: No call is on the line, so that the box may be asked something.

        Raises:
            OSError: The port is gone; any of `PORT_ERRORS`.
        """
        data = read_waiting(self._port)
        now = self._clock.monotonic()
        if data:
            self._say(Bytes(data, now, self._clock.now()))
            self.heard = True
            if self._alive.heard(now) is Heard.BACK and self._dialogue is None:
                self.begin()
        if self._dialogue is not None:
            self._set_up(self._dialogue, data, now)
        else:
            self._send(self._alive.due(now, idle=idle))
            if self._alive.wedged(now):
                self._say(Wedged())

    def _set_up(self, dialogue: Dialogue, data: bytes, now: float) -> None:
        """Go on with the set-up lines, and say how it went."""
        if data:
            self._send(dialogue.feed(data, now))
        self._send(dialogue.tick(now))
        if dialogue.done is not None:
            self._dialogue = None
            self._say(SetUp(dialogue.done, dialogue.detail))

    def _send(self, data: bytes) -> None:
        if data:
            self._port.write(data)
